//! `<vbox:teleporter>`: waiting for a running machine from another host.

use schema_derive::element;

use crate::domain::value::YesNo;

/// Waiting, when it is started, for a running machine from another host.
#[element("vbox:teleporter")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Teleporter {
    /// Whether it waits; `no` on a new machine.
    #[xml(attribute, since = "3.1")]
    pub enabled: Option<YesNo>,
    /// The port that it waits on.
    #[xml(attribute, since = "3.1")]
    pub port: Option<u32>,
    /// The address that it waits on; every one where it is empty.
    #[xml(attribute, since = "3.1")]
    pub address: Option<String>,
}
