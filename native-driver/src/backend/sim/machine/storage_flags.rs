//! `IMachine`: the flags of attached devices.

use super::super::fault::{Code, Refusal};
use super::super::handle::{Handle, Of};
use super::super::media::Device;
use super::super::settings::Attachment;
use super::super::storage_controller as controllers;
use super::super::value::{self, Answer, Args};
use super::super::world::Level::{self, Mutable, MutableOrRunning};
use super::super::world::World;
use super::storage::no_device;

/// Changes one flag of an attachment.
type Change = fn(&mut Attachment, bool);

pub(super) fn invoke(world: &mut World, of: Of, member: &str, args: &Args) -> Option<Answer> {
    Some(match member {
        "passthroughDevice" => set(world, of, args, MutableOrRunning, |each, on| {
            each.passthrough = on;
        }),
        "temporaryEjectDevice" => set(world, of, args, MutableOrRunning, |each, on| {
            each.temporary_eject = on;
        }),
        "nonRotationalDevice" => {
            let name = "non-rotational";
            of_disk(world, of, args, name, |each, on| {
                each.non_rotational = on;
            })
        }
        "setAutoDiscardForDevice" => of_disk(world, of, args, "discard", |each, on| {
            each.discard = on;
        }),
        "setHotPluggableForDevice" => hot_pluggable(world, of, args),
        "setBandwidthGroupForDevice" => set_group(world, of, args),
        "setNoBandwidthGroupForDevice" => change_group(world, of, args, None),
        _ => return None,
    })
}

/// What device is there.
fn kind(world: &World, of: Of, args: &Args) -> Result<u32, Refusal> {
    let found = world
        .settings(of)?
        .attachment(args.text(0), args.int(1), args.int(2));
    found
        .map(|each| each.kind)
        .ok_or_else(|| no_device(of, "storage device", args))
}

fn set(world: &mut World, of: Of, args: &Args, level: Level, change: Change) -> Answer {
    world.check(of, level)?;
    controllers::find(world, of, args.text(0))?;
    kind(world, of, args)?;
    let settings = world.change(of)?;
    if let Some(found) = settings.attachment_mut(args.text(0), args.int(1), args.int(2)) {
        change(found, args.flag(3));
    }
    value::nothing()
}

fn of_disk(world: &mut World, of: Of, args: &Args, flag: &str, change: Change) -> Answer {
    world.check(of, Mutable)?;
    if kind(world, of, args)? != Device::HardDisk.number() {
        let text = format!(
            "Setting the {flag} medium flag rejected as the device attached to device slot {} on port {} of \
             controller '{}' is not a hard disk",
            args.int(2),
            args.int(1),
            args.text(0)
        );
        return Err(Refusal::invalid(of.component(), text));
    }
    set(world, of, args, Mutable, change)
}

fn hot_pluggable(world: &mut World, of: Of, args: &Args) -> Answer {
    world.check(of, Mutable)?;
    kind(world, of, args)?;
    let name = args.text(0);
    let controller = controllers::find(world, of, name)?;
    if !controllers::is_hot_pluggable(controller) {
        let text =
            format!("Controller '{name}' does not support changing the hot-pluggable device flag");
        return Err(Refusal::new(Code::NotSupported, of.component(), text));
    }
    set(world, of, args, Mutable, |each, on| {
        each.hot_pluggable = on;
    })
}

fn set_group(world: &mut World, of: Of, args: &Args) -> Answer {
    let Some(Handle::BandwidthGroup(_, id)) = args.handle(3) else {
        return change_group(world, of, args, None);
    };
    let groups = &world.settings(of)?.bandwidth_groups;
    let group = groups.iter().find(|group| group.id == *id);
    let name = group
        .map(|group| group.name.clone())
        .ok_or_else(|| Refusal::bare(Code::InvalidArg))?;
    change_group(world, of, args, Some(name))
}

fn change_group(world: &mut World, of: Of, args: &Args, group: Option<String>) -> Answer {
    world.check(of, Level::MutableOrSaved)?;
    kind(world, of, args)?;
    let settings = world.change(of)?;
    if let Some(found) = settings.attachment_mut(args.text(0), args.int(1), args.int(2)) {
        found.bandwidth_group = group;
    }
    value::nothing()
}
