//! An interface of type `udp`: VirtualBox's generic driver `UDPTunnel`, whose ends are properties of the adapter.

use schema_core::domain::devices::{InterfaceLocal, InterfaceSource};
use schema_core::domain::value::Port;

use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_text};
use crate::value::{Object, Value};

/// VirtualBox's name of the driver.
pub(super) const DRIVER: &str = "UDPTunnel";
/// The other host, its port, and the port of this host.
const PROPERTIES: [&str; 3] = ["dest", "dport", "sport"];

/// The ends of a tunnel; `None` where another driver is at work, or the ends are no ports.
pub(super) fn read(
    reader: &mut Reader<'_>,
    adapter: Object,
    driver: &str,
) -> Result<Option<InterfaceSource>, Fault> {
    if driver != DRIVER {
        return Ok(None);
    }
    let keys = PROPERTIES.map(|key| vec![Value::text(key)]);
    let values = reader.each(adapter, "getProperty", &keys)?;
    let mut values = values
        .iter()
        .map(|value| as_text(value, "INetworkAdapter.getProperty"));
    let mut next = || values.next().transpose().map(Option::unwrap_or_default);
    let (address, port, local) = (next()?, next()?, next()?);
    let number = |text: &str| text.parse().ok().map(Port);
    let (Some(port), Some(local)) = (number(&port), number(&local)) else {
        return Ok(None);
    };
    Ok(Some(InterfaceSource {
        address: Some(address),
        port: Some(port),
        local: Some(InterfaceLocal {
            // Packets are taken at every address.
            address: Some("0.0.0.0".to_owned()),
            port: Some(local),
        }),
        ..InterfaceSource::default()
    }))
}

/// What the properties are.
fn values(source: Option<&InterfaceSource>) -> [String; 3] {
    let port = |port: Option<Port>| port.unwrap_or_default().0.to_string();
    let local = source.and_then(|source| source.local.as_ref()?.port);
    let address = source.and_then(|source| source.address.clone());
    let remote = source.and_then(|source| source.port);
    [address.unwrap_or_default(), port(remote), port(local)]
}

pub(super) fn plan(source: Option<&InterfaceSource>, slot: u32, out: &mut Builder<'_>) {
    for (key, value) in PROPERTIES.into_iter().zip(values(source)) {
        let args = vec![Value::text(key).into(), Value::text(value).into()];
        out.call(Target::Nic(slot), "setProperty", args);
    }
}

pub(super) fn show(source: Option<&InterfaceSource>) -> String {
    let [address, port, local] = values(source);
    format!("from port {local} to {address}:{port}")
}
