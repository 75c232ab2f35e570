//! `<hostdev>`: a USB device of the host, which VirtualBox takes by a filter. A filter that says more than vendor and
//! product is nothing that the format can express, and is left alone.

use schema_core::domain::Hex16;
use schema_core::domain::devices::{Hostdev, HostdevMode, HostdevSource, HostdevType, UsbId};
use schema_core::path::Path;

use crate::backend::Fault;
use crate::plan::builder::Builder;
use crate::plan::{Arg, Target};
use crate::reader::{Reader, as_bool, as_objects, as_text};
use crate::value::{Object, Value};

/// A filter of a machine that exists, at its place in the list.
#[derive(Clone, Debug)]
pub(crate) struct CurrentHostdev {
    place: u32,
    /// In the normal form's terms; `None` where the format cannot express it.
    pub(crate) hostdev: Option<Hostdev>,
}

const BEYOND: [&str; 5] = [
    "revision",
    "manufacturer",
    "product",
    "serialNumber",
    "port",
];

pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    left_alone: &mut Vec<String>,
) -> Result<Vec<CurrentHostdev>, Fault> {
    let list = reader.part(machine, &Target::UsbFilters)?;
    let [filters] = reader.get(list, ["deviceFilters"])?;
    let mut found = Vec::new();
    for (place, filter) in
        (0..u32::MAX).zip(as_objects(&filters, "IUSBDeviceFilters.deviceFilters")?)
    {
        let [active, vendor, product] = reader.get(filter, ["active", "vendorId", "productId"])?;
        let beyond = reader.get(filter, BEYOND)?;
        let vendor = usb_id(&as_text(&vendor, "IUSBDeviceFilter.vendorId")?);
        let product = usb_id(&as_text(&product, "IUSBDeviceFilter.productId")?);
        let plain = beyond
            .iter()
            .all(|value| matches!(value, Value::Null) || *value == Value::text(""));
        let active = as_bool(&active, "IUSBDeviceFilter.active")?;
        let hostdev =
            (active && plain && vendor.is_some() && product.is_some()).then_some(Hostdev {
                mode: HostdevMode::Subsystem,
                kind: HostdevType::Usb,
                source: HostdevSource { vendor, product },
            });
        if hostdev.is_none() {
            let [name] = reader.get(filter, ["name"])?;
            left_alone.push(format!(
                "USB device filter `{}`",
                as_text(&name, "IUSBDeviceFilter.name")?
            ));
        }
        found.push(CurrentHostdev { place, hostdev });
    }
    Ok(found)
}

fn usb_id(text: &str) -> Option<UsbId> {
    u16::from_str_radix(text, 16)
        .ok()
        .map(|id| UsbId { id: Hex16(id) })
}

pub(super) fn plan(
    desired: &[Hostdev],
    current: &[CurrentHostdev],
    path: &Path,
    out: &mut Builder<'_>,
) {
    let gone = current
        .iter()
        .filter(|there| there.hostdev.is_some_and(|there| !desired.contains(&there)));
    // From the end, so that the places of the others stay what they are.
    for gone in gone.rev() {
        out.change(path, gone.hostdev.as_ref().map(show), None);
        out.call(
            Target::UsbFilters,
            "removeDeviceFilter",
            vec![Value::Unsigned(u64::from(gone.place)).into()],
        );
    }
    let removed = current
        .iter()
        .filter(|there| there.hostdev.is_some_and(|there| !desired.contains(&there)))
        .count();
    let mut place = current.len() - removed;
    for (at, hostdev) in desired.iter().enumerate() {
        if current
            .iter()
            .any(|there| there.hostdev.as_ref() == Some(hostdev))
        {
            continue;
        }
        if add(hostdev, place, &path.item("hostdev", at), out) {
            place += 1;
        }
    }
}

fn add(hostdev: &Hostdev, place: usize, at: &Path, out: &mut Builder<'_>) -> bool {
    let Hostdev {
        mode,
        kind,
        source: HostdevSource { vendor, product },
    } = hostdev;
    let usb = match kind {
        HostdevType::Usb => true,
        HostdevType::Pci | HostdevType::Scsi | HostdevType::ScsiHost | HostdevType::Mdev => false,
        HostdevType::Other(_word) => false,
    };
    let (
        Some(UsbId { id: Hex16(vendor) }),
        Some(UsbId { id: Hex16(product) }),
        HostdevMode::Subsystem,
        true,
    ) = (vendor, product, mode, usb)
    else {
        out.not_applied_yet(at, "a host device that is not USB with vendor and product");
        return false;
    };
    out.change(at, None, Some(show(hostdev)));
    let name = format!("{vendor:04x}:{product:04x}");
    let filter = out.call(
        Target::UsbFilters,
        "createDeviceFilter",
        vec![Value::text(name).into()],
    );
    let target = || Target::Result(filter);
    out.set(target(), "vendorId", Value::text(format!("{vendor:04x}")));
    out.set(target(), "productId", Value::text(format!("{product:04x}")));
    out.set(target(), "active", Value::Bool(true));
    let place = u64::try_from(place).unwrap_or(u64::MAX);
    out.call(
        Target::UsbFilters,
        "insertDeviceFilter",
        vec![Value::Unsigned(place).into(), Arg::Object(target())],
    );
    true
}

fn show(hostdev: &Hostdev) -> String {
    let HostdevSource { vendor, product } = hostdev.source;
    let hex = |id: Option<UsbId>| {
        id.map_or_else(
            || "any".to_owned(),
            |UsbId { id: Hex16(id) }| format!("{id:04x}"),
        )
    };
    format!("USB device {}:{}", hex(vendor), hex(product))
}
