//! `<controller>`: storage controllers and USB controllers. A controller is known by its type and its place among those
//! of that type; names are VirtualBox's, and kept.

use schema_core::domain::devices::{Controller, ControllerModel, ControllerType};
use schema_core::path::Path;

use crate::backend::Fault;
use crate::plan::builder::Builder;
use crate::plan::{Phase, Target};
use crate::reader::{Reader, as_objects, as_text, as_u32};
use crate::value::{Name, Object, Value};

/// A controller of a machine that exists.
#[derive(Clone, Debug)]
pub(crate) struct CurrentController {
    /// VirtualBox's name of it.
    pub(crate) name: String,
    /// What the format calls it; `None` where the format cannot express it.
    pub(crate) identity: Option<Identity>,
    /// How many ports it has; 0 for USB.
    pub(crate) ports: u32,
}

/// Type, place among those of the type, and hardware.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    pub(crate) kind: ControllerType,
    pub(crate) index: u32,
    model: Option<ControllerModel>,
    hardware: Hardware,
}

impl CurrentController {
    pub(super) fn element(&self) -> Option<Controller> {
        let Identity {
            kind,
            index,
            model,
            hardware,
        } = self.identity?;
        (hardware.bus != USB_PORTS).then_some(Controller {
            kind,
            index: Some(index),
            model,
            ports: (hardware.bus != USB).then_some(self.ports),
        })
    }
}

/// What VirtualBox calls a controller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hardware {
    kind: ControllerType,
    model: Option<ControllerModel>,
    /// A constant of `StorageBus`, or [`USB`] for those of `USBControllerType`.
    bus: &'static str,
    /// A constant of `StorageControllerType` or `USBControllerType`.
    constant: &'static str,
    /// The name that a new one gets: the names of libvirt's driver.
    name: &'static str,
    /// How many ports a new one has.
    ports: u32,
}

/// No storage controller but one that USB devices are plugged into.
const USB: &str = "";
/// The storage controller that the disks on USB are attached to, which has no element of its own.
const USB_PORTS: &str = "USB";

#[rustfmt::skip]
const HARDWARE: [Hardware; 14] = {
    use ControllerModel as M;
    use ControllerType as T;
    const fn row(kind: T, model: Option<M>, bus: &'static str, constant: &'static str, name: &'static str, ports: u32) -> Hardware {
        Hardware { kind, model, bus, constant, name, ports }
    }
    [
        row(T::Fdc, None, "Floppy", "I82078", "Floppy Controller", 1),
        row(T::Ide, Some(M::Piix3), "IDE", "PIIX3", "IDE Controller", 2),
        row(T::Ide, Some(M::Piix4), "IDE", "PIIX4", "IDE Controller", 2),
        row(T::Ide, Some(M::Ich6), "IDE", "ICH6", "IDE Controller", 2),
        row(T::Sata, None, "SATA", "IntelAhci", "SATA Controller", 30),
        row(T::Scsi, Some(M::Lsilogic), "SCSI", "LsiLogic", "SCSI Controller", 16),
        row(T::Scsi, Some(M::Buslogic), "SCSI", "BusLogic", "SCSI Controller", 16),
        row(T::Scsi, Some(M::Lsisas1068), "SAS", "LsiLogicSas", "SAS Controller", 8),
        row(T::Scsi, Some(M::VirtioScsi), "VirtioSCSI", "VirtioSCSI", "VirtIO Controller", 1),
        row(T::Nvme, None, "PCIe", "NVMe", "NVMe Controller", 1),
        row(T::Usb, None, USB_PORTS, "USB", "USB Storage", 8),
        row(T::Usb, Some(M::PciOhci), USB, "OHCI", "OHCI", 0),
        row(T::Usb, Some(M::Ehci), USB, "EHCI", "EHCI", 0),
        row(T::Usb, Some(M::QemuXhci), USB, "XHCI", "xHCI", 0),
    ]
};

impl Hardware {
    /// Whether every one has as many ports.
    fn has_fixed_ports(&self) -> bool {
        ["Floppy", "IDE", "SCSI", USB_PORTS].contains(&self.bus)
    }
}

fn hardware(kind: ControllerType, model: Option<ControllerModel>) -> Option<Hardware> {
    HARDWARE
        .into_iter()
        .find(|row| row.kind == kind && row.model == model)
}

pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    left_alone: &mut Vec<String>,
) -> Result<Vec<CurrentController>, Fault> {
    let mut found: Vec<CurrentController> = Vec::new();
    let [storage] = reader.get(machine, ["storageControllers"])?;
    for object in as_objects(&storage, "IMachine.storageControllers")? {
        let [name, kind] = reader.get(object, ["name", "controllerType"])?;
        let constant = reader.constant("StorageControllerType", &kind)?;
        // The hardware says the bus.
        let row = HARDWARE
            .into_iter()
            .find(|row| row.bus != USB && row.constant == constant);
        let name = as_text(&name, "IStorageController.name")?;
        if row.is_none() {
            left_alone.push(format!(
                "storage controller `{name}` ({constant}) and what is attached to it"
            ));
        }
        let ports = match row.filter(|row| row.has_fixed_ports()) {
            Some(row) => row.ports,
            None => {
                let [ports] = reader.get(object, ["portCount"])?;
                as_u32(&ports, "IStorageController.portCount")?
            }
        };
        found.push(CurrentController {
            identity: row.map(|row| identity(row, &found)),
            name,
            ports,
        });
    }
    if !reader.has("IMachine", "addUSBController") {
        return Ok(found);
    }
    let [usb] = reader.get(machine, ["USBControllers"])?;
    for object in as_objects(&usb, "IMachine.USBControllers")? {
        let [name, kind] = reader.get(object, ["name", "type"])?;
        let constant = reader.constant("USBControllerType", &kind)?;
        let row = HARDWARE
            .into_iter()
            .find(|row| row.bus == USB && row.constant == constant);
        let identity = row.map(|row| identity(row, &found));
        found.push(CurrentController {
            identity,
            name: as_text(&name, "IUSBController.name")?,
            ports: 0,
        });
    }
    Ok(found)
}

fn identity(row: Hardware, found: &[CurrentController]) -> Identity {
    let index = found
        .iter()
        .filter(|other| {
            other.identity.is_some_and(|other| {
                other.kind == row.kind && (other.hardware.bus == USB) == (row.bus == USB)
            })
        })
        .count();
    Identity {
        kind: row.kind,
        index: u32::try_from(index).unwrap_or(u32::MAX),
        model: row.model,
        hardware: row,
    }
}

/// The controllers as they will be, for the disks that go to them.
pub(super) struct Controllers {
    /// Type, index, name, ports, and whether the controller takes the place of one with other hardware.
    there: Vec<Planned>,
    /// What is removed once its disks are gone: name and whether it is a USB controller.
    removed: Vec<(CurrentController, bool)>,
}

pub(super) struct Planned {
    pub(super) kind: ControllerType,
    pub(super) index: u32,
    /// Whether disks can be attached to it.
    takes_disks: bool,
    pub(super) name: String,
    pub(super) ports: u32,
    pub(super) replaced: bool,
}

impl Controllers {
    /// The controller that a disk goes to.
    pub(super) fn find(&self, kind: ControllerType, index: u32) -> Option<&Planned> {
        self.there
            .iter()
            .find(|planned| planned.takes_disks && planned.kind == kind && planned.index == index)
    }

    /// Whether the controller stays as the one that it is, so that its disks may stay where they are.
    pub(super) fn keeps(&self, name: &str) -> bool {
        self.there
            .iter()
            .any(|planned| planned.name == name && !planned.replaced)
    }

    /// Removes what the document does not name; after the disks, which must be detached first.
    pub(super) fn remove(&self, path: &Path, out: &mut Builder<'_>) {
        for (controller, replaced) in &self.removed {
            let Some(Identity {
                kind,
                index,
                model,
                hardware,
            }) = controller.identity
            else {
                continue;
            };
            if *replaced || hardware.bus == USB_PORTS {
                out.at(path);
            } else {
                out.change(path, Some(show(kind, index, model)), None);
            }
            let member = if hardware.bus == USB {
                "removeUSBController"
            } else {
                "removeStorageController"
            };
            out.call_in(
                Phase::Detach,
                Target::Machine,
                member,
                vec![Value::text(&controller.name).into()],
            );
        }
    }
}

/// Plans the controllers; `usb_disk` is the first disk on USB, which needs a storage controller that has no element.
pub(super) fn plan(
    desired: &[Controller],
    current: &[CurrentController],
    usb_disk: Option<usize>,
    path: &Path,
    out: &mut Builder<'_>,
) -> Controllers {
    let mut planned = Controllers {
        there: Vec::new(),
        removed: Vec::new(),
    };
    let mut kept: Vec<&str> = Vec::new();
    for (place, controller) in desired.iter().enumerate() {
        let Controller {
            kind,
            index,
            model,
            ports: wanted_ports,
        } = controller;
        let at = path.item("controller", place);
        let index = index.unwrap_or_default();
        // `auto` is what an absent model means.
        let model = if *model == Some(ControllerModel::Auto) {
            Some(ControllerModel::Lsilogic)
        } else {
            *model
        };
        let Some(row) = hardware(*kind, model) else {
            out.not_applied_yet(&at, "this controller");
            continue;
        };
        let there = current.iter().find(|there| {
            there.identity.is_some_and(|it| {
                it.kind == *kind && it.index == index && it.hardware.bus != USB_PORTS
            })
        });
        let before = there.and_then(|there| Some((there, there.identity?)));
        let after = show(*kind, index, model);
        match before {
            Some((there, it)) if it.hardware == row => {
                kept.push(&there.name);
                let kept = keep(there, row, index);
                planned
                    .there
                    .push(resize(kept, *wanted_ports, false, &at, out));
            }
            Some((there, it)) if it.hardware.bus == row.bus && row.bus != USB => {
                kept.push(&there.name);
                out.change(
                    &at.attribute("model"),
                    Some(show(*kind, index, it.model)),
                    Some(after),
                );
                let value = Value::constant("StorageControllerType", row.constant);
                out.set(
                    Target::Controller(there.name.clone()),
                    "controllerType",
                    value,
                );
                let kept = keep(there, row, index);
                planned
                    .there
                    .push(resize(kept, *wanted_ports, false, &at, out));
            }
            _other_bus => {
                out.change(
                    &at,
                    before.map(|(_there, it)| show(*kind, index, it.model)),
                    Some(after),
                );
                if let Some((there, _it)) = before {
                    kept.push(&there.name);
                    planned.removed.push((there.clone(), true));
                }
                let name = free_name(row.name, current, &planned.there);
                add(row, &name, out);
                let added = Planned {
                    replaced: before.is_some(),
                    ..new(row, index, name)
                };
                planned
                    .there
                    .push(resize(added, *wanted_ports, true, &at, out));
            }
        }
        if let Some(it) = planned.there.last() {
            out.placed(&at, Target::Controller(it.name.clone()));
        }
    }
    if let Some(disk) = usb_disk {
        let at = path.item("disk", disk);
        kept.extend(plan_usb_storage(current, &at, &mut planned.there, out));
    }
    let gone = current
        .iter()
        .filter(|it| it.identity.is_some() && !kept.contains(&it.name.as_str()));
    planned.removed.extend(gone.map(|it| (it.clone(), false)));
    planned
}

