//! What disks are made of: files that VirtualBox can use as they are, and those that have to be converted first.

use crate::elements::Element;

use super::Verb;
use super::draft::Draft;

/// Formats that VirtualBox reads and writes.
const OWN: &[&str] = &["vdi", "vmdk", "vpc", "parallels"];
/// Formats that `qemu-img` reads beside those.
const KNOWN: &[&str] = &[
    "raw", "qcow", "qcow2", "qed", "vhdx", "luks", "dmg", "bochs", "cloop",
];
/// Where images are where nothing says it: libvirt's own pool.
const POOL: &str = "/var/lib/libvirt/images";

pub(super) fn run(draft: &mut Draft) {
    let name = draft
        .root()
        .child("name")
        .map(|name| name.text.clone())
        .unwrap_or_default();
    for disk in draft.devices("disk") {
        match disk.attribute("device") {
            Some("lun") => draft.drop(
                &disk,
                "`<disk device='lun'>`: VirtualBox hands no logical units of the host on",
            ),
            Some("cdrom" | "floppy") => drive(&disk, draft),
            Some(_) | None => hard_disk(&disk, &name, draft),
        }
    }
}

/// A drive whose medium is not a file is empty: which drives the host of VirtualBox has, nobody knows here.
fn drive(disk: &Element, draft: &mut Draft) {
    let kind = disk.attribute("type").unwrap_or("file");
    if kind == "file" {
        return;
    }
    let what = match kind {
        "block" => "a drive of the host".to_owned(),
        "network" => "a medium on the network".to_owned(),
        "volume" => "a volume of a pool".to_owned(),
        other => format!("a medium of type `{other}`"),
    };
    let message = format!("the drive is empty: {what} is not a file; name one in `<source file>`");
    draft.say(Verb::Changed, &disk.start_tag, message);
    draft.set(disk, "type", "file");
    if let Some(source) = disk.child("source") {
        draft.remove(&source.path);
    }
}

fn hard_disk(disk: &Element, name: &str, draft: &mut Draft) {
    let kind = disk.attribute("type").unwrap_or("file");
    let format = format(disk);
    let source = disk.child("source");
    let said = |attribute: &str| source.and_then(|source| source.attribute(attribute));
    let (from, read) = match kind {
        "file" => match said("file") {
            Some(file) => (file.to_owned(), quoted(file)),
            None => {
                draft.drop(disk, "`<disk>`: a hard disk without an image");
                return;
            }
        },
        "block" => match said("dev") {
            Some(device) => (device.to_owned(), quoted(device)),
            None => {
                draft.drop(disk, "`<disk>`: a hard disk without an image");
                return;
            }
        },
        "volume" => {
            let (pool, volume) = (
                said("pool").unwrap_or_default(),
                said("volume").unwrap_or_default(),
            );
            let path = format!(
                "\"$(virsh vol-path --pool {} {})\"",
                quoted(pool),
                quoted(volume)
            );
            (format!("{pool}/{volume}"), path)
        }
        "network" => match source.and_then(url) {
            Some(url) => {
                let word = quoted(&url);
                (url, word)
            }
            None => {
                draft.drop(
                    disk,
                    "`<disk type='network'>`: nothing says how `qemu-img` reaches it; copy it, and add it as a file",
                );
                return;
            }
        },
        other => {
            let message =
                format!("`<disk type='{other}'>`: VirtualBox has disks in files of the host alone");
            draft.drop(disk, message);
            return;
        }
    };
    if kind == "file" && is_own(&format, &from) {
        if let Some(shareable) = disk.child("shareable") {
            draft.say(
                Verb::Attention,
                &shareable.start_tag,
                format!("`{from}` has to be of fixed size, as several machines may use it at once"),
            );
        }
        if from.starts_with('[') {
            draft.say(
                Verb::Attention,
                &source.unwrap_or(disk).start_tag,
                format!("`{from}` is in a datastore; copy it, and give its path here"),
            );
        }
        return;
    }
    convert(disk, name, &format, (&from, &read), draft);
}

