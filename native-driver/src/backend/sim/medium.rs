//! `IMedium` and `IMediumFormat`.

use std::collections::BTreeSet;

use schema_core::support::is_absolute;
use uuid::Uuid;

use super::fault::{Code, Refusal};
use super::handle::Handle;
use super::host::{self, Found};
use super::machine::storage::sweep;
use super::media::{self, Device, FORMATS, Medium};
use super::value::{self, Answer, Args, Out};
use super::world::World;
use crate::backend::Verb;

const SELF: &str = "MediumWrap";

/// The names of `MediumType`, by number.
const TYPES: [&str; 6] = [
    "Normal",
    "Immutable",
    "Writethrough",
    "Shareable",
    "Readonly",
    "MultiAttach",
];

/// `IVirtualBox.openMedium`: the medium that is known, or one made of a file of the host.
pub(super) fn open(world: &mut World, args: &Args) -> Answer {
    let (path, number, new_uuid) = (args.text(0), args.int(1), args.flag(3));
    let Some(device) = Device::from_number(number) else {
        let text = format!("Device type must be HardDisk, DVD or Floppy {number}");
        return Err(Refusal::invalid("VirtualBoxWrap", text));
    };
    if path.is_empty() {
        return Err(Refusal::bare(Code::ObjectNotFound));
    }
    let wanted = Uuid::try_parse(path).ok();
    let known = world.media.iter().find(|medium| {
        medium.device == device
            && match wanted {
                Some(uuid) => medium.uuid == uuid,
                None => medium.location == path,
            }
    });
    if let Some(known) = known {
        return value::object(Handle::Medium(known.uuid));
    }
    // VirtualBox looks for a known medium first, and that is whose result code it gives in the end.
    let not_found = |text: String| Err(Refusal::not_found(SELF, text));
    if !is_absolute(path) {
        return not_found(format!("The given path '{path}' is not fully qualified"));
    }
    match host::look(world, path) {
        Found::Missing => {
            return not_found(format!(
                "Could not find file for the medium '{path}' (VERR_FILE_NOT_FOUND)"
            ));
        }
        Found::Refused(_) => {
            return not_found(format!(
                "Could not open the medium '{path}' (VERR_ACCESS_DENIED)"
            ));
        }
        Found::File | Found::Folder | Found::Special => {}
    }
    let uuid = match device {
        // The UUID of a hard disk is in its file: it is the same whenever it is opened.
        Device::HardDisk if !new_uuid => in_file(path),
        Device::HardDisk | Device::Dvd | Device::Floppy => world.make_uuid(),
    };
    let medium = Medium::open(uuid, path, device)?;
    if let Some(other) = world.medium(uuid) {
        let (kind, other) = (device.long(), &other.location);
        return not_found(format!(
            "Cannot register the {kind} '{path}' {{{uuid}}} because a {kind} '{other}' with UUID {{{uuid}}} already exists"
        ));
    }
    world.media.push(medium);
    value::object(Handle::Medium(uuid))
}

