//! `<disk>`: a medium attached to a port of a controller.
//!
//! A disk is known by controller, port and device. A differencing image reads as the root of its chain, so that a
//! snapshot changes nothing here; a chain is never put on another root.

mod flags;

use schema_core::domain::devices::{
    ControllerType, Disk, DiskBus, DiskDevice, DiskSource, DiskTarget, DiskType, DriveAddress,
    DrivePlace,
};
use schema_core::path::Path;

use super::bandwidth::{Group, Groups};
use super::controller::{Controllers, CurrentController, Identity};
use crate::backend::Fault;
use crate::media;
use crate::obstacle;
use crate::plan::builder::Builder;
use crate::plan::{Arg, Medium, Phase, Target};
use crate::reader::{Reader, as_bool, as_objects, as_optional_object, as_text, as_u32};
use crate::value::{Name, Object, Value};

/// An attachment of a machine that exists.
#[derive(Clone, Debug)]
pub(crate) struct CurrentDisk {
    /// In the normal form's terms; `None` where the format cannot express it.
    pub(crate) disk: Option<Disk>,
    controller: String,
    port: u32,
    device: u32,
    /// Whether the medium stands on a snapshot.
    in_chain: bool,
    /// The bandwidth group that limits it.
    group: Option<Group>,
}

pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    controllers: &[CurrentController],
    groups: &Groups,
    left_alone: &mut Vec<String>,
) -> Result<Vec<CurrentDisk>, Fault> {
    let [attachments] = reader.get(machine, ["mediumAttachments"])?;
    let mut disks = Vec::new();
    for object in as_objects(&attachments, "IMachine.mediumAttachments")? {
        let [controller, kind, medium] = reader.get(object, ["controller", "type", "medium"])?;
        let controller = as_text(&controller, "IMediumAttachment.controller")?;
        let place = controllers
            .iter()
            .find(|it| it.name == controller)
            .and_then(|it| it.identity);
        let [port, device] = read_place(reader, object, place)?;
        let kind = reader.constant("DeviceType", &kind)?;
        let mut disk = Disk::default();
        let mut there = CurrentDisk {
            disk: None,
            controller,
            port,
            device,
            in_chain: false,
            group: None,
        };
        match as_optional_object(&medium) {
            None => {}
            Some(medium) if kind == "HardDisk" => {
                there.in_chain = read_hard_disk(reader, medium, &mut disk)?;
                there.group = flags::read(reader, object, groups, &mut disk, left_alone)?;
            }
            Some(medium) => read_removable(reader, medium, &mut disk)?,
        }
        there.disk = match (place, drive(&kind)) {
            (Some(place), Some(drive)) => {
                disk.device = drive;
                disk.readonly |= drive == DiskDevice::Cdrom;
                disk.target.bus = bus(place.kind);
                disk.address = disk
                    .target
                    .bus
                    .map(|bus| address(bus, place.index, port, device));
                Some(disk)
            }
            (_place, _drive) => None,
        };
        disks.push(there);
    }
    Ok(disks)
}

/// Port and device of an attachment. Floppy controllers have one port, most others one device at a port.
fn read_place(
    reader: &mut Reader<'_>,
    attachment: Object,
    controller: Option<Identity>,
) -> Result<[u32; 2], Fault> {
    let number = |value| as_u32(value, "IMediumAttachment.port");
    Ok(match controller.map(|it| it.kind) {
        None | Some(ControllerType::Ide) => {
            let [port, device] = reader.get(attachment, ["port", "device"])?;
            [number(&port)?, number(&device)?]
        }
        Some(ControllerType::Fdc) => {
            let [device] = reader.get(attachment, ["device"])?;
            [0, number(&device)?]
        }
        Some(
            ControllerType::Sata
            | ControllerType::Scsi
            | ControllerType::Usb
            | ControllerType::VirtioSerial
            | ControllerType::Ccid
            | ControllerType::Pci
            | ControllerType::Xenbus
            | ControllerType::Isa
            | ControllerType::Nvme,
        ) => {
            let [port] = reader.get(attachment, ["port"])?;
            [number(&port)?, 0]
        }
    })
}

