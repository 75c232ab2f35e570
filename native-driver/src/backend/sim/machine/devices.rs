//! `IMachine`: network adapters, ports, USB, shared folders and guest properties.

use super::super::fault::Refusal;
use super::super::handle::{Handle, Of};
use super::super::parts::Part;
use super::super::value::{self, Answer, Args, Out};
use super::super::world::Level::MutableOrSaved;
use super::super::world::World;
use super::super::{shared_folder, usb};

/// Where settings keep guest properties.
const GUEST: &str = "guest";

pub(super) fn invoke(world: &mut World, of: Of, member: &str, args: &Args) -> Option<Answer> {
    Some(match member {
        "getNetworkAdapter" => adapter(world, of, args.int(0)),
        "getSerialPort" => port(world, of, Part::Serial, "Serial", args.int(0)),
        "getParallelPort" => port(world, of, Part::Parallel, "Parallel", args.int(0)),
        "getUSBControllers" => usb::controllers(world, of),
        "addUSBController" => usb::add(world, of, args),
        "removeUSBController" => usb::remove(world, of, args.text(0)),
        "getUSBControllerByName" => usb::by_name(world, of, args.text(0)),
        "getUSBControllerCountByType" => usb::count(world, of, args.int(0)),
        "getSharedFolders" => shared_folder::all(world, of),
        "createSharedFolder" => shared_folder::create(world, of, args),
        "removeSharedFolder" => shared_folder::remove(world, of, args.text(0)),
        "getGuestProperty" => guest_property(world, of, args.text(0))
            .map(|text| vec![Out::Text(text), Out::Int(0), Out::Text(String::new())]),
        "getGuestPropertyValue" => {
            guest_property(world, of, args.text(0)).map(|text| vec![Out::Text(text)])
        }
        "getGuestPropertyTimestamp" => {
            guest_property(world, of, args.text(0)).map(|_| vec![Out::Int(0)])
        }
        "setGuestProperty" | "setGuestPropertyValue" => {
            set_guest_property(world, of, args.text(0), args.text(1))
        }
        "deleteGuestProperty" => set_guest_property(world, of, args.text(0), ""),
        _ => return None,
    })
}

fn adapter(world: &World, of: Of, slot: i64) -> Answer {
    let ich9 = world.settings(of)?.int(Part::Platform, 0, "chipsetType") == 2;
    let total = if ich9 { Part::Network.spec().count } else { 8 };
    match u32::try_from(slot).ok().filter(|slot| *slot < total) {
        Some(slot) => value::object(Handle::Part(of, Part::Network, slot)),
        None => {
            let text = format!("No network adapter in slot {slot} (total {total} adapters)");
            Err(Refusal::invalid(of.component(), text))
        }
    }
}

fn port(world: &World, of: Of, part: Part, name: &str, slot: i64) -> Answer {
    world.settings(of)?;
    let total = part.spec().count;
    match u32::try_from(slot).ok().filter(|slot| *slot < total) {
        Some(slot) => value::object(Handle::Part(of, part, slot)),
        None => {
            let text = format!("{name} port slot {slot} is out of bounds (max {total})");
            Err(Refusal::invalid(of.component(), text))
        }
    }
}

fn guest_property(world: &World, of: Of, name: &str) -> Result<String, Refusal> {
    let properties = world.settings(of)?.properties.get(GUEST);
    Ok(properties
        .and_then(|each| each.get(name))
        .cloned()
        .unwrap_or_default())
}

fn set_guest_property(world: &mut World, of: Of, name: &str, text: &str) -> Answer {
    world.check(of, MutableOrSaved)?;
    world.change(of)?.set_property(GUEST, name, text);
    value::nothing()
}
