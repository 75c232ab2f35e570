//! `IStorageController`, and the limits of buses.

use super::fault::{Code, Refusal};
use super::handle::{Handle, Of};
use super::parts::Part;
use super::settings::Controller;
use super::value::{self, Answer, Args};
use super::world::Level::Mutable;
use super::world::World;
use crate::backend::Verb;

const SELF: &str = "StorageControllerWrap";

/// What a storage bus can do.
#[derive(Debug)]
pub(super) struct Bus {
    pub(super) number: u32,
    /// How many controllers a PIIX3 chipset takes, and how many an ICH9.
    pub(super) controllers: [u32; 2],
    pub(super) devices: u32,
    pub(super) min_ports: u32,
    pub(super) max_ports: u32,
    /// How many ports a new controller has.
    ports: u32,
    /// The types of its controllers; the first is the one of a new controller.
    pub(super) types: &'static [u32],
    host_io_cache: bool,
    /// The types of devices that it takes.
    pub(super) takes: &'static [u32],
}

const ANY: &[u32] = &[2, 3];

pub(super) static BUSES: &[Bus] = &[
    Bus {
        number: 1,
        controllers: [1, 1],
        devices: 2,
        min_ports: 2,
        max_ports: 2,
        ports: 2,
        types: &[5, 4, 6],
        host_io_cache: true,
        takes: ANY,
    },
    Bus {
        number: 2,
        controllers: [1, 8],
        devices: 1,
        min_ports: 1,
        max_ports: 30,
        ports: 30,
        types: &[3],
        host_io_cache: false,
        takes: ANY,
    },
    Bus {
        number: 3,
        controllers: [1, 8],
        devices: 1,
        min_ports: 16,
        max_ports: 16,
        ports: 16,
        types: &[1, 2],
        host_io_cache: false,
        takes: ANY,
    },
    Bus {
        number: 4,
        controllers: [1, 1],
        devices: 2,
        min_ports: 1,
        max_ports: 1,
        ports: 1,
        types: &[7],
        host_io_cache: true,
        takes: &[1],
    },
    Bus {
        number: 5,
        controllers: [1, 8],
        devices: 1,
        min_ports: 1,
        max_ports: 255,
        ports: 8,
        types: &[8],
        host_io_cache: false,
        takes: ANY,
    },
    Bus {
        number: 6,
        controllers: [1, 1],
        devices: 1,
        min_ports: 8,
        max_ports: 8,
        ports: 8,
        types: &[9],
        host_io_cache: false,
        takes: ANY,
    },
    Bus {
        number: 7,
        controllers: [1, 8],
        devices: 1,
        min_ports: 1,
        max_ports: 255,
        ports: 1,
        types: &[10],
        host_io_cache: false,
        takes: &[3],
    },
    Bus {
        number: 8,
        controllers: [1, 8],
        devices: 1,
        min_ports: 1,
        max_ports: 256,
        ports: 1,
        types: &[11],
        host_io_cache: false,
        takes: ANY,
    },
];

pub(super) fn bus(number: i64) -> Option<&'static Bus> {
    BUSES.iter().find(|bus| i64::from(bus.number) == number)
}

pub(super) fn find<'a>(world: &'a World, of: Of, name: &str) -> Result<&'a Controller, Refusal> {
    world.settings(of)?.controller(name).ok_or_else(|| {
        let text = format!("Could not find a storage controller named '{name}'");
        Refusal::not_found(of.component(), text)
    })
}

pub(super) fn by_name(world: &World, of: Of, name: &str) -> Answer {
    value::object(Handle::Controller(of, find(world, of, name)?.id))
}

pub(super) fn by_instance(world: &World, of: Of, args: &Args) -> Answer {
    let (bus, instance) = (args.int(0), args.int(1));
    let mut all = world.settings(of)?.controllers.iter();
    let found = all.find(|each| i64::from(each.bus) == bus && i64::from(each.instance) == instance);
    match found {
        Some(found) => value::object(Handle::Controller(of, found.id)),
        None => {
            let text =
                format!("Could not find a storage controller with instance number '{instance}'");
            Err(Refusal::not_found(of.component(), text))
        }
    }
}

pub(super) fn add(world: &mut World, of: Of, args: &Args) -> Answer {
    let (name, number) = (args.text(0), args.int(1));
    let Some(bus) = bus(number) else {
        return Err(Refusal::invalid(
            of.component(),
            format!("Invalid connection type: {number}"),
        ));
    };
    world.check(of, Mutable)?;
    let settings = world.settings(of)?;
    if settings.controller(name).is_some() {
        let text = format!("Storage controller named '{name}' already exists");
        return Err(Refusal::new(Code::ObjectInUse, of.component(), text));
    }
    if name.is_empty() {
        return Err(Refusal::bare(Code::InvalidArg));
    }
    let same: Vec<u32> = settings
        .controllers
        .iter()
        .filter(|each| each.bus == bus.number)
        .map(|each| each.instance)
        .collect();
    let [piix3, ich9] = bus.controllers;
    let most = if settings.int(Part::Platform, 0, "chipsetType") == 1 {
        piix3
    } else {
        ich9
    };
    if u32::try_from(same.len()).is_ok_and(|count| count >= most) {
        return Err(Refusal::invalid(
            of.component(),
            "Too many storage controllers of this type",
        ));
    }
    let instance = same.iter().max().map_or(0, |last| last + 1);
    let id = world.number();
    let controller = Controller {
        id,
        name: name.to_owned(),
        bus: bus.number,
        kind: bus.types.first().copied().unwrap_or_default(),
        instance,
        ports: bus.ports,
        host_io_cache: bus.host_io_cache,
        bootable: instance == 0,
    };
    world.change(of)?.controllers.push(controller);
    value::object(Handle::Controller(of, id))
}

