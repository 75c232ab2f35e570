//! What libvirt can say and VirtualBox cannot do.

use super::dice::Dice;
use super::kinds::{Mutant, replaced};
use super::sites::Site;

/// Values of attributes and texts: the element with what is around it, the attribute, and what it cannot be.
const VALUES: &[(&str, &str, &str, &[&str])] = &[
    (
        "devices",
        "disk",
        "type",
        &["block", "network", "volume", "dir"],
    ),
    ("devices", "disk", "device", &["lun"]),
    (
        "disk",
        "target",
        "bus",
        &["virtio", "usb", "xen", "uml", "sd"],
    ),
    (
        "devices",
        "interface",
        "type",
        &["direct", "ethernet", "vhostuser", "hostdev"],
    ),
    (
        "interface",
        "model",
        "type",
        &["rtl8139", "igb", "ne2k_pci", "vmxnet", "vmxnet3"],
    ),
    (
        "devices",
        "graphics",
        "type",
        &["vnc", "spice", "dbus", "egl-headless"],
    ),
    ("devices", "sound", "model", &["es1370", "pcspk", "usb"]),
    (
        "video",
        "model",
        "type",
        &["qxl", "cirrus", "virtio", "bochs", "xen"],
    ),
    (
        "devices",
        "controller",
        "type",
        &["virtio-serial", "xenbus", "ccid"],
    ),
    ("devices", "hostdev", "type", &["pci", "scsi", "mdev"]),
    (
        "devices",
        "filesystem",
        "type",
        &["block", "template", "ram", "file"],
    ),
    ("devices", "serial", "type", &["pty", "stdio", "vc", "nmdm"]),
    ("devices", "parallel", "type", &["pty", "stdio", "null"]),
    (
        "domain",
        "clock",
        "offset",
        &["variable", "absolute", "timezone"],
    ),
    ("domain", "memory", "", &["1024", "2"]),
    ("domain", "vcpu", "", &["512", "0", "4000"]),
    ("video", "model", "vram", &["1048576", "600000"]),
    ("video", "model", "heads", &["65", "200"]),
    ("disk", "address", "unit", &["31", "200"]),
    ("disk", "address", "bus", &["5", "2"]),
    ("disk", "address", "target", &["1", "3"]),
    ("os", "type", "", &["xen", "linux", "exe"]),
];

pub(super) fn impossible(sites: &[Site<'_, '_>], dice: &mut Dice) -> Option<Mutant> {
    let root = sites.first()?;
    if root.node.attribute("type") != Some("vbox") {
        return None;
    }
    let (parent, name, attribute, wrong) = dice.pick(VALUES)?;
    let fitting: Vec<_> = sites
        .iter()
        .filter(|site| site.name() == *name)
        .filter(|site| {
            site.node
                .parent_element()
                .is_some_and(|outer| outer.tag_name().name() == *parent)
        })
        .filter_map(|site| {
            let span = if attribute.is_empty() {
                site.values()
                    .into_iter()
                    .find(|value| value.span.start >= site.start_tag().end)?
                    .span
            } else {
                site.node.attribute_node(*attribute)?.range_value()
            };
            Some((site, span))
        })
        .collect();
    let (site, span) = dice.pick(&fitting)?;
    let new = *dice.pick(wrong)?;
    let old = &site.text()[span.clone()];
    // A number is one of the unit that is there.
    if old == new
        || site
            .node
            .attribute("unit")
            .is_some_and(|unit| unit != "KiB" && *name == "memory")
    {
        return None;
    }
    // The fault may be seen in what belongs to the element, such as the address of a disk on another bus.
    let around = site
        .node
        .parent_element()
        .filter(|_| *parent == "disk" || *parent == "interface");
    let at = around.map_or_else(|| site.range(), |outer| outer.range());
    let at = at.start..at.end - span.len() + new.len();
    let what = format!("`{old}` became `{new}` in <{name}>");
    let (text, _) = replaced(site.text(), &[(span.clone(), new.to_owned())]);
    Some(Mutant {
        text,
        at: vec![at],
        what,
    })
}
