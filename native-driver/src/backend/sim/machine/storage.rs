//! `IMachine`: storage controllers, and what is attached to them.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::super::fault::{Code, Refusal};
use super::super::handle::{Handle, Of};
use super::super::media::{Device, Medium};
use super::super::settings::Attachment;
use super::super::storage_controller as controllers;
use super::super::value::{self, Answer, Args, Out};
use super::super::world::Level::{Mutable, MutableOrRunning};
use super::super::world::World;

pub(super) fn invoke(world: &mut World, of: Of, member: &str, args: &Args) -> Option<Answer> {
    Some(match member {
        "getStorageControllers" => world.settings(of).and_then(|settings| {
            value::objects(
                settings
                    .controllers
                    .iter()
                    .map(|each| Handle::Controller(of, each.id)),
            )
        }),
        "getStorageControllerByName" => controllers::by_name(world, of, args.text(0)),
        "getStorageControllerByInstance" => controllers::by_instance(world, of, args),
        "addStorageController" => controllers::add(world, of, args),
        "removeStorageController" => remove_controller(world, of, args.text(0)),
        "setStorageControllerBootable" => controllers::set_bootable(world, of, args),
        "getMediumAttachments" => attachments(world, of, None),
        "getMediumAttachmentsOfController" => attachments_of(world, of, args.text(0)),
        "getMediumAttachment" => {
            attachment(world, of, args).map(|id| vec![Out::Object(Handle::Attachment(of, id))])
        }
        "getMedium" => medium(world, of, args),
        "attachDevice" => attach(world, of, args, args.handle(4)),
        "attachDeviceWithoutMedium" => attach(world, of, args, None),
        "detachDevice" => detach(world, of, args),
        "mountMedium" => mount(world, of, args, args.handle(3)),
        "unmountMedium" => mount(world, of, args, None),
        _ => return None,
    })
}

fn remove_controller(world: &mut World, of: Of, name: &str) -> Answer {
    world.check(of, Mutable)?;
    controllers::find(world, of, name)?;
    // What is attached goes with the controller.
    let settings = world.change(of)?;
    settings.controllers.retain(|each| each.name != name);
    settings.attachments.retain(|each| each.controller != name);
    value::nothing()
}

fn attachments(world: &World, of: Of, controller: Option<&str>) -> Answer {
    let all = world.settings(of)?.attachments.iter();
    let wanted = all.filter(|each| controller.is_none_or(|name| each.controller == name));
    value::objects(wanted.map(|each| Handle::Attachment(of, each.id)))
}

fn attachments_of(world: &World, of: Of, name: &str) -> Answer {
    controllers::find(world, of, name)?;
    attachments(world, of, Some(name))
}

/// The place that a call names: controller, port, device.
fn place(args: &Args) -> (&str, i64, i64) {
    (args.text(0), args.int(1), args.int(2))
}

fn attachment(world: &World, of: Of, args: &Args) -> Result<u64, Refusal> {
    let (controller, port, device) = place(args);
    let found = world.settings(of)?.attachment(controller, port, device);
    found
        .map(|each| each.id)
        .ok_or_else(|| no_device(of, "storage device", args))
}

pub(super) fn no_device(of: Of, what: &str, args: &Args) -> Refusal {
    let (controller, port, device) = place(args);
    let text = format!(
        "No {what} attached to device slot {device} on port {port} of controller '{controller}'"
    );
    Refusal::not_found(of.component(), text)
}

fn medium(world: &World, of: Of, args: &Args) -> Answer {
    let (controller, port, device) = place(args);
    let found = world.settings(of)?.attachment(controller, port, device);
    let found = found.ok_or_else(|| no_device(of, "storage device", args))?;
    Ok(vec![Out::from(found.medium.map(Handle::Medium))])
}

fn asked_medium(handle: Option<&Handle>) -> Option<Uuid> {
    match handle {
        Some(Handle::Medium(uuid)) => Some(*uuid),
        Some(_) | None => None,
    }
}