pub(super) fn set_bootable(world: &mut World, of: Of, args: &Args) -> Answer {
    let (name, is_bootable) = (args.text(0), args.flag(1));
    world.check(of, Mutable)?;
    let bus = find(world, of, name)?.bus;
    for each in &mut world.change(of)?.controllers {
        // Of the controllers of one bus only one can be booted from.
        if each.name == name {
            each.bootable = is_bootable;
        } else if each.bus == bus && is_bootable {
            each.bootable = false;
        }
    }
    value::nothing()
}

/// Checks that a controller has such a port, and the port such a device.
pub(super) fn check_place(controller: &Controller, port: i64, device: i64) -> Result<(), Refusal> {
    let devices = bus(controller.bus.into()).map_or(1, |bus| bus.devices);
    let (last_port, last_device) = (i64::from(controller.ports) - 1, i64::from(devices) - 1);
    if (0..=last_port).contains(&port) && (0..=last_device).contains(&device) {
        return Ok(());
    }
    let text = format!(
        "The port and/or device parameter are out of range: port={port} (must be in range [0, {last_port}]), \
         device={device} (must be in range [0, {last_device}])"
    );
    Err(Refusal::invalid(SELF, text))
}

/// AHCI and USB.
pub(super) fn is_hot_pluggable(controller: &Controller) -> bool {
    matches!(controller.kind, 3 | 9)
}

pub(super) fn call(
    world: &mut World,
    of: Of,
    id: u64,
    verb: Verb,
    member: &str,
    args: &Args,
) -> Option<Answer> {
    match verb {
        Verb::Get => get(world, of, id, member),
        Verb::Set => Some(set(world, of, id, member, args)),
        Verb::Invoke => None,
    }
}

fn controller(world: &World, of: Of, id: u64) -> Result<&Controller, Refusal> {
    let mut all = world.settings(of)?.controllers.iter();
    all.find(|each| each.id == id)
        .ok_or_else(|| Refusal::not_ready(SELF))
}

fn get(world: &World, of: Of, id: u64, member: &str) -> Option<Answer> {
    let each = match controller(world, of, id) {
        Ok(each) => each,
        Err(refusal) => return Some(Err(refusal)),
    };
    let bus = bus(each.bus.into())?;
    Some(match member {
        "name" => value::text(&each.name),
        "bus" => value::int(each.bus),
        "controllerType" => value::int(each.kind),
        "instance" => value::int(each.instance),
        "portCount" => value::int(each.ports),
        "useHostIOCache" => value::flag(each.host_io_cache),
        "bootable" => value::flag(each.bootable),
        "maxDevicesPerPortCount" => value::int(bus.devices),
        "minPortCount" => value::int(bus.min_ports),
        "maxPortCount" => value::int(bus.max_ports),
        _ => return None,
    })
}

fn set(world: &mut World, of: Of, id: u64, member: &str, args: &Args) -> Answer {
    let each = controller(world, of, id)?;
    world.check(of, Mutable)?;
    let (number, bus) = (args.int(0), bus(each.bus.into()));
    match member {
        "name" => return rename(world, of, id, args.text(0)),
        "controllerType"
            if bus.is_none_or(|bus| !bus.types.iter().any(|kind| i64::from(*kind) == number)) =>
        {
            return Err(Refusal::invalid(
                SELF,
                format!("Invalid controller type {number}"),
            ));
        }
        "portCount" => {
            let (least, most) = bus.map_or((1, 1), |bus| (bus.min_ports, bus.max_ports));
            if number < least.into() || number > most.into() {
                let text =
                    format!("Invalid port count: {number} (must be in range [{least}, {most}])");
                return Err(Refusal::invalid(SELF, text));
            }
        }
        _ => {}
    }
    let (number, on) = (u32::try_from(number).unwrap_or_default(), args.flag(0));
    let mut all = world.change(of)?.controllers.iter_mut();
    if let Some(each) = all.find(|each| each.id == id) {
        match member {
            "controllerType" => each.kind = number,
            "instance" => each.instance = number,
            "portCount" => each.ports = number,
            _ => each.host_io_cache = on,
        }
    }
    value::nothing()
}

/// What is attached follows a controller to its new name.
fn rename(world: &mut World, of: Of, id: u64, name: &str) -> Answer {
    let old = controller(world, of, id)?.name.clone();
    if world
        .settings(of)?
        .controllers
        .iter()
        .any(|each| each.id != id && each.name == name)
    {
        let text = format!("Storage controller named '{name}' already exists");
        return Err(Refusal::new(Code::ObjectInUse, of.component(), text));
    }
    let settings = world.change(of)?;
    for each in settings.controllers.iter_mut().filter(|each| each.id == id) {
        name.clone_into(&mut each.name);
    }
    for each in settings
        .attachments
        .iter_mut()
        .filter(|each| each.controller == old)
    {
        name.clone_into(&mut each.controller);
    }
    value::nothing()
}
