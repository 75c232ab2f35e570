//! `<vbox:driver>` of an interface of type `null`: a generic driver of VirtualBox's, by its name. What the driver is told
//! is among the settings of the metadata.

use schema_core::domain::devices::{Interface, InterfaceType};
use schema_core::domain::metadata::InterfaceSettings;
use schema_core::path::Path;

use super::Way;

/// Connected by a driver that libvirt has no type for.
pub(super) const WAY: Way = Way {
    kind: InterfaceType::Null,
    constant: "Generic",
    member: Some("genericDriver"),
    word: "driver",
};

/// The driver that a document names for an interface.
#[derive(Clone, Debug)]
pub(super) struct Driver<'a> {
    name: &'a str,
    /// Where it does.
    pub(super) path: Path,
}

impl<'a> Driver<'a> {
    pub(super) fn of(interface: &Interface, settings: &'a [InterfaceSettings]) -> Option<Self> {
        let mac = interface
            .mac
            .filter(|_mac| interface.kind == InterfaceType::Null)?;
        let place = settings
            .iter()
            .position(|one| one.mac == Some(mac.address))?;
        let driver = settings.get(place)?.driver.as_ref()?;
        let element = Path::machine().item("vbox:interface", place);
        Some(Self {
            name: &driver.name,
            path: element.child("vbox:driver").attribute("name"),
        })
    }

    pub(super) fn name(&self) -> &'a str {
        self.name
    }
}