fn attach(world: &mut World, of: Of, args: &Args, handle: Option<&Handle>) -> Answer {
    let (controller, port, device) = place(args);
    let kind = u32::try_from(args.int(3)).unwrap_or_default();
    world.check(of, MutableOrRunning)?;
    if !world.machine(of)?.is_registered {
        let text = "Cannot attach storage devices to an unregistered machine";
        return Err(Refusal::new(Code::InvalidObjectState, of.component(), text));
    }
    controllers::check_place(controllers::find(world, of, controller)?, port, device)?;
    check_free(world, of, controller, port, device)?;
    let asked = asked_medium(handle);
    if asked.is_none() && kind == Device::HardDisk.number() {
        return Err(Refusal::bare(Code::InvalidArg));
    }
    let medium = match asked {
        Some(uuid) => Some(prepare(world, of, uuid)?),
        None => None,
    };
    let id = world.number();
    let attachment = Attachment {
        id,
        medium,
        ..Attachment::new(controller, port, device, kind)
    };
    let machine = world.machine(of)?.record.uuid;
    world.change(of)?.attachments.push(attachment);
    for uuid in [medium, asked].into_iter().flatten() {
        // The base of a differencing image is registered with the machine too, but not in use by it.
        if Some(uuid) == medium {
            world.use_medium(uuid, machine);
        } else {
            world.medium_mut(uuid)?.registry.get_or_insert(machine);
        }
    }
    value::nothing()
}

fn check_free(
    world: &World,
    of: Of,
    controller: &str,
    port: i64,
    device: i64,
) -> Result<(), Refusal> {
    let Some(taken) = world.settings(of)?.attachment(controller, port, device) else {
        return Ok(());
    };
    let what = match taken.medium.and_then(|uuid| world.medium(uuid)) {
        Some(medium) => format!("Medium '{}'", medium.location),
        None => "Device".to_owned(),
    };
    let text = format!(
        "{what} is already attached to port {port}, device {device} of controller '{controller}' of this virtual machine"
    );
    Err(Refusal::new(Code::ObjectInUse, of.component(), text))
}

/// Checks that a machine can have a medium, and gives what it will have: the medium or a differencing image of it.
fn prepare(world: &mut World, of: Of, uuid: Uuid) -> Result<Uuid, Refusal> {
    let medium = world.medium(uuid).ok_or_else(super::super::media::gone)?;
    // A DVD can be in two drives at once, anything else only in one.
    let is_shared = medium.device == Device::Dvd;
    if !is_shared && world.settings(of)?.media().any(|each| each == uuid) {
        let text = format!(
            "Medium '{}' is already attached to this virtual machine",
            medium.location
        );
        return Err(Refusal::new(Code::ObjectInUse, of.component(), text));
    }
    let has_children = world.media.iter().any(|each| each.parent == Some(uuid));
    if medium.needs_difference() || has_children {
        return new_difference(world, of, uuid);
    }
    Ok(uuid)
}

/// A new differencing image of a medium, in the machine's snapshot folder.
pub(in crate::backend::sim) fn new_difference(
    world: &mut World,
    of: Of,
    parent: Uuid,
) -> Result<Uuid, Refusal> {
    let folder = super::snapshot_folder(world, of)?;
    let uuid = world.make_uuid();
    let base = world.medium(parent).ok_or_else(super::super::media::gone)?;
    let (suffix, format) = match base.format.as_str() {
        "VMDK" => ("vmdk", "VMDK"),
        "VHD" => ("vhd", "VHD"),
        _ => ("vdi", "VDI"),
    };
    let location = format!("{folder}/{{{uuid}}}.{suffix}");
    let mut medium = Medium::new(uuid, &location, Device::HardDisk, format);
    medium.parent = Some(parent);
    medium.auto_reset = base.kind == 1;
    medium.size = 2_097_152;
    medium.logical_size = base.logical_size;
    world.host.missing.remove(&location);
    world.host.written.insert(location);
    world.media.push(medium);
    Ok(uuid)
}