/// The UUID that the simulation sees in an image: always the same for one path.
fn in_file(path: &str) -> Uuid {
    let mut high: u64 = 0xcbf2_9ce4_8422_2325;
    let mut low: u64 = 0x9e37_79b9_7f4a_7c15;
    for byte in path.bytes() {
        high = (high ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        low = low.rotate_left(7) ^ high;
    }
    uuid::Builder::from_random_bytes(Uuid::from_u64_pair(high, low).into_bytes()).into_uuid()
}

/// `IVirtualBox.createMedium`: a medium without storage.
pub(super) fn create(world: &mut World, args: &Args) -> Answer {
    let (format, path) = (args.text(0), args.text(1));
    let Some(device) = Device::from_number(args.int(3)) else {
        let text = format!(
            "Device type must be HardDisk, DVD or Floppy {}",
            args.int(3)
        );
        return Err(Refusal::invalid("VirtualBoxWrap", text));
    };
    let asked = if format.is_empty() { "VDI" } else { format };
    let Some(format) = FORMATS
        .iter()
        .find(|each| each.id.eq_ignore_ascii_case(asked))
    else {
        let text = format!("Invalid medium storage format '{asked}'");
        return Err(Refusal::invalid(SELF, text));
    };
    if !is_absolute(path) {
        let text = format!("The given path '{path}' is not fully qualified");
        return Err(Refusal::new(Code::FileError, SELF, text));
    }
    let uuid = in_file(path);
    if world.medium(uuid).is_some() {
        let text = format!("Medium '{path}' can't be created because it is registered already");
        return Err(Refusal::new(Code::ObjectInUse, SELF, text));
    }
    let mut medium = Medium::new(uuid, path, device, format.id);
    medium.is_created = false;
    world.media.push(medium);
    value::object(Handle::Medium(uuid))
}

pub(super) fn call(
    world: &mut World,
    uuid: Uuid,
    verb: Verb,
    member: &str,
    args: &Args,
) -> Option<Answer> {
    if world.medium(uuid).is_none() {
        return Some(Err(media::gone()));
    }
    match verb {
        Verb::Get => get(world, uuid, member),
        Verb::Set => set(world, uuid, member, args),
        Verb::Invoke => invoke(world, uuid, member, args),
    }
}

fn get(world: &World, uuid: Uuid, member: &str) -> Option<Answer> {
    let medium = world.medium(uuid)?;
    Some(match member {
        "id" if !medium.is_created => value::text(Uuid::nil().to_string()),
        "id" => value::text(uuid.to_string()),
        "description" => value::text(&medium.description),
        "state" => value::int(i64::from(medium.is_created)),
        "location" => value::text(&medium.location),
        "name" => value::text(medium.name()),
        "deviceType" => value::int(medium.device.number()),
        "hostDrive" => value::flag(medium.host_drive),
        "size" => value::int(medium.size),
        "logicalSize" => value::int(medium.logical_size),
        "format" => value::text(&medium.format),
        "mediumFormat" => {
            let format = FORMATS.iter().find(|each| each.id == medium.format);
            Ok(vec![Out::from(
                format.map(|format| Handle::MediumFormat(format.id)),
            )])
        }
        "type" => value::int(medium.kind),
        "parent" => Ok(vec![Out::from(medium.parent.map(Handle::Medium))]),
        "base" => value::object(Handle::Medium(world.base(uuid))),
        "readOnly" => value::flag(is_read_only(world, medium)),
        "autoReset" => value::flag(medium.auto_reset),
        "lastAccessError" => value::text(""),
        _ => return None,
    })
}

fn children(world: &World, uuid: Uuid) -> Vec<Uuid> {
    world
        .media
        .iter()
        .filter(|each| each.parent == Some(uuid))
        .map(|each| each.uuid)
        .collect()
}

fn is_read_only(world: &World, medium: &Medium) -> bool {
    match medium.kind {
        // A normal disk is frozen by its differencing images; write-through ones and DVDs have none.
        0 => !children(world, medium.uuid).is_empty(),
        1 | 5 => true,
        _ => false,
    }
}

fn set(world: &mut World, uuid: Uuid, member: &str, args: &Args) -> Option<Answer> {
    Some(match member {
        "description" => world.medium_mut(uuid).map(|medium| {
            args.text(0).clone_into(&mut medium.description);
            Vec::new()
        }),
        "type" => set_type(world, uuid, args.int(0)),
        "autoReset" => set_auto_reset(world, uuid, args.flag(0)),
        "location" => set_location(world, uuid, args.text(0)),
        _ => return None,
    })
}

fn set_type(world: &mut World, uuid: Uuid, number: i64) -> Answer {
    let medium = world.medium(uuid).ok_or_else(media::gone)?;
    let location = medium.location.clone();
    let refuse = |text: String| Err(Refusal::new(Code::InvalidObjectState, SELF, text));
    if i64::from(medium.kind) == number {
        return value::nothing();
    }
    let fixed = match medium.device {
        Device::Dvd => Some("DVD"),
        // Floppies can be read-only.
        Device::Floppy if number != 4 => Some("floppy"),
        Device::Floppy | Device::HardDisk => None,
    };
    if let Some(kind) = fixed {
        return refuse(format!(
            "Cannot change the type of {kind} medium '{location}'"
        ));
    }
    if medium.parent.is_some() {
        return refuse(format!(
            "Cannot change the type of medium '{location}' because it is a differencing medium"
        ));
    }
    let users = world.users.get(&uuid).map_or(0, BTreeSet::len);
    if users > 0 && !(number == 0 && users == 1) {
        return refuse(format!(
            "Cannot change the type of medium '{location}' because it is attached to {users} virtual machines"
        ));
    }
    let children = children(world, uuid).len();
    if children > 0 {
        return refuse(format!(
            "Cannot change the type of medium '{location}' because it has {children} child media"
        ));
    }
    let index = usize::try_from(number)
        .ok()
        .filter(|index| *index < TYPES.len());
    let Some(name) = index.and_then(|index| TYPES.get(index)) else {
        return Err(Refusal::bare(Code::Fail));
    };
    let because = match (number, medium.device) {
        (3, Device::HardDisk) => ": since it is a dynamic medium storage unit",
        (4, Device::HardDisk) => ": since it is a hard disk",
        _ => "",
    };
    if let Some(because) = because.strip_prefix(": ") {
        return refuse(format!(
            "Cannot change type for medium '{location}' to '{name}' {because}"
        ));
    }
    let medium = world.medium_mut(uuid)?;
    medium.kind = u32::try_from(number).unwrap_or_default();
    value::nothing()
}

fn set_auto_reset(world: &mut World, uuid: Uuid, on: bool) -> Answer {
    let medium = world.medium_mut(uuid)?;
    if medium.parent.is_none() {
        let text = format!("Medium '{}' is not differencing", medium.location);
        return Err(Refusal::new(Code::NotSupported, SELF, text));
    }
    medium.auto_reset = on;
    value::nothing()
}

fn set_location(world: &mut World, uuid: Uuid, path: &str) -> Answer {
    if !world.is_file(path) {
        let text =
            format!("The given path '{path}' is not an existing file. New location is invalid.");
        return Err(Refusal::new(Code::FileError, SELF, text));
    }
    path.clone_into(&mut world.medium_mut(uuid)?.location);
    value::nothing()
}

fn invoke(world: &mut World, uuid: Uuid, member: &str, args: &Args) -> Option<Answer> {
    Some(match member {
        "getChildren" => value::objects(children(world, uuid).into_iter().map(Handle::Medium)),
        "getMachineIds" => {
            let users = world.users.get(&uuid).into_iter().flatten();
            value::texts(users.map(Uuid::to_string).collect::<Vec<_>>())
        }
        "getSnapshotIds" => snapshot_ids(world, uuid, args.text(0)),
        "getVariant" => variant(world, uuid),
        "refreshState" => value::int(
            world
                .medium(uuid)
                .map_or(0, |medium| i64::from(medium.is_created)),
        ),
        "close" => close(world, uuid),
        "getProperty" => property(world, uuid, args.text(0)),
        "setProperty" => set_property(world, uuid, args),
        "createBaseStorage" => create_storage(world, uuid, args.int(0)),
        "deleteStorage" => delete_storage(world, uuid),
        _ => return None,
    })
}

/// One bit an element: fixed size for images that are not hard disks, differencing for those that have a parent.
fn variant(world: &World, uuid: Uuid) -> Answer {
    let medium = world.medium(uuid).ok_or_else(media::gone)?;
    let mut bits: i64 = if medium.device == Device::HardDisk {
        0
    } else {
        0x1_0000
    };
    if medium.parent.is_some() {
        bits |= 0x2_0000;
    }
    value::numbers((0..32).map(|bit| bits & (1_i64 << bit)))
}

fn snapshot_ids(world: &World, uuid: Uuid, machine: &str) -> Answer {
    let machine = Uuid::try_parse(machine).map_err(|_| Refusal::bare(Code::InvalidArg))?;
    let mut ids = Vec::new();
    for each in world
        .machines
        .values()
        .filter(|each| each.record.uuid == machine)
    {
        if each.record.settings.media().any(|medium| medium == uuid) {
            ids.push(machine.to_string());
        }
        let snapshots = each.record.snapshots.iter();
        let with = snapshots.filter(|each| each.settings.media().any(|medium| medium == uuid));
        ids.extend(with.map(|each| each.uuid.to_string()));
    }
    value::texts(ids)
}

fn close(world: &mut World, uuid: Uuid) -> Answer {
    let location = world.medium(uuid).ok_or_else(media::gone)?.location.clone();
    let users = world.users.get(&uuid).map_or(0, BTreeSet::len);
    if users > 0 {
        let text = format!(
            "Medium '{location}' cannot be closed because it is still attached to {users} virtual machines"
        );
        return Err(Refusal::new(Code::ObjectInUse, SELF, text));
    }
    let children = children(world, uuid).len();
    if children > 0 {
        let text =
            format!("Cannot close medium '{location}' because it has {children} child media");
        return Err(Refusal::new(Code::ObjectInUse, SELF, text));
    }
    world.media.retain(|medium| medium.uuid != uuid);
    world.users.remove(&uuid);
    sweep(world);
    value::nothing()
}

fn property(world: &World, uuid: Uuid, name: &str) -> Answer {
    let medium = world.medium(uuid).ok_or_else(media::gone)?;
    match medium.properties.get(name) {
        Some(text) => value::text(text),
        None => {
            let text = format!("Property '{name}' does not exist");
            Err(Refusal::not_found(SELF, text))
        }
    }
}

fn set_property(world: &mut World, uuid: Uuid, args: &Args) -> Answer {
    let medium = world.medium_mut(uuid)?;
    medium
        .properties
        .insert(args.text(0).to_owned(), args.text(1).to_owned());
    value::nothing()
}

fn create_storage(world: &mut World, uuid: Uuid, size: i64) -> Answer {
    let medium = world.medium(uuid).ok_or_else(media::gone)?;
    let location = medium.location.clone();
    if medium.is_created {
        let text = format!("Storage for the medium '{location}' is already created");
        return Err(Refusal::new(Code::InvalidObjectState, SELF, text));
    }
    if size < 0 {
        let text = format!("The medium size argument ({size}) is negative");
        return Err(Refusal::invalid(SELF, text));
    }
    world.host.missing.remove(&location);
    world.host.written.insert(location);
    let medium = world.medium_mut(uuid)?;
    medium.is_created = true;
    medium.size = size;
    medium.logical_size = size;
    let progress = world.finish("Creating base medium storage unit", None);
    value::object(Handle::Progress(progress))
}

fn delete_storage(world: &mut World, uuid: Uuid) -> Answer {
    super::machine::delete_storage(world, uuid)?;
    let progress = world.finish("Deleting medium storage unit", None);
    value::object(Handle::Progress(progress))
}

/// `IMediumFormat`.
pub(super) fn format(id: &str, member: &str) -> Option<Answer> {
    let format = FORMATS.iter().find(|each| each.id == id)?;
    Some(match member {
        "id" | "name" => value::text(format.id),
        "getCapabilities" => {
            let bits = (0..32).map(|bit| i64::from(format.capabilities) & (1_i64 << bit));
            value::numbers(bits.filter(|bit| *bit != 0))
        }
        "describeFileExtensions" => {
            let names = format
                .extensions
                .iter()
                .map(|(name, _)| Out::Text((*name).to_owned()));
            let devices = format
                .extensions
                .iter()
                .map(|(_, each)| Out::Int(each.number().into()));
            Ok(vec![
                Out::List(names.collect()),
                Out::List(devices.collect()),
            ])
        }
        _ => return None,
    })
}