fn convert(disk: &Element, name: &str, format: &str, from: (&str, &str), draft: &mut Draft) {
    let (from, read) = from;
    let to = destination(disk, name, from, draft);
    let source = disk.child("source");
    let place = source.unwrap_or(disk).start_tag.clone();
    let is_encrypted = disk.child("encryption").is_some()
        || source.is_some_and(|source| source.child("encryption").is_some());
    if is_encrypted {
        draft.say(
            Verb::Attention,
            &place,
            format!("`{from}` is encrypted: `qemu-img` has to be given its secret with `--object` and `--image-opts`"),
        );
    }
    draft.say(
        Verb::Changed,
        &place,
        format!("`{from}` is `{to}`: VirtualBox has no {format} disks"),
    );
    // Several machines at once use images of fixed size alone.
    let fixed = match disk.child("shareable") {
        Some(_) => " -o static=on",
        None => "",
    };
    let command = format!(
        "qemu-img convert -p -f {format} -O vdi{fixed} {read} {}",
        quoted(&to)
    );
    draft.convert(&place, from.to_owned(), to.clone(), command);
    if disk.attribute("type").is_some_and(|kind| kind != "file") {
        draft.set(disk, "type", "file");
    }
    let is_plain = disk.attribute("type").is_none_or(|kind| kind == "file");
    match source {
        Some(source) if is_plain => {
            draft.set(source, "file", &to);
            for child in &source.children {
                draft.remove(&child.path);
            }
        }
        Some(source) => draft.replace(source, &format!("<source file='{}'/>", escaped(&to))),
        None => draft.insert(&disk.path, format!("<source file='{}'/>", escaped(&to))),
    }
    if let Some(encryption) = disk.child("encryption") {
        draft.remove(&encryption.path);
    }
}

/// The format of an image, as `qemu-img` calls it.
fn format(disk: &Element) -> String {
    let said = disk
        .of_child("driver", "type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    if OWN.contains(&said.as_str()) || KNOWN.contains(&said.as_str()) {
        return said;
    }
    let file = disk.of_child("source", "file").unwrap_or_default();
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = ending.to_ascii_lowercase();
    match ending.as_str() {
        // Without a word libvirt takes an image for raw, unless its hypervisor has one format of its own.
        "vmdk" | "vdi" | "qcow2" | "vhdx" | "qed" => ending,
        "vhd" => "vpc".to_owned(),
        "hdd" | "hds" => "parallels".to_owned(),
        _other => "raw".to_owned(),
    }
}

/// Whether VirtualBox takes an image as it is: it goes by the name's ending.
fn is_own(format: &str, file: &str) -> bool {
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    let endings: &[&str] = match format {
        "vdi" => &["vdi"],
        "vmdk" => &["vmdk"],
        "vpc" => &["vhd", "vpc"],
        "parallels" => &["hdd"],
        _other => &[],
    };
    endings.iter().any(|own| ending.eq_ignore_ascii_case(own))
}

/// Where the converted image is: beside the image, or in the folder that was asked for.
fn destination(disk: &Element, name: &str, from: &str, draft: &Draft) -> String {
    let target = disk.of_child("target", "dev").unwrap_or("disk");
    let is_file = disk.attribute("type").is_none_or(|kind| kind == "file");
    let (folder, stem) = match from.rsplit_once('/') {
        Some((folder, file)) if is_file && !folder.starts_with("/dev") => {
            let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
            (
                folder.to_owned(),
                if stem.is_empty() { file } else { stem }.to_owned(),
            )
        }
        Some(_) | None => (
            POOL.to_owned(),
            format!("{}-{target}", name.replace('/', "-")),
        ),
    };
    let folder = draft.images.clone().unwrap_or(folder);
    let folder = folder.trim_end_matches('/');
    let to = format!("{folder}/{stem}.vdi");
    match draft.converted(&to) {
        Some(other) if other.from != from => format!("{folder}/{stem}-{target}.vdi"),
        Some(_) | None => to,
    }
}

/// How `qemu-img` reaches an image on the network.
fn url(source: &Element) -> Option<String> {
    let protocol = source.attribute("protocol")?;
    let name = source.attribute("name").unwrap_or_default();
    if protocol == "rbd" {
        return Some(format!("rbd:{name}"));
    }
    let host = source.child("host")?;
    if let Some(socket) = host.attribute("socket") {
        return (protocol == "nbd").then(|| format!("nbd+unix:///{name}?socket={socket}"));
    }
    let machine = host.attribute("name")?;
    let machine = if machine.contains(':') {
        format!("[{machine}]")
    } else {
        machine.to_owned()
    };
    let port = host
        .attribute("port")
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    let known = [
        "nbd", "http", "https", "ftp", "ftps", "iscsi", "gluster", "ssh", "nfs",
    ];
    known.contains(&protocol).then(|| {
        format!(
            "{protocol}://{machine}{port}/{}",
            name.trim_start_matches('/')
        )
    })
}

/// A text as one word for `sh`.
fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=+,@".contains(c);
    if !text.is_empty() && !text.starts_with('-') && text.chars().all(is_plain) {
        return text.to_owned();
    }
    // What begins with a dash is a file all the same.
    let dash = if text.starts_with('-') { "./" } else { "" };
    format!("'{dash}{}'", text.replace('\'', r"'\''"))
}

/// A text for an attribute in single quotes.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('\'', "&apos;")
        .replace('\n', "&#10;")
        .replace('\t', "&#9;")
        .replace('\r', "&#13;")
}
