//! `IUSBController`, `IUSBDeviceFilters` and `IUSBDeviceFilter`.

use super::fault::{Code, Refusal};
use super::handle::{Handle, Of};
use super::settings::{UsbController, UsbFilter};
use super::value::{self, Answer, Args, Bag, Out, Plain};
use super::world::Level::{Mutable, MutableOrSavedOrRunning};
use super::world::World;
use crate::backend::Verb;

const FILTERS: &str = "USBDeviceFiltersWrap";
const FILTER: &str = "USBDeviceFilterWrap";

pub(super) fn controllers(world: &World, of: Of) -> Answer {
    let all = world.settings(of)?.usb_controllers.iter();
    value::objects(all.map(|each| Handle::UsbController(of, each.id)))
}

pub(super) fn add(world: &mut World, of: Of, args: &Args) -> Answer {
    let (name, kind) = (args.text(0), args.int(1));
    if !(1..=3).contains(&kind) {
        return Err(Refusal::invalid(
            of.component(),
            format!("Invalid USB controller type: {kind}"),
        ));
    }
    world.check(of, Mutable)?;
    let all = &world.settings(of)?.usb_controllers;
    if all.iter().any(|each| each.name == name) {
        let text = format!("USB controller named '{name}' already exists");
        return Err(Refusal::new(Code::ObjectInUse, of.component(), text));
    }
    if all.iter().any(|each| i64::from(each.kind) == kind) {
        return Err(Refusal::invalid(
            of.component(),
            "Too many USB controllers of this type",
        ));
    }
    if name.is_empty() {
        return Err(Refusal::bare(Code::InvalidArg));
    }
    let id = world.number();
    let kind = u32::try_from(kind).unwrap_or_default();
    world.change(of)?.usb_controllers.push(UsbController {
        id,
        name: name.to_owned(),
        kind,
    });
    value::object(Handle::UsbController(of, id))
}

fn find<'a>(world: &'a World, of: Of, name: &str) -> Result<&'a UsbController, Refusal> {
    world
        .settings(of)?
        .usb_controllers
        .iter()
        .find(|each| each.name == name)
        .ok_or_else(|| {
            // VirtualBox says `storage controller` here too.
            let text = format!("Could not find a storage controller named '{name}'");
            Refusal::not_found(of.component(), text)
        })
}

pub(super) fn remove(world: &mut World, of: Of, name: &str) -> Answer {
    world.check(of, Mutable)?;
    find(world, of, name)?;
    world
        .change(of)?
        .usb_controllers
        .retain(|each| each.name != name);
    value::nothing()
}

pub(super) fn by_name(world: &World, of: Of, name: &str) -> Answer {
    value::object(Handle::UsbController(of, find(world, of, name)?.id))
}

pub(super) fn count(world: &World, of: Of, kind: i64) -> Answer {
    let all = world.settings(of)?.usb_controllers.iter();
    let count = all.filter(|each| i64::from(each.kind) == kind).count();
    value::int(i64::try_from(count).unwrap_or_default())
}

/// `IUSBController`.
pub(super) fn controller(
    world: &mut World,
    of: Of,
    id: u64,
    verb: Verb,
    member: &str,
    args: &Args,
) -> Option<Answer> {
    let found = world
        .settings(of)
        .and_then(|settings| {
            let mut all = settings.usb_controllers.iter();
            all.find(|each| each.id == id)
                .ok_or_else(|| Refusal::not_ready("USBControllerWrap"))
        })
        .map(|each| (each.name.clone(), each.kind));
    let (name, kind) = match found {
        Ok(found) => found,
        Err(refusal) => return Some(Err(refusal)),
    };
    Some(match (verb, member) {
        (Verb::Get, "name") => value::text(name),
        (Verb::Get, "type") => value::int(kind),
        // As binary coded decimals.
        (Verb::Get, "USBStandard") => value::int(match kind {
            1 => 0x0101,
            2 => 0x0200,
            // VirtualBox says 2.0 of xHCI too.
            3 => 0x0200,
            _ => 0,
        }),
        (Verb::Set, _) => set_controller(world, of, id, member, args),
        _ => return None,
    })
}

fn set_controller(world: &mut World, of: Of, id: u64, member: &str, args: &Args) -> Answer {
    world.check(of, Mutable)?;
    let mut all = world.change(of)?.usb_controllers.iter_mut();
    if let Some(each) = all.find(|each| each.id == id) {
        if member == "name" {
            args.text(0).clone_into(&mut each.name);
        } else {
            each.kind = u32::try_from(args.int(0)).unwrap_or_default();
        }
    }
    value::nothing()
}

/// `IUSBDeviceFilters`.
pub(super) fn filters(world: &mut World, of: Of, member: &str, args: &Args) -> Option<Answer> {
    Some(match member {
        "getDeviceFilters" => world.settings(of).and_then(|settings| {
            value::objects(
                settings
                    .usb_filters
                    .iter()
                    .map(|each| Handle::UsbFilter(of, each.id)),
            )
        }),
        "createDeviceFilter" => create_filter(world, of, args.text(0)),
        "insertDeviceFilter" => insert_filter(world, of, args),
        "removeDeviceFilter" => remove_filter(world, of, args.int(0)),
        _ => return None,
    })
}

fn create_filter(world: &mut World, of: Of, name: &str) -> Answer {
    world.check(of, MutableOrSavedOrRunning)?;
    if name.is_empty() {
        return Err(Refusal::bare(Code::InvalidArg));
    }
    let id = world.number();
    world.filters.insert(
        id,
        Bag::from([("name".to_owned(), Plain::Text(name.to_owned()))]),
    );
    value::object(Handle::UsbFilter(of, id))
}

