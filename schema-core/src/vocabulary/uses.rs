//! What VirtualBox has of libvirt's vocabulary beyond the elements that [`domain`](crate::domain) declares, in words.

/// Elements and attributes below `<domain>` that VirtualBox has something for, sorted by their path.
///
/// What is declared has its words there and is not here; everything else has no effect on VirtualBox at all.
static USES: &[(&str, &str)] = &[
    ("cputune/global_period", "The length of such a period."),
    ("cputune/global_quota", "The same for the whole machine."),
    ("devices/controller/driver", "Settings of the controller."),
    (
        "devices/disk/driver/@cache",
        "Whether the host caches what is written; `<vbox:controller>` says it for all disks of a controller.",
    ),
    ("devices/disk/product", "The model that the guest sees."),
    (
        "devices/disk/serial",
        "The serial number that the guest sees.",
    ),
    ("devices/disk/target/@tray", "Whether the tray is open."),
    ("devices/disk/vendor", "The maker that the guest sees."),
    ("devices/interface/ip", "The address that the guest gets."),
    ("devices/interface/mtu", "The largest packet."),
    (
        "devices/memballoon",
        "Memory that the guest gives back while it runs.",
    ),
    ("devices/sound/codec", "What the sound card can do."),
    (
        "devices/video/model/resolution",
        "The size of the screen that the guest is told.",
    ),
    (
        "features/hyperv",
        "What a Windows guest is told about the hypervisor.",
    ),
    (
        "features/kvm",
        "What a Linux guest is told about the hypervisor.",
    ),
    ("memoryBacking", "How memory is provided."),
    (
        "memoryBacking/nosharepages",
        "Equal pages of machines are not shared.",
    ),
];

/// What the element or attribute at `path` is for, such as `devices/tpm` or `os/@firmware`; `None` where VirtualBox
/// has nothing of the kind, or where it is declared.
pub fn of(path: &str) -> Option<&'static str> {
    let at = USES
        .binary_search_by(|(known, _)| (*known).cmp(path))
        .ok()?;
    USES.get(at).map(|(_, docs)| *docs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Domain;
    use crate::spec::{Content, Element, ElementSpec};
    use crate::vocabulary;

    #[test]
    fn they_are_sorted_and_found() {
        assert!(USES.is_sorted());
        assert_eq!(
            of("devices/memballoon"),
            Some("Memory that the guest gives back while it runs.")
        );
        assert_eq!(of("pm"), None);
    }

    #[test]
    fn each_is_in_the_vocabulary_and_not_declared() {
        for (path, _) in USES {
            let (element, attribute) = match path.rsplit_once('@') {
                Some((element, name)) => (element.trim_end_matches('/'), Some(name)),
                None => (*path, None),
            };
            let names = || element.split('/').filter(|name| !name.is_empty());
            let known = vocabulary::find(names());
            assert!(known.is_some(), "`{path}` is not in the vocabulary");
            if let Some(name) = attribute {
                assert!(known.unwrap().attribute(name).is_some(), "`{path}`");
            }
            assert!(
                !is_declared(Domain::SPEC, names(), attribute),
                "`{path}` is declared: its words belong there"
            );
        }
    }

    fn is_declared<'n>(
        mut spec: &'static ElementSpec,
        names: impl Iterator<Item = &'n str>,
        attribute: Option<&str>,
    ) -> bool {
        let mut names = names.peekable();
        while let Some(name) = names.next() {
            let Some(child) = spec.children.iter().find(|child| child.name == name) else {
                return false;
            };
            match child.content {
                Content::Element(inner) => spec = inner(),
                Content::Value(_) | Content::Empty => {
                    return names.peek().is_none() && attribute.is_none();
                }
            }
        }
        attribute.is_none_or(|wanted| spec.attributes.iter().any(|known| known.name == wanted))
    }
}
