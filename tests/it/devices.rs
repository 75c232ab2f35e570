//! Devices that a document can have, one after the other: applied to a fresh machine, read back, and changed in place.
//! The same cases run against a real VirtualBox in `live/devices.rs`.

use std::path::Path;

use native_driver::backend::sim::Service;
use native_driver::plan::Action;
use tests::driven::{Driven, normal_text};

/// A machine that is made with some devices and gets others in their place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case {
    pub(crate) name: &'static str,
    /// The devices of the machine, one document after the other.
    pub(crate) states: &'static [State],
}

/// The devices of a machine, and what VirtualBox's own command then says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct State {
    /// What stands in `<devices>`; `FILES` is a folder with images.
    pub(crate) devices: &'static str,
    /// Keys and values of `showvminfo --machinereadable`.
    pub(crate) shown: &'static [(&'static str, &'static str)],
}

pub(crate) const CASES: &[Case] = &[Case {
    name: "video",
    states: &[
        State {
            devices: "<video><model type='vmvga' vram='16384' heads='2'/></video>",
            shown: &[
                ("graphicscontroller", "vmsvga"),
                ("vram", "16"),
                ("monitorcount", "2"),
                ("accelerate3d", "off"),
            ],
        },
        State {
            devices: "<video><model type='vga' vram='131072' heads='1'><acceleration accel3d='yes'/></model></video>",
            shown: &[
                ("graphicscontroller", "vboxsvga"),
                ("vram", "128"),
                ("monitorcount", "1"),
                ("accelerate3d", "on"),
            ],
        },
        State {
            devices: "<video><model type='vbox' vram='12288' heads='1'/></video>",
            shown: &[
                ("graphicscontroller", "vboxvga"),
                ("vram", "12"),
                ("accelerate3d", "off"),
            ],
        },
        State {
            devices: "<video><model type='vmvga'/></video>",
            shown: &[("graphicscontroller", "vmsvga"), ("vram", "16")],
        },
        State {
            devices: "<video><model type='none'/></video>",
            shown: &[("graphicscontroller", "null")],
        },
    ],
}];

/// A document with those devices.
pub(crate) fn document(name: &str, devices: &str, files: &Path) -> String {
    let devices = devices.replace("FILES", files.to_str().unwrap());
    format!(
        "<domain type='vbox'>\n<name>{name}</name>\n<memory unit='MiB'>64</memory>\n\
         <os><type>hvm</type></os>\n<features><acpi/><apic/><pae/></features>\n\
         <devices>\n{devices}\n</devices>\n</domain>\n"
    )
}

/// Applies the states of a case, each from the one before; `seen` looks at the machine after each.
pub(crate) fn walk(
    driven: &mut Driven<'_>,
    case: &Case,
    files: &Path,
    mut seen: impl FnMut(&State),
) {
    let name = case.name;
    for (number, state) in case.states.iter().enumerate() {
        let xml = document(name, state.devices, files);
        let place = format!("{name} {number}");
        settle(driven, name, xml, &place, || seen(state));
    }
}

/// Applies a document; then the machine reads as the document says, and there is nothing left to do.
pub(crate) fn settle(
    driven: &mut Driven<'_>,
    name: &str,
    mut xml: String,
    place: &str,
    seen: impl FnOnce(),
) {
    driven
        .apply(&xml)
        .map_err(|error| format!("{place}: {error}"))
        .unwrap();
    seen();
    let dump = driven.dump(name);
    // The document leaves open who the machine is; what was chosen is read back.
    for part in ["uuid", "mac"] {
        xml = with(&xml, &dump, part);
    }
    assert_eq!(dump, normal_text(&xml), "{place}: dump equals normalize");
    let plan = driven.plan(&xml).unwrap();
    assert_eq!(plan.changes, [], "{place}: nothing is left to change");
    assert_eq!(plan.action, Action::None, "{place}");
    driven.reset();
    driven.apply(&xml).unwrap();
    assert_eq!(driven.changes(), 0, "{place}: {:?}", driven.calls());
}

/// Puts what the dump has of `<uuid>` or of each `<mac>` into a document that does not say it.
fn with(xml: &str, dump: &str, part: &str) -> String {
    let tag = format!("<{part}");
    let lines: Vec<&str> = dump.lines().filter(|line| line.contains(&tag)).collect();
    if part == "uuid" {
        return xml.replacen("<memory", &format!("{}\n<memory", lines.join("")), 1);
    }
    let mut parts = xml.split("</interface>");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (rest, line) in parts.zip(lines) {
        out += line;
        out += "</interface>";
        out += rest;
    }
    out
}

#[test]
fn each_is_applied_read_back_and_changed_in_place() {
    for case in CASES {
        let service = Service::empty();
        let files = Path::new("/files");
        walk(&mut Driven::simulated(&service), case, files, |_state| {});
    }
}

/// The images that the cases name.
pub(crate) const FILES: &[&str] = &["a.vdi", "b.vdi", "c.vdi", "d.iso"];
