use super::draft::Draft;
use crate::domain::{Arch, OsType};
use crate::path::Path;

/// libosinfo's addresses of operating systems begin so, and VirtualBox's word for them, without `_64`.
const SYSTEMS: [(&str, &str); 40] = [
    ("almalinux.org/", "RedHat"),
    ("alpinelinux.org/", "Linux26"),
    ("apple.com/macosx/", "MacOS"),
    ("archlinux.org/", "ArchLinux"),
    ("centos.org/", "RedHat"),
    ("debian.org/", "Debian"),
    ("fedoraproject.org/", "Fedora"),
    ("freebsd.org/", "FreeBSD"),
    ("gentoo.org/", "Gentoo"),
    ("haiku-os.org/", "Haiku"),
    ("libosinfo.org/linux/", "Linux"),
    ("mageia.org/", "Mandriva"),
    ("microsoft.com/msdos/", "DOS"),
    ("microsoft.com/win/10", "Windows10"),
    ("microsoft.com/win/11", "Windows11"),
    ("microsoft.com/win/2k12", "Windows2012"),
    ("microsoft.com/win/2k16", "Windows2016"),
    ("microsoft.com/win/2k19", "Windows2019"),
    ("microsoft.com/win/2k22", "Windows2022"),
    ("microsoft.com/win/2k25", "Windows2025"),
    ("microsoft.com/win/2k3", "Windows2003"),
    ("microsoft.com/win/2k8", "Windows2008"),
    ("microsoft.com/win/2k", "Windows2000"),
    ("microsoft.com/win/7", "Windows7"),
    ("microsoft.com/win/8.1", "Windows81"),
    ("microsoft.com/win/8", "Windows8"),
    ("microsoft.com/win/95", "Windows95"),
    ("microsoft.com/win/98", "Windows98"),
    ("microsoft.com/win/vista", "WindowsVista"),
    ("microsoft.com/win/xp", "WindowsXP"),
    ("netbsd.org/", "NetBSD"),
    ("openbsd.org/", "OpenBSD"),
    ("opensuse.org/", "OpenSUSE"),
    ("oracle.com/ol/", "Oracle"),
    ("oracle.com/solaris/", "Solaris"),
    ("redhat.com/rhel/", "RedHat"),
    ("rockylinux.org/", "RedHat"),
    ("suse.com/", "OpenSUSE"),
    ("ubuntu.com/", "Ubuntu"),
    ("voidlinux.org/", "Linux26"),
];

/// The systems that VirtualBox knows without 64 bits only.
const ONLY_32: [&str; 5] = ["DOS", "Windows2000", "Windows95", "Windows98", "Haiku"];

/// What libosinfo's metadata say of the guest is VirtualBox's operating system, unless the document says that itself.
pub(super) fn run(draft: &mut Draft) {
    let kind = draft.domain.os.as_ref().map(|os| &os.kind);
    let is_64 = kind.and_then(OsType::known_arch) != Some(Arch::I686);
    let Some(metadata) = &mut draft.domain.metadata else {
        return;
    };
    let said = metadata
        .machine
        .as_ref()
        .and_then(|own| own.os_type.as_ref());
    if said.is_some() {
        return;
    }
    let id = metadata
        .foreign
        .iter()
        .find_map(|foreign| os_id(foreign.as_str()));
    let Some(word) = id.and_then(|id| virtualbox_word(id, is_64)) else {
        return;
    };
    let message = format!("the operating system is `{word}`, as libosinfo's metadata say");
    metadata.machine.get_or_insert_default().os_type = Some(word);
    let why = "`<vbox:osType>` is VirtualBox's own word for it";
    draft.note(Path::root().child("metadata"), message, why);
}

/// The address of the operating system in an element of libosinfo's.
fn os_id(element: &str) -> Option<&str> {
    if !element.contains("http://libosinfo.org/xmlns/libvirt/domain/1.0") {
        return None;
    }
    let (_, rest) = element.split_once(":os ")?;
    let (_, rest) = rest.split_once("id=")?;
    let quote = rest
        .chars()
        .next()
        .filter(|quote| matches!(quote, '"' | '\''))?;
    rest.get(1..)?.split(quote).next()
}

fn virtualbox_word(id: &str, is_64: bool) -> Option<String> {
    let id = id
        .strip_prefix("http://")
        .or_else(|| id.strip_prefix("https://"))?;
    let (_, word) = SYSTEMS.iter().find(|(start, _)| id.starts_with(start))?;
    let has_64 = is_64 && !ONLY_32.contains(word);
    Some(if has_64 {
        format!("{word}_64")
    } else {
        (*word).to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systems_are_known_by_how_their_addresses_begin() {
        for (id, is_64, word) in [
            ("http://ubuntu.com/ubuntu/24.04", true, Some("Ubuntu_64")),
            ("http://ubuntu.com/ubuntu/14.04", false, Some("Ubuntu")),
            ("http://microsoft.com/win/8.1", true, Some("Windows81_64")),
            ("http://microsoft.com/win/2k", true, Some("Windows2000")),
            (
                "http://microsoft.com/win/2k8r2",
                true,
                Some("Windows2008_64"),
            ),
            ("http://example.org/os", true, None),
        ] {
            assert_eq!(virtualbox_word(id, is_64).as_deref(), word, "{id}");
        }
    }

    #[test]
    fn the_address_is_that_of_the_element() {
        let element = "<libosinfo:libosinfo xmlns:libosinfo=\"http://libosinfo.org/xmlns/libvirt/domain/1.0\">\
                       <libosinfo:os id='http://debian.org/debian/12'/></libosinfo:libosinfo>";
        assert_eq!(os_id(element), Some("http://debian.org/debian/12"));
        assert_eq!(os_id("<a:os id='http://debian.org/debian/12'/>"), None);
    }
}
