//! Attributes that others call otherwise, by the element that has them: `<model name='82540EM'/>` for
//! `<model type='82540EM'/>`.

use crate::domain::devices::{DiskBus, InterfaceType};
use crate::spec::Value;
use crate::syntax::{Attribute, Element};

/// What an element is in, the element, what others call one of its attributes, and the name of that; in any element where
/// that is empty.
const CALLED: &[(&str, &str, &str, &str)] = &[
    ("interface", "model", "name", "type"),
    ("interface", "target", "name", "dev"),
    ("interface", "mac", "value", "address"),
    ("video", "model", "name", "type"),
    ("disk", "target", "name", "dev"),
    ("disk", "driver", "format", "type"),
    ("filesystem", "target", "name", "dir"),
    ("filesystem", "target", "tag", "dir"),
    ("filesystem", "target", "path", "dir"),
    ("portForward", "range", "from", "start"),
    ("portForward", "range", "host", "start"),
    ("portForward", "range", "hostport", "start"),
    ("portForward", "range", "guest", "to"),
    ("portForward", "range", "guestport", "to"),
    ("devices", "sound", "type", "model"),
    ("devices", "sound", "name", "model"),
    ("devices", "controller", "name", "model"),
    ("", "boot", "device", "dev"),
];

/// What others call attributes of an element inside, with that element and the name there.
const INSIDE: &[(&str, &str, &str, &str)] = &[
    ("portForward", "hostport", "range", "start"),
    ("portForward", "guestport", "range", "to"),
    ("portForward", "start", "range", "start"),
    ("portForward", "end", "range", "end"),
    ("portForward", "to", "range", "to"),
];

/// What others call the one thing that a source has.
const PLACES: &[&str] = &["path", "src", "image", "filename", "folder", "location"];
const CARDS: &[&str] = &["interface", "iface", "if", "adapter", "nic"];

/// The name of an attribute of `element` that others call otherwise.
pub(super) fn meant(
    element: Element<'_, '_>,
    attribute: &Attribute<'_, '_>,
) -> Option<&'static str> {
    let name = attribute.plain_name();
    let outer = element.parent()?;
    let place = (outer.plain_name(), element.plain_name());
    let mut called = CALLED.iter();
    let by_table = called.find_map(|(parent, own, other, meant)| {
        let is_there = parent.is_empty() || *parent == place.0;
        (is_there && *own == place.1 && other.eq_ignore_ascii_case(name)).then_some(*meant)
    });
    by_table.or_else(|| match place {
        ("disk" | "filesystem", "source") if PLACES.contains(&name) => of_source(outer),
        ("interface", "source") if CARDS.contains(&name) => of_interface(outer),
        // Whatever it is called, no other attribute of a target has such a value.
        ("disk", "target") if name != "dev" => DiskBus::read(attribute.value()).map(|_bus| "bus"),
        (_, _) => None,
    })
}

/// The element in `element` to which an attribute belongs that others give to `element`, and its name there.
pub(super) fn meant_inside(
    element: Element<'_, '_>,
    name: &str,
) -> Option<(&'static str, &'static str)> {
    let own = element.plain_name();
    let mut inside = INSIDE.iter();
    inside.find_map(|(outer, other, inner, meant)| {
        (*outer == own && other.eq_ignore_ascii_case(name)).then_some((*inner, *meant))
    })
}

/// The attribute that says where a disk or a folder is, by its type.
pub(super) fn of_source(device: Element<'_, '_>) -> Option<&'static str> {
    let mut attributes = device.attributes();
    let kind = attributes.find(|attribute| attribute.plain_name() == "type");
    let kind = kind.as_ref().map(Attribute::value);
    match (device.plain_name(), kind) {
        ("disk", None | Some("file")) | ("filesystem", Some("file")) => Some("file"),
        ("disk" | "filesystem", Some("block")) => Some("dev"),
        ("disk", Some("dir")) | ("filesystem", None | Some("mount" | "bind")) => Some("dir"),
        (_, _) => None,
    }
}

fn of_interface(interface: Element<'_, '_>) -> Option<&'static str> {
    let mut attributes = interface.attributes();
    let kind = attributes.find(|attribute| attribute.plain_name() == "type")?;
    InterfaceType::read(kind.value())?.source_attribute()
}
