//! Which names the elements of a document have, roughly and fast, so that rules about others need not look.

/// Names of elements, some of which may be taken for others: what is not among them is not in the document.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Names([u64; 4]);

impl Names {
    /// What stands before the name of an element that is directly in a device.
    const IN_DEVICE: &'static str = "device/";
    /// How deep devices are.
    const DEVICES: usize = 2;

    pub(super) fn add(&mut self, name: &str, depth: usize) {
        self.put(place(name, 0));
        if depth == Self::DEVICES + 1 {
            self.put(place(name, 1));
        }
    }

    fn put(&mut self, place: u32) {
        if let Some(word) = self.0.get_mut(place as usize / 64) {
            *word |= 1 << (place % 64);
        }
    }

    /// Whether the document may have an element of this name; `device/` before it asks for one directly in a device.
    pub(crate) fn has(self, name: &str) -> bool {
        let place = match name.strip_prefix(Self::IN_DEVICE) {
            Some(name) => place(name, 1),
            None => place(name, 0),
        };
        let word = self.0.get(place as usize / 64);
        word.is_some_and(|word| word & (1 << (place % 64)) != 0)
    }
}

/// A number below 256: three letters and the length tell nearly all names apart that libvirt has.
fn place(name: &str, salt: u8) -> u32 {
    let bytes = name.as_bytes();
    let letter = |at: usize| bytes.get(at).copied().unwrap_or_default();
    let [length, ..] = bytes.len().to_le_bytes();
    let last = letter(bytes.len().wrapping_sub(1));
    let all = u32::from_le_bytes([letter(0), letter(2), last, length.wrapping_add(salt << 7)]);
    all.wrapping_mul(0x9e37_79b1) >> 24
}

#[cfg(test)]
mod tests {
    use crate::syntax::Document;

    #[test]
    fn what_is_there_is_always_found_and_most_of_the_rest_is_not() {
        let text = "<domain><os><boot dev='hd'/></os><devices><disk><target dev='sda'/></disk></devices></domain>";
        let names = Document::parse(text).unwrap().names();
        for there in [
            "domain",
            "os",
            "boot",
            "devices",
            "disk",
            "target",
            "device/target",
        ] {
            assert!(names.has(there), "{there}");
        }
        for other in [
            "device/boot",
            "cputune",
            "hostdev",
            "seclabel",
            "numatune",
            "iotune",
        ] {
            assert!(!names.has(other), "{other}");
        }
    }
}
