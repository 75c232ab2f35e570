//! Settings files: another form of what the simulation keeps of a machine.
//!
//! The tables say once which attribute of which element is which member of VirtualBox's interfaces, and what it means that
//! it is absent; files are read and written by them. What members mean in a document, the mapping knows, as it does for
//! every VirtualBox.

mod flat;
mod leftovers;
mod lists;
mod markup;
mod media;
mod network;
mod old;
mod ovf;
mod reading;
mod row;
mod sound;
mod storage;
mod tables;
mod words;
mod writing;

pub(crate) use flat::Flat;
pub(crate) use ovf::systems;
pub use reading::Outcome;
pub(crate) use reading::{Reading, Remark};

use schema_core::domain::Domain;
use schema_core::settings::{Node, Version};
use schema_core::span::Span;

use super::Service;
use super::state::State;
use writing::Ids;

/// A machine as a settings file says it.
#[derive(Debug)]
pub(crate) struct FileRead {
    /// A VirtualBox that has this machine and no other.
    pub(crate) service: Service,
    pub(crate) flat: Flat,
    /// Where each setting stands in the file, by the names of [`Flat`].
    pub(crate) places: Vec<Place>,
    pub(crate) remarks: Vec<Remark>,
    /// A document that names what a machine cannot list.
    pub(crate) names: Option<Domain>,
    /// Addresses of network cards, as VirtualBox writes them, that nobody said.
    pub(crate) made_macs: Vec<String>,
}

/// Where a setting stands.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) key: String,
    /// The elements and the attribute, such as `Machine/Hardware/Memory/@RAMSize`.
    pub(crate) path: String,
    pub(crate) span: Span,
}

/// Reads the `<Machine>` of a settings file.
pub(crate) fn read(machine: &Node, reading: Reading) -> FileRead {
    come(reading.machine(machine))
}

/// Reads a virtual system of an OVF envelope: VirtualBox's own settings where they are in it, of the version that they
/// say, else what the envelope says of the hardware.
pub(crate) fn read_system(envelope: &Node, system: &Node, mut reading: Reading) -> FileRead {
    ovf::disks(&mut reading, envelope);
    match system.child("Machine") {
        Some(machine) => read(machine, reading),
        None => come(ovf::system(reading, system)),
    }
}

fn come(read: reading::Come) -> FileRead {
    let flat = flat::flat(&read.machine.settings, &read.media);
    let names = lists::named_properties(&read.machine.settings);
    let state = State {
        media: read.media,
        machines: vec![read.machine],
        ..State::empty()
    };
    FileRead {
        service: Service::new(state),
        flat,
        places: read.places,
        remarks: read.remarks,
        names,
        made_macs: read.made_macs,
    }
}

/// The settings of the first machine of a simulation, by their names.
pub(crate) fn flat_of(service: &Service) -> Option<Flat> {
    let state = service.lock().world.state();
    let machine = state.machines.first()?;
    Some(flat::flat(&machine.settings, &state.media))
}

/// A value in the words of a settings file.
pub(crate) fn shown(key: &str, value: &str) -> String {
    let typelib = super::typelib();
    let (part, member) = key.rsplit_once('.').unwrap_or((key, ""));
    let interface = part
        .split_once('/')
        .map_or(part, |(interface, _slot)| interface);
    let form = if key.starts_with("bootOrder[") {
        Some(lists::DEVICES)
    } else {
        tables::of(interface, member).map(|row| row.form)
    };
    let number = value.parse().ok().map(super::value::Plain::Int);
    let word = form
        .zip(number)
        .and_then(|(form, number)| form.write(&number, &typelib));
    word.unwrap_or_else(|| value.to_owned())
}

/// Gives the files that the machines of a simulation name other names.
pub(crate) fn rename(service: &Service, name: &dyn Fn(&str) -> Option<String>) {
    let world = &mut service.lock().world;
    for medium in &mut world.media {
        if let Some(name) = name(&medium.location) {
            medium.location = name;
        }
    }
    for machine in world.machines.values_mut() {
        for folder in &mut machine.record.settings.shared_folders {
            if let Some(name) = name(&folder.host_path) {
                folder.host_path = name;
            }
        }
    }
}

/// Writes extra data of the machines of a simulation, whatever they had before.
pub(crate) fn record(service: &Service, key: &str, value: &str) {
    for machine in service.lock().world.machines.values_mut() {
        let extra_data = &mut machine.record.settings.extra_data;
        extra_data.insert(key.to_owned(), value.to_owned());
    }
}

/// The settings file of the first machine of a simulation.
pub(crate) fn write_of(service: &Service, version: Version, ids: Ids<'_>) -> Option<String> {
    let state = service.lock().world.state();
    let machine = state.machines.first()?;
    Some(writing::write(machine, &state.media, version, ids))
}
