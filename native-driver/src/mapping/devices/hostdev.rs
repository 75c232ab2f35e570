//! `<hostdev>`: a USB device of the host, which VirtualBox takes by a filter. A filter that says more than vendor and
//! product is a `<vbox:usbFilter>` of the metadata; the document's silence leaves those alone.

mod filter;

use schema_core::domain::Hex16;
use schema_core::domain::devices::{Hostdev, HostdevMode, HostdevSource, HostdevType, UsbId};
use schema_core::domain::metadata::UsbFilter;
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
    /// In the normal form's terms; `None` where it says something else.
    pub(crate) hostdev: Option<Hostdev>,
    /// The same for a filter that is no `<hostdev>`; `None` where the format cannot express it.
    pub(crate) filter: Option<UsbFilter>,
}

pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    left_alone: &mut Vec<String>,
) -> Result<Vec<CurrentHostdev>, Fault> {
    let list = reader.part(machine, &Target::UsbFilters)?;
    let [filters] = reader.get(list, ["deviceFilters"])?;
    let mut found = Vec::new();
    for (place, object) in
        (0..u32::MAX).zip(as_objects(&filters, "IUSBDeviceFilters.deviceFilters")?)
    {
        let members = ["name", "active", "vendorId", "productId"];
        let [name, active, vendor, product] = reader.get(object, members)?;
        let text = |value| as_text(value, "IUSBDeviceFilter.vendorId");
        let name = text(&name)?;
        let active = as_bool(&active, "IUSBDeviceFilter.active")?;
        let (vendor, product) = (text(&vendor)?, text(&product)?);
        let ids = usb_id(&vendor).zip(usb_id(&product));
        // What has the name that we give is what we made.
        let is_ours = ids.is_some_and(|(vendor, product)| name == name_of(vendor, product));
        let beyond = if is_ours {
            Some(UsbFilter::default())
        } else {
            filter::beyond(reader, object)?
        };
        let is_plain = active && beyond.as_ref() == Some(&UsbFilter::default());
        let hostdev = ids
            .filter(|_ids| is_plain)
            .map(|(vendor, product)| Hostdev {
                mode: HostdevMode::Subsystem,
                kind: HostdevType::Usb,
                source: HostdevSource {
                    vendor: Some(vendor),
                    product: Some(product),
                },
            });
        let mut current = CurrentHostdev {
            place,
            hostdev,
            filter: None,
        };
        if hostdev.is_none() {
            let beyond =
                beyond.and_then(|beyond| filter::whole(&name, active, [&vendor, &product], beyond));
            if beyond.is_none() {
                left_alone.push(format!("USB device filter `{name}`"));
            }
            current.filter = beyond;
        }
        found.push(current);
    }
    Ok(found)
}

/// The name of a filter for a vendor and a product.
fn name_of(UsbId { id: Hex16(vendor) }: UsbId, UsbId { id: Hex16(product) }: UsbId) -> String {
    format!("{vendor:04x}:{product:04x}")
}

fn usb_id(text: &str) -> Option<UsbId> {
    u16::from_str_radix(text, 16)
        .ok()
        .map(|id| UsbId { id: Hex16(id) })
}

pub(super) fn plan(
    desired: &[Hostdev],
    filters: &[UsbFilter],
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
    let is_kept = |there: &&CurrentHostdev| there.hostdev.is_none_or(|it| desired.contains(&it));
    let kept: Vec<&CurrentHostdev> = current.iter().filter(is_kept).collect();
    let mut place = kept.len();
    for (at, filter) in filters.iter().enumerate() {
        // VirtualBox has several of one name where somebody wants them.
        let before = filters.iter().take(at).filter(|it| it.name == filter.name);
        let same_name = before.count();
        let at = Path::machine().item("vbox:usbFilter", at);
        if filter::plan(filter, same_name, &kept, place, &at, out) {
            place += 1;
        }
    }
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
    let (Some(vendor), Some(product), HostdevMode::Subsystem, true) =
        (*vendor, *product, mode, usb)
    else {
        out.not_applied_yet(at, "a host device that is not USB with vendor and product");
        return false;
    };
    out.change(at, None, Some(show(hostdev)));
    let name = name_of(vendor, product);
    let filter = out.call(
        Target::UsbFilters,
        "createDeviceFilter",
        vec![Value::text(name).into()],
    );
    let target = || Target::Result(filter);
    for (member, UsbId { id: Hex16(id) }) in [("vendorId", vendor), ("productId", product)] {
        out.set(target(), member, Value::text(format!("{id:04x}")));
    }
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
