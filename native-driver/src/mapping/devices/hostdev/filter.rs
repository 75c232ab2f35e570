//! `<vbox:usbFilter>`: a filter with everything that VirtualBox's filters can say, known by its name.

use std::num::ParseIntError;

use schema_core::domain::metadata::UsbFilter;
use schema_core::domain::{Hex16, YesNo};
use schema_core::path::Path;

use super::CurrentHostdev;
use crate::backend::Fault;
use crate::plan::builder::Builder;
use crate::plan::{Arg, Target};
use crate::reader::{Reader, as_text};
use crate::value::{Object, Value};

const MEMBERS: [&str; 6] = [
    "revision",
    "port",
    "manufacturer",
    "product",
    "serialNumber",
    "remote",
];

/// What a filter says beside its name, vendor and product; `None` where an expression is no number.
pub(super) fn beyond(reader: &mut Reader<'_>, filter: Object) -> Result<Option<UsbFilter>, Fault> {
    let values = reader.get(filter, MEMBERS)?;
    let mut texts = values
        .iter()
        .map(|value| as_text(value, "IUSBDeviceFilter.revision"));
    let mut next = || texts.next().transpose().map(Option::unwrap_or_default);
    let (revision, port) = (number(&next()?), number(&next()?));
    let (manufacturer, product, serial_number) = (next()?, next()?, next()?);
    let remote = match next()?.as_str() {
        "" => Some(None),
        "yes" | "true" | "1" => Some(Some(YesNo::Yes)),
        "no" | "false" | "0" => Some(Some(YesNo::No)),
        _expression => None,
    };
    let full = |text: String| (!text.is_empty()).then_some(text);
    Ok(match (revision, port, remote) {
        (Ok(revision), Ok(port), Some(remote)) => Some(UsbFilter {
            revision,
            port,
            manufacturer: full(manufacturer),
            product: full(product),
            serial_number: full(serial_number),
            remote,
            ..UsbFilter::default()
        }),
        (_revision, _port, _remote) => None,
    })
}

/// A whole filter; `None` where an expression is no number.
pub(super) fn whole(
    name: &str,
    active: bool,
    [vendor, product]: [&str; 2],
    beyond: UsbFilter,
) -> Option<UsbFilter> {
    Some(UsbFilter {
        name: name.to_owned(),
        active: (!active).then_some(YesNo::No),
        vendor_id: number(vendor).ok()?,
        product_id: number(product).ok()?,
        ..beyond
    })
}

/// A number, or that there is none; the error is another expression.
fn number(text: &str) -> Result<Option<Hex16>, ParseIntError> {
    if text.is_empty() {
        return Ok(None);
    }
    u16::from_str_radix(text, 16).map(|number| Some(Hex16(number)))
}

/// Plans a filter among those that are kept, of which the first `same_name` of its name are for others; says
/// whether there is one more then.
pub(super) fn plan(
    wanted: &UsbFilter,
    same_name: usize,
    kept: &[&CurrentHostdev],
    last: usize,
    at: &Path,
    out: &mut Builder<'_>,
) -> bool {
    let is_it = |(_, there): &(usize, &&CurrentHostdev)| {
        let filter = there.filter.as_ref();
        filter.is_some_and(|filter| filter.name == wanted.name)
    };
    let mut of_name = kept.iter().enumerate().filter(is_it);
    let place = of_name.nth(same_name).map(|(place, _)| place);
    let before = place.and_then(|place| kept.get(place)?.filter.as_ref());
    if before == Some(wanted) {
        return false;
    }
    out.change(at, before.map(show), Some(show(wanted)));
    let number = |place: usize| Value::Unsigned(u64::try_from(place).unwrap_or(u64::MAX));
    if let Some(place) = place {
        let args = vec![number(place).into()];
        out.call(Target::UsbFilters, "removeDeviceFilter", args);
    }
    let name = vec![Value::text(&wanted.name).into()];
    let made = out.call(Target::UsbFilters, "createDeviceFilter", name);
    for (member, value) in members(wanted) {
        out.set(Target::Result(made), member, value);
    }
    let filter = Arg::Object(Target::Result(made));
    let args = vec![number(place.unwrap_or(last)).into(), filter];
    out.call(Target::UsbFilters, "insertDeviceFilter", args);
    place.is_none()
}

/// What is written of a filter that is new.
fn members(filter: &UsbFilter) -> Vec<(&'static str, Value)> {
    let UsbFilter {
        name: _made_with_it,
        active,
        vendor_id,
        product_id,
        revision,
        port,
        manufacturer,
        product,
        serial_number,
        remote,
    } = filter;
    let number = |number: &Option<Hex16>| {
        let number = number.as_ref();
        number.map(|Hex16(number)| format!("{number:04x}"))
    };
    let remote = remote.map(|remote| remote.as_str().to_owned());
    let texts = [
        ("vendorId", number(vendor_id)),
        ("productId", number(product_id)),
        ("revision", number(revision)),
        ("port", number(port)),
        ("manufacturer", manufacturer.clone()),
        ("product", product.clone()),
        ("serialNumber", serial_number.clone()),
        ("remote", remote),
    ];
    let said = texts
        .into_iter()
        .filter_map(|(member, text)| Some((member, Value::text(text?))));
    let counts = *active != Some(YesNo::No);
    said.chain([("active", Value::Bool(counts))]).collect()
}

fn show(filter: &UsbFilter) -> String {
    let said: Vec<String> = members(filter)
        .iter()
        .filter_map(|(member, value)| {
            let Value::Text(text) = value else {
                return None;
            };
            Some(format!("{member} {text}"))
        })
        .collect();
    format!("USB filter `{}`: {}", filter.name, said.join(", "))
}
