//! The UUID that stands in a disk image, which VirtualBox compares with that in the settings.

use uuid::Uuid;

/// Where the UUID of a VDI image stands, and how it begins.
const VDI: (usize, usize, u32) = (392, 64, 0xbeda_107f);
/// A VHD image ends with a footer.
const VHD: (usize, &[u8]) = (68, b"conectix");
/// How much of the end of an image is its footer.
const FOOTER: usize = 512;

/// The UUID of an image, by its first 64 KiB and its last 512 bytes; `None` for images without one, such as those of optical
/// discs, whose UUID is whatever the settings say.
pub fn image_uuid(head: &[u8], tail: &[u8]) -> Option<Uuid> {
    vdi(head).or_else(|| vhd(tail)).or_else(|| vmdk(head))
}

fn vdi(head: &[u8]) -> Option<Uuid> {
    let (at, signature_at, signature) = VDI;
    let begins = head.get(signature_at..signature_at + 4)?;
    (begins == signature.to_le_bytes()).then(|| stored(head.get(at..at + 16)?))?
}

fn vhd(tail: &[u8]) -> Option<Uuid> {
    let footer = tail.get(tail.len().checked_sub(FOOTER)?..)?;
    let (at, signature) = VHD;
    footer
        .starts_with(signature)
        .then(|| stored(footer.get(at..at + 16)?))?
}

/// VirtualBox stores the first three numbers of a UUID with the lowest byte first.
fn stored(bytes: &[u8]) -> Option<Uuid> {
    bytes.try_into().ok().map(Uuid::from_bytes_le)
}

/// A VMDK image has a description in words, in the image or as a file of its own.
fn vmdk(head: &[u8]) -> Option<Uuid> {
    const KEY: &[u8] = b"ddb.uuid.image=\"";
    let at = head.windows(KEY.len()).position(|window| window == KEY)? + KEY.len();
    let text = head.get(at..at + 36)?;
    Uuid::try_parse_ascii(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0d76b18a-bff6-459d-9451-05096ddf5b6a";

    fn id() -> Uuid {
        Uuid::try_parse(ID).unwrap()
    }

    #[test]
    fn images_of_each_format_say_their_uuid() {
        let mut vdi = vec![0; 1024];
        vdi[64..68].copy_from_slice(&[0x7f, 0x10, 0xda, 0xbe]);
        vdi[392..408].copy_from_slice(&id().to_bytes_le());
        let mut vhd = vec![0; 512];
        vhd[..8].copy_from_slice(b"conectix");
        vhd[68..84].copy_from_slice(&id().to_bytes_le());
        let vmdk = format!("# Disk DescriptorFile\nddb.uuid.image=\"{ID}\"\n");
        for (head, tail) in [
            (&vdi[..], &vdi[512..]),
            (&vhd[..], &vhd[..]),
            (vmdk.as_bytes(), &[][..]),
        ] {
            assert_eq!(image_uuid(head, tail), Some(id()));
        }
        assert_eq!(image_uuid(b"CD001", &[0; 512]), None);
        assert_eq!(image_uuid(&[], &[]), None);
        assert_eq!(image_uuid(b"ddb.uuid.image=\"0d76", &[]), None);
    }
}