fn detach(world: &mut World, of: Of, args: &Args) -> Answer {
    let (controller, port, device) = place(args);
    world.check(of, MutableOrRunning)?;
    controllers::find(world, of, controller)?;
    attachment(world, of, args)?;
    let settings = world.change(of)?;
    settings
        .attachments
        .retain(|each| !each.is_at(controller, port, device));
    value::nothing()
}

fn mount(world: &mut World, of: Of, args: &Args, handle: Option<&Handle>) -> Answer {
    let (controller, port, device) = place(args);
    world.check(of, MutableOrRunning)?;
    let found = world.settings(of)?.attachment(controller, port, device);
    let (id, kind, before) = found
        .map(|each| (each.id, each.kind, each.medium))
        .ok_or_else(|| no_device(of, "drive", args))?;
    let asked = asked_medium(handle);
    if kind == Device::HardDisk.number() && asked.is_some() {
        let text = format!(
            "The device at port {port}, device {device} of controller '{controller}' of this virtual machine is not \
             removeable"
        );
        return Err(Refusal::new(Code::InvalidObjectState, of.component(), text));
    }
    if let Some(uuid) = asked {
        world.medium(uuid).ok_or_else(super::super::media::gone)?;
    }
    let machine = world.machine(of)?.record.uuid;
    if let Some(slot) = world.change(of)?.attachment_mut(controller, port, device) {
        slot.medium = asked;
    }
    if let Of::Lock(lock) = of
        && let Some(lock) = world.locks.get_mut(&lock)
    {
        lock.mounts.entry(id).or_insert(before);
    }
    replace_user(world, of, machine, before, asked);
    value::nothing()
}

fn replace_user(world: &mut World, of: Of, machine: Uuid, old: Option<Uuid>, new: Option<Uuid>) {
    let stays = |uuid: &Uuid| {
        world
            .settings(of)
            .is_ok_and(|settings| settings.media().any(|each| each == *uuid))
    };
    if let Some(old) = old.filter(|old| !stays(old)) {
        world.leave_medium(old, machine);
    }
    if let Some(new) = new {
        world.use_medium(new, machine);
    }
}

/// Puts the media back that were in the drives before.
pub(in crate::backend::sim) fn roll_back_mounts(world: &mut World, number: u64) {
    let Some(lock) = world.locks.get_mut(&number) else {
        return;
    };
    let mounts = std::mem::take(&mut lock.mounts);
    let mut replaced = Vec::new();
    for attachment in &mut lock.settings.attachments {
        if let Some(before) = mounts.get(&attachment.id) {
            replaced.push((attachment.medium, *before));
            attachment.medium = *before;
        }
    }
    let of = Of::Lock(number);
    if let Ok(machine) = world.machine(of).map(|machine| machine.record.uuid) {
        for (now, before) in replaced {
            replace_user(world, of, machine, now, before);
        }
    }
}

/// Deletes the differencing images that nobody refers to any more.
pub(in crate::backend::sim) fn sweep(world: &mut World) {
    loop {
        let mut needed: BTreeSet<Uuid> = world
            .media
            .iter()
            .filter_map(|medium| medium.parent)
            .collect();
        for machine in world.machines.values() {
            needed.extend(machine.record.settings.media());
            needed.extend(
                machine
                    .record
                    .snapshots
                    .iter()
                    .flat_map(|each| each.settings.media()),
            );
        }
        needed.extend(world.locks.values().flat_map(|lock| lock.settings.media()));
        let is_left = |medium: &Medium| medium.parent.is_some() && !needed.contains(&medium.uuid);
        let left: Vec<(Uuid, String)> = world
            .media
            .iter()
            .filter(|medium| is_left(medium))
            .map(|medium| (medium.uuid, medium.location.clone()))
            .collect();
        if left.is_empty() {
            break;
        }
        for (uuid, location) in left {
            world.media.retain(|medium| medium.uuid != uuid);
            world.users.remove(&uuid);
            world.host.written.remove(&location);
        }
    }
}