fn insert_filter(world: &mut World, of: Of, args: &Args) -> Answer {
    world.check(of, MutableOrSavedOrRunning)?;
    let Some(Handle::UsbFilter(_, id)) = args.handle(1) else {
        return Err(Refusal::bare(Code::InvalidArg));
    };
    let Some(attributes) = world.filters.remove(id) else {
        let text = "The given USB device pFilter is already in the list";
        return Err(Refusal::new(Code::InvalidObjectState, FILTERS, text));
    };
    let filters = &mut world.change(of)?.usb_filters;
    let position = usize::try_from(args.int(0))
        .unwrap_or(usize::MAX)
        .min(filters.len());
    filters.insert(
        position,
        UsbFilter {
            id: *id,
            attributes,
        },
    );
    value::nothing()
}

fn remove_filter(world: &mut World, of: Of, position: i64) -> Answer {
    world.check(of, MutableOrSavedOrRunning)?;
    let count = world.settings(of)?.usb_filters.len();
    if count == 0 {
        return Err(Refusal::invalid(
            FILTERS,
            "The USB device pFilter list is empty",
        ));
    }
    let Some(position) = usize::try_from(position)
        .ok()
        .filter(|position| *position < count)
    else {
        let text = format!(
            "Invalid position: {position} (must be in range [0, {}])",
            count - 1
        );
        return Err(Refusal::invalid(FILTERS, text));
    };
    let removed = world.change(of)?.usb_filters.remove(position);
    world.filters.insert(removed.id, removed.attributes);
    value::object(Handle::UsbFilter(of, removed.id))
}

/// The attributes of a filter that match by text, with what messages call them.
const TEXTS: [(&str, &str); 3] = [
    ("manufacturer", "Manufacturer"),
    ("product", "Product"),
    ("serialNumber", "Serial number"),
];

/// Those that match by number.
const NUMBERS: [(&str, &str); 4] = [
    ("vendorId", "Vendor ID"),
    ("productId", "Product ID"),
    ("revision", "Revision"),
    ("port", "Port number"),
];

/// `IUSBDeviceFilter`: in a list, or fresh from `createDeviceFilter`.
pub(super) fn filter(
    world: &mut World,
    of: Of,
    id: u64,
    verb: Verb,
    member: &str,
    args: &Args,
) -> Option<Answer> {
    match verb {
        Verb::Get => Some(get(world, of, id, member)),
        Verb::Set => Some(set(world, of, id, member, args)),
        Verb::Invoke => None,
    }
}

fn get(world: &World, of: Of, id: u64, member: &str) -> Answer {
    let mut listed = world.settings(of)?.usb_filters.iter();
    let bag = match world.filters.get(&id) {
        Some(bag) => bag,
        None => {
            let found = listed
                .find(|each| each.id == id)
                .ok_or_else(|| Refusal::not_ready(FILTER))?;
            &found.attributes
        }
    };
    let fresh = match member {
        "active" => Plain::Bool(false),
        "maskedInterfaces" => Plain::Int(0),
        _ => Plain::Text(String::new()),
    };
    Ok(vec![Out::from(bag.get(member).cloned().unwrap_or(fresh))])
}

fn set(world: &mut World, of: Of, id: u64, member: &str, args: &Args) -> Answer {
    world.check(of, MutableOrSavedOrRunning)?;
    let value = check(member, args)?;
    if let Some(bag) = world.filters.get_mut(&id) {
        bag.insert(member.to_owned(), value);
        return value::nothing();
    }
    let mut listed = world.change(of)?.usb_filters.iter_mut();
    let found = listed
        .find(|each| each.id == id)
        .ok_or_else(|| Refusal::not_ready(FILTER))?;
    found.attributes.insert(member.to_owned(), value);
    value::nothing()
}

fn check(member: &str, args: &Args) -> Result<Plain, Refusal> {
    let text = args.text(0);
    let name = |all: &[(&'static str, &'static str)]| {
        all.iter()
            .find(|(each, _)| *each == member)
            .map(|(_, name)| *name)
    };
    if let Some(name) = name(&NUMBERS) {
        return number(name, text).map(Plain::Text);
    }
    if let Some(name) = name(&TEXTS)
        && text.len() > 200
    {
        let text =
            format!("Insufficient expression space for the '{name}' filter expression '{text}'");
        return Err(Refusal::new(Code::Fail, FILTER, text));
    }
    if member == "remote" && !matches!(text, "" | "yes" | "no" | "true" | "false" | "0" | "1") {
        let text =
            format!("Remote state filter string '{text}' is not valid (error at position 1)");
        return Err(Refusal::invalid(FILTER, text));
    }
    Ok(args.plain())
}

/// A number of up to four hexadecimal digits, kept with four.
fn number(name: &str, text: &str) -> Result<String, Refusal> {
    if text.is_empty() {
        return Ok(String::new());
    }
    let digits = text.strip_prefix("0x").unwrap_or(text);
    let length = digits.bytes().take_while(u8::is_ascii_hexdigit).count();
    if length == 0 {
        let text = format!(
            "Encountered unexpected status VERR_NO_DIGITS when setting '{name}' to '{text}'"
        );
        return Err(Refusal::new(Code::Fail, FILTER, text));
    }
    if length < digits.len() {
        let text = format!("The {name} filter expression '{text}' is not valid");
        return Err(Refusal::invalid(FILTER, text));
    }
    match u16::from_str_radix(digits, 16) {
        Ok(number) => Ok(format!("{number:04x}")),
        Err(_) => {
            let text = format!("The {name} value '{text}' is too big (max 0xFFFF)");
            Err(Refusal::invalid(FILTER, text))
        }
    }
}