/// Reads the root of the chain that the medium is the end of; says whether it stands on another.
fn read_hard_disk(reader: &mut Reader<'_>, medium: Object, disk: &mut Disk) -> Result<bool, Fault> {
    let [parent] = reader.get(medium, ["parent"])?;
    let in_chain = as_optional_object(&parent).is_some();
    let root = if in_chain {
        let [base] = reader.get(medium, ["base"])?;
        as_optional_object(&base).unwrap_or(medium)
    } else {
        medium
    };
    let [location, kind] = reader.get(root, ["location", "type"])?;
    let kind = reader.constant("MediumType", &kind)?;
    disk.readonly = kind == IMMUTABLE;
    disk.shareable = kind == SHAREABLE;
    disk.source = Some(DiskSource {
        file: Some(as_text(&location, "IMedium.location")?),
        dev: None,
    });
    Ok(in_chain)
}

/// Reads what is in a drive: an image, or a drive of the host.
fn read_removable(reader: &mut Reader<'_>, medium: Object, disk: &mut Disk) -> Result<(), Fault> {
    let [location] = reader.get(medium, ["location"])?;
    let location = as_text(&location, "IMedium.location")?;
    // Drives of the host are devices or have a name of their own; an image has a path.
    let is_path = location.contains(['/', '\\']);
    let is_device = location.starts_with("/dev/") || location.starts_with(r"\\.\");
    if is_device || !is_path {
        let [host_drive] = reader.get(medium, ["hostDrive"])?;
        if as_bool(&host_drive, "IMedium.hostDrive")? {
            disk.kind = DiskType::Block;
            disk.source = Some(DiskSource {
                file: None,
                dev: Some(location),
            });
            return Ok(());
        }
    }
    disk.source = Some(DiskSource {
        file: Some(location),
        dev: None,
    });
    Ok(())
}

const IMMUTABLE: &str = "Immutable";
const SHAREABLE: &str = "Shareable";

/// What kind of image a hard disk wants, and what in the document says so; the usual one where nothing does.
fn medium_type(disk: &Disk) -> (Option<&'static str>, &'static str) {
    match (disk.readonly, disk.shareable) {
        (_, true) => (Some(SHAREABLE), "shareable"),
        (true, false) => (Some(IMMUTABLE), "readonly"),
        (false, false) => (None, "readonly"),
    }
}

pub(super) fn plan(
    desired: &[Disk],
    current: &[CurrentDisk],
    (controllers, groups): (&Controllers, &Groups),
    path: &Path,
    out: &mut Builder<'_>,
) {
    let mut kept: Vec<usize> = Vec::new();
    let mut wanted_ports: Vec<(ControllerType, u32, u32)> = Vec::new();
    for (place, disk) in desired.iter().enumerate() {
        let at = path.item("disk", place);
        let Some(slot) = slot(disk, controllers, &at, out) else {
            continue;
        };
        wanted_ports.push((slot.kind, slot.index, slot.port));
        out.placed(&at, slot.target());
        let there = current
            .iter()
            .position(|it| {
                it.controller == slot.controller && it.port == slot.port && it.device == slot.device
            })
            .filter(|_there| controllers.keeps(&slot.controller));
        kept.extend(there);
        match there.and_then(|there| current.get(there)) {
            None => {
                out.change(&at, None, Some(show_new(disk, out)));
                attach(disk, &slot, &at, out);
                flags::plan(disk, None, (None, groups), &slot, &at, out);
            }
            Some(there) => change(disk, there, groups, &slot, &at, out),
        }
    }
    for (place, gone) in current.iter().enumerate() {
        let Some(disk) = gone.disk.as_ref().filter(|_disk| !kept.contains(&place)) else {
            continue;
        };
        if gone.in_chain {
            // The differencing image would be left over, attached to nothing.
            out.refuse(
                &obstacle::DISK_WITH_SNAPSHOTS,
                path,
                format!("{} stands on a snapshot and cannot be removed", show(disk)),
                "delete the machine's snapshots first".to_owned(),
            );
        }
        out.change(path, Some(show(disk)), None);
        detach(gone, out);
    }
    grow(&wanted_ports, controllers, out);
}

/// Where a disk goes.
struct Slot {
    kind: ControllerType,
    index: u32,
    controller: String,
    port: u32,
    device: u32,
}

impl Slot {
    fn target(&self) -> Target {
        Target::Attachment(self.controller.clone(), self.port, self.device)
    }
}

impl CurrentDisk {
    /// Where it is attached.
    pub(super) fn target(&self) -> Target {
        Target::Attachment(self.controller.clone(), self.port, self.device)
    }
}

fn slot(disk: &Disk, controllers: &Controllers, at: &Path, out: &mut Builder<'_>) -> Option<Slot> {
    let Disk {
        kind,
        device: _drive,
        driver: _by_flags,
        source: _source,
        target,
        iotune: _by_flags_too,
        readonly: _readonly,
        shareable: _shareable,
        // The normal form has these as read-only ones.
        transient: _transient,
        boot,
        // A name within the document.
        alias: _alias,
        address,
    } = disk;
    if boot.is_some() {
        // The normal form has the order of kinds of devices in `<os>`.
        out.not_applied_yet(&at.child("boot"), "the place of a disk in the boot order");
    }
    match kind {
        DiskType::File => {}
        DiskType::Block if matches!(disk.device, DiskDevice::Cdrom | DiskDevice::Floppy) => {}
        DiskType::Block
        | DiskType::Dir
        | DiskType::Network
        | DiskType::Volume
        | DiskType::Nvme
        | DiskType::Vhostuser
        | DiskType::Vhostvdpa => {
            out.not_applied_yet(
                &at.attribute("type"),
                "a disk that is neither a file nor a drive of the host",
            );
            return None;
        }
    }
    let DiskTarget {
        dev: _derived,
        bus,
        rotation_rate: _by_flags,
    } = target;
    let kind = match bus {
        Some(DiskBus::Ide) => ControllerType::Ide,
        Some(DiskBus::Sata) => ControllerType::Sata,
        Some(DiskBus::Scsi) => ControllerType::Scsi,
        Some(DiskBus::Fdc) => ControllerType::Fdc,
        Some(DiskBus::Nvme) => ControllerType::Nvme,
        Some(DiskBus::Usb) => ControllerType::Usb,
        // The normal form has those of virtio on a virtio-scsi controller.
        None | Some(DiskBus::Virtio | DiskBus::Xen | DiskBus::Uml | DiskBus::Sd) => {
            out.not_applied_yet(&at.child("target").attribute("bus"), "a disk on this bus");
            return None;
        }
    };
    let Some(place) = address.and_then(DriveAddress::place) else {
        out.not_applied_yet(&at.child("address"), "an address that is no drive's");
        return None;
    };
    let DrivePlace {
        controller: index,
        bus: channel,
        target,
        unit,
    } = place;
    if target != 0 {
        out.not_applied_yet(
            &at.child("address").attribute("target"),
            "a target other than 0",
        );
    }
    let Some(controller) = controllers.find(kind, index) else {
        out.not_applied_yet(at, "a disk without a controller");
        return None;
    };
    let (port, device) = match kind {
        ControllerType::Ide => (channel, unit),
        ControllerType::Fdc => (0, unit),
        ControllerType::Sata
        | ControllerType::Scsi
        | ControllerType::Usb
        | ControllerType::VirtioSerial
        | ControllerType::Ccid
        | ControllerType::Pci
        | ControllerType::Xenbus
        | ControllerType::Isa
        | ControllerType::Nvme => (unit, 0),
    };
    Some(Slot {
        kind,
        index,
        controller: controller.name.clone(),
        port,
        device,
    })
}

fn attach(disk: &Disk, slot: &Slot, at: &Path, out: &mut Builder<'_>) {
    let Some(device) = device_type(disk.device, at, out) else {
        return;
    };
    let kind = Value::constant("DeviceType", device);
    let mut args: Vec<Arg> = vec![
        Value::text(&slot.controller).into(),
        Value::Int(i64::from(slot.port)).into(),
        Value::Int(i64::from(slot.device)).into(),
        kind.into(),
    ];
    match medium(disk, device) {
        Some(medium) => {
            media::have(&medium, &source_path(disk, at), out);
            if disk.device == DiskDevice::Disk {
                let (wanted, why) = medium_type(disk);
                media::set_type(&medium, wanted, &at.child(why), out);
            }
            args.push(Arg::Object(Target::Medium(medium)));
        }
        None => args.push(Value::Null.into()),
    }
    out.call_in(Phase::Attach, Target::Machine, "attachDevice", args);
}

fn detach(there: &CurrentDisk, out: &mut Builder<'_>) {
    let args: Vec<Arg> = vec![
        Value::text(&there.controller).into(),
        Value::Int(i64::from(there.port)).into(),
        Value::Int(i64::from(there.device)).into(),
    ];
    if there.group.is_some() {
        // VirtualBox counts what a group limits, and forgets to when it detaches a device.
        out.call_in(
            Phase::Detach,
            Target::Machine,
            "setNoBandwidthGroupForDevice",
            args.clone(),
        );
    }
    out.call_in(Phase::Detach, Target::Machine, "detachDevice", args);
}

fn change(
    disk: &Disk,
    there: &CurrentDisk,
    groups: &Groups,
    slot: &Slot,
    at: &Path,
    out: &mut Builder<'_>,
) {
    let Some(was) = &there.disk else {
        out.refuse(
            &obstacle::SLOT_IN_USE,
            at,
            format!(
                "port {} of `{}` holds something that the format cannot express",
                slot.port, slot.controller
            ),
            "give the disk another address, or remove what is there in VirtualBox".to_owned(),
        );
        return;
    };
    let is_alike = was.device == disk.device && medium_type(was) == medium_type(disk);
    let is_same_drive = was.kind == disk.kind && dev(was) == dev(disk);
    if is_alike && is_same_drive && out.media.is_same(file(disk), file(was)) {
        flags::plan(
            disk,
            Some(was),
            (there.group.as_ref(), groups),
            slot,
            at,
            out,
        );
        return;
    }
    let removable = disk.device != DiskDevice::Disk;
    if there.in_chain {
        out.refuse(
            &obstacle::DISK_WITH_SNAPSHOTS,
            at,
            format!("{} stands on a snapshot and cannot be exchanged", show(was)),
            "delete the machine's snapshots first, or restore the old file here".to_owned(),
        );
    }
    let place = if is_alike {
        source_path(disk, at)
    } else {
        at.clone()
    };
    out.change(&place, Some(show(was)), Some(show_new(disk, out)));
    if removable && was.device == disk.device {
        mount(disk, slot, at, out);
    } else {
        detach(there, out);
        attach(disk, slot, at, out);
        flags::plan(disk, None, (there.group.as_ref(), groups), slot, at, out);
    }
}

/// Exchanges the medium of a drive, or takes it out.
fn mount(disk: &Disk, slot: &Slot, at: &Path, out: &mut Builder<'_>) {
    let Some(device) = device_type(disk.device, at, out) else {
        return;
    };
    let medium: Arg = match medium(disk, device) {
        Some(medium) => {
            media::have(&medium, &source_path(disk, at), out);
            Arg::Object(Target::Medium(medium))
        }
        None => Value::Null.into(),
    };
    let args = vec![
        Value::text(&slot.controller).into(),
        Value::Int(i64::from(slot.port)).into(),
        Value::Int(i64::from(slot.device)).into(),
        medium,
        Value::Bool(false).into(),
    ];
    out.call_in(Phase::Attach, Target::Machine, "mountMedium", args);
}

/// Gives controllers the ports that their disks need.
fn grow(wanted: &[(ControllerType, u32, u32)], controllers: &Controllers, out: &mut Builder<'_>) {
    let mut done: Vec<(ControllerType, u32)> = Vec::new();
    for (kind, index, port) in wanted {
        let most = wanted
            .iter()
            .filter(|(k, i, _port)| k == kind && i == index)
            .map(|(_kind, _index, port)| *port)
            .max();
        let ports = most.unwrap_or(*port) + 1;
        let Some(controller) = controllers.find(*kind, *index) else {
            continue;
        };
        if ports > controller.ports && !done.contains(&(*kind, *index)) {
            done.push((*kind, *index));
            let target = Target::Controller(controller.name.clone());
            out.set(target, "portCount", Value::Unsigned(u64::from(ports)));
        }
    }
}

fn device_type(device: DiskDevice, at: &Path, out: &mut Builder<'_>) -> Option<&'static str> {
    match device {
        DiskDevice::Disk => Some("HardDisk"),
        DiskDevice::Cdrom => Some("DVD"),
        DiskDevice::Floppy => Some("Floppy"),
        DiskDevice::Lun => {
            out.not_applied_yet(&at.attribute("device"), "a LUN");
            None
        }
    }
}

fn drive(device_type: &str) -> Option<DiskDevice> {
    match device_type {
        "HardDisk" => Some(DiskDevice::Disk),
        "DVD" => Some(DiskDevice::Cdrom),
        "Floppy" => Some(DiskDevice::Floppy),
        _other => None,
    }
}

fn bus(kind: ControllerType) -> Option<DiskBus> {
    match kind {
        ControllerType::Fdc => Some(DiskBus::Fdc),
        ControllerType::Ide => Some(DiskBus::Ide),
        ControllerType::Sata => Some(DiskBus::Sata),
        ControllerType::Scsi => Some(DiskBus::Scsi),
        ControllerType::Nvme => Some(DiskBus::Nvme),
        ControllerType::Usb => Some(DiskBus::Usb),
        ControllerType::VirtioSerial
        | ControllerType::Ccid
        | ControllerType::Pci
        | ControllerType::Xenbus
        | ControllerType::Isa => None,
    }
}

fn address(bus: DiskBus, controller: u32, port: u32, device: u32) -> DriveAddress {
    let (channel, unit) = match bus {
        DiskBus::Ide => (port, device),
        DiskBus::Fdc => (0, device),
        DiskBus::Sata
        | DiskBus::Scsi
        | DiskBus::Nvme
        | DiskBus::Usb
        | DiskBus::Virtio
        | DiskBus::Xen
        | DiskBus::Uml
        | DiskBus::Sd => (0, port),
    };
    let place = DrivePlace {
        controller,
        bus: channel,
        target: 0,
        unit,
    };
    DriveAddress::of(bus, place)
}

/// The first disk on USB.
pub(super) fn first_on_usb(disks: &[Disk]) -> Option<usize> {
    disks
        .iter()
        .position(|disk| disk.target.bus == Some(DiskBus::Usb))
}

fn file(disk: &Disk) -> Option<&str> {
    let DiskSource {
        file,
        dev: _of_host,
    } = disk.source.as_ref()?;
    file.as_deref()
}

/// The drive of the host.
fn dev(disk: &Disk) -> Option<&str> {
    let DiskSource { file: _image, dev } = disk.source.as_ref()?;
    dev.as_deref()
}

/// What is in a drive, or is a hard disk.
fn medium(disk: &Disk, device: &'static str) -> Option<Medium> {
    let drive = dev(disk);
    Some(Medium {
        location: drive.or_else(|| file(disk))?.to_owned(),
        device: Name::Borrowed(device),
        host_drive: drive.is_some(),
    })
}

/// Where the document says what is in a drive.
fn source_path(disk: &Disk, at: &Path) -> Path {
    let is_of_host = dev(disk).is_some();
    let attribute = if is_of_host { "dev" } else { "file" };
    at.child("source").attribute(attribute)
}

/// A disk that a machine gets, with the other machines that write to its image: no two of them can run at a time, and
/// what one leaves there the other does not expect.
fn show_new(disk: &Disk, out: &Builder<'_>) -> String {
    let shown = show(disk);
    let is_written = disk.device == DiskDevice::Disk && !disk.readonly && !disk.shareable;
    let others = file(disk).filter(|_file| is_written);
    let others = others.map_or_else(Vec::new, |file| out.media.others(file, out.uuid));
    match others.as_slice() {
        [] => shown,
        [one] => format!("{shown}, which the machine `{one}` has as well"),
        [one, rest @ ..] => format!(
            "{shown}, which the machine `{one}` and {} more have as well",
            rest.len()
        ),
    }
}

fn show(disk: &Disk) -> String {
    let device = match disk.device {
        DiskDevice::Disk if disk.readonly => "read-only disk",
        DiskDevice::Disk if disk.shareable => "shared disk",
        DiskDevice::Disk => "disk",
        DiskDevice::Cdrom => "cdrom",
        DiskDevice::Floppy => "floppy",
        DiskDevice::Lun => "lun",
    };
    let place = disk.address.and_then(DriveAddress::place);
    let place = place.map_or_else(String::new, |at| {
        let bus = disk.target.bus.map_or("?", DiskBus::as_str);
        format!(" at {bus} {}:{}:{}", at.controller, at.bus, at.unit)
    });
    match dev(disk) {
        Some(drive) => format!("{device} drive {drive} of the host{place}"),
        None => format!("{device} {}{place}", file(disk).unwrap_or("(empty)")),
    }
}