/// The controller for disks on USB, which the format has no word for: the one that is there, whose name is given back,
/// or a new one.
fn plan_usb_storage<'c>(
    current: &'c [CurrentController],
    at: &Path,
    planned: &mut Vec<Planned>,
    out: &mut Builder<'_>,
) -> Option<&'c str> {
    let row = hardware(ControllerType::Usb, None)?;
    let there = current.iter().find(|there| {
        there
            .identity
            .is_some_and(|it| it.hardware.bus == USB_PORTS)
    });
    if let Some(there) = there {
        planned.push(keep(there, row, 0));
        return Some(&there.name);
    }
    let name = free_name(row.name, current, planned);
    out.at(at);
    add(row, &name, out);
    planned.push(new(row, 0, name));
    None
}

fn new(row: Hardware, index: u32, name: String) -> Planned {
    Planned {
        kind: row.kind,
        index,
        takes_disks: row.bus != USB,
        name,
        ports: row.ports,
        replaced: false,
    }
}

fn keep(there: &CurrentController, row: Hardware, index: u32) -> Planned {
    Planned {
        ports: there.ports,
        ..new(row, index, there.name.clone())
    }
}

/// Gives a controller the number of ports that the document says; silence leaves it what it is.
fn resize(
    mut planned: Planned,
    wanted: Option<u32>,
    is_new: bool,
    at: &Path,
    out: &mut Builder<'_>,
) -> Planned {
    let Some(wanted) = wanted.filter(|wanted| *wanted != planned.ports) else {
        return planned;
    };
    let path = at.attribute("ports");
    if is_new {
        out.at(&path);
    } else {
        let before = planned.ports.to_string();
        out.change(&path, Some(before), Some(wanted.to_string()));
    }
    let target = Target::Controller(planned.name.clone());
    out.set(target, "portCount", Value::Unsigned(u64::from(wanted)));
    planned.ports = wanted;
    planned
}

fn add(row: Hardware, name: &str, out: &mut Builder<'_>) {
    if row.bus == USB {
        let kind = Value::constant("USBControllerType", row.constant);
        out.call(
            Target::Machine,
            "addUSBController",
            vec![Value::text(name).into(), kind.into()],
        );
        return;
    }
    let bus = Value::constant("StorageBus", row.bus);
    out.call(
        Target::Machine,
        "addStorageController",
        vec![Value::text(name).into(), bus.into()],
    );
    let kind = Value::constant("StorageControllerType", row.constant);
    out.set(
        Target::Controller(name.to_owned()),
        Name::Borrowed("controllerType"),
        kind,
    );
}

/// Names are unique among all controllers of a machine.
fn free_name(wanted: &str, current: &[CurrentController], planned: &[Planned]) -> String {
    let taken = |name: &str| {
        current.iter().any(|it| it.name == name) || planned.iter().any(|it| it.name == name)
    };
    let mut name = wanted.to_owned();
    let mut number = 2_u32;
    while taken(&name) {
        name = format!("{wanted} {number}");
        number += 1;
    }
    name
}

/// The word of the format for a type.
pub(super) fn word(kind: ControllerType) -> &'static str {
    match kind {
        ControllerType::Fdc => "fdc",
        ControllerType::Ide => "ide",
        ControllerType::Sata => "sata",
        ControllerType::Scsi => "scsi",
        ControllerType::Usb => "usb",
        ControllerType::VirtioSerial => "virtio-serial",
        ControllerType::Ccid => "ccid",
        ControllerType::Pci => "pci",
        ControllerType::Xenbus => "xenbus",
        ControllerType::Isa => "isa",
        ControllerType::Nvme => "nvme",
    }
}

fn show(kind: ControllerType, index: u32, model: Option<ControllerModel>) -> String {
    let hardware = hardware(kind, model).map_or("unknown", |row| row.constant);
    format!("{} controller {index} ({hardware})", word(kind))
}
