//! What `<vbox:driver>` tells a driver. Which driver it is, the mapping of the interface says.

use schema_core::domain::metadata::{DriverProperty, NetworkDriver};

use super::super::named::{Named, Naming};
use super::Site;
use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_list, as_text};
use crate::value::{Object, Value};

/// What the settings of a property are named after.
fn beginning(interface: &str) -> String {
    format!("{interface}/vbox:driver/vbox:property ")
}

/// Reads what the driver of an adapter is told, and that what a document names is not said.
pub(super) fn read(
    reader: &mut Reader<'_>,
    adapter: Object,
    driver: &str,
    named: &Named,
    interface: &str,
) -> Result<NetworkDriver, Fault> {
    let what = "INetworkAdapter.getProperties";
    let both = reader.invoke_all(adapter, "getProperties", vec![Value::text("")])?;
    let list = |place: usize| match both.get(place) {
        Some(list) => as_list(list, what),
        None => Ok(&[][..]),
    };
    let mut properties = Vec::new();
    for (name, value) in list(0)?.iter().zip(list(1)?) {
        properties.push(DriverProperty {
            name: as_text(name, what)?,
            value: as_text(value, what)?,
        });
    }
    for name in named.behind(&beginning(interface)) {
        if !properties.iter().any(|property| property.name == name) {
            properties.push(DriverProperty {
                name: name.to_owned(),
                value: String::new(),
            });
        }
    }
    properties.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(NetworkDriver {
        name: driver.to_owned(),
        properties,
    })
}

/// What of it is shown: without what is not said, unless a document names it.
pub(super) fn shown(actual: &NetworkDriver, named: &Named, interface: &str) -> NetworkDriver {
    let NetworkDriver { name, properties } = actual;
    let beginning = beginning(interface);
    let is_shown = |property: &&DriverProperty| {
        !property.value.is_empty() || named.has(&format!("{beginning}{}", property.name))
    };
    NetworkDriver {
        name: name.clone(),
        properties: properties.iter().filter(is_shown).cloned().collect(),
    }
}

pub(super) fn plan(
    wanted: &NetworkDriver,
    before: Option<&NetworkDriver>,
    interface: &Site,
    slot: u32,
    naming: &mut Naming<'_>,
    out: &mut Builder<'_>,
) {
    let NetworkDriver {
        name: _by_the_interface,
        properties,
    } = wanted;
    let element = interface.path.child("vbox:driver");
    for (place, DriverProperty { name, value }) in properties.iter().enumerate() {
        // What another driver was told may still be there.
        let was = before.map(|before| {
            let mut there = before.properties.iter();
            let found = there.find(|there| there.name == *name);
            found.map_or("", |there| there.value.as_str())
        });
        let would_show = !value.is_empty();
        let is_known = would_show || naming.name(format!("{}{name}", beginning(&interface.name)));
        let path = element.item("vbox:property", place);
        if was != Some(value) {
            out.change(
                &path,
                was.filter(|was| !was.is_empty()).map(str::to_owned),
                Some(show(value)),
            );
            let args = vec![Value::text(name).into(), Value::text(value).into()];
            out.call(Target::Nic(slot), "setProperty", args);
        } else if !is_known {
            out.change(&path, None, Some(show(value)));
        }
    }
}

fn show(value: &str) -> String {
    (if value.is_empty() { "nothing" } else { value }).to_owned()
}
