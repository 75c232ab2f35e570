//! Parts of a document that count only when a machine is made: from then on the machine keeps what it has there.

use schema_core::domain::devices::{Disk, DiskDevice};
use schema_core::domain::metadata::{InterfaceSettings, Part, Protect, Unmanaged};
use schema_core::domain::{Domain, YesNo};
use schema_core::normalize::Normalized;
use schema_core::path::Path;
use schema_core::spec::Value as _;

use crate::current::Current;
use crate::document::Document;
use crate::drift;
use crate::mapping;
use crate::media::Media;
use crate::obstacle;
use crate::plan::Cause;
use crate::plan::builder::Builder;
use crate::typelib::Typelib;

/// A document with what the machine has in the place of what is not managed; `None` where all of it is.
pub(crate) fn beside(document: &Normalized, current: &Current) -> Option<Normalized> {
    let machine = document.domain.own()?;
    if machine.unmanaged.is_empty() {
        return None;
    }
    let mut document = document.clone();
    for Unmanaged { path } in machine.unmanaged.clone() {
        keep(path, &mut document.domain, &current.domain);
    }
    Some(document)
}

/// The parts that count no more in which the document asks for something that the machine does not have; not those that only
/// somebody else changed.
pub(crate) fn passed_over(
    document: &Normalized,
    current: &Current,
    typelib: &Typelib,
) -> Vec<String> {
    let unmanaged = document.domain.own().map(|machine| &machine.unmanaged);
    let parts: Vec<Part> = unmanaged.into_iter().flatten().map(|it| it.path).collect();
    if parts.is_empty() {
        return Vec::new();
    }
    let changes = |counted: Option<Part>| {
        let mut document = document.clone();
        for part in parts.iter().filter(|part| Some(**part) != counted) {
            keep(*part, &mut document.domain, &current.domain);
        }
        let media = Media::default();
        let mut out = Builder::new(
            typelib,
            Document::new(&document),
            &media,
            current.uuid,
            false,
        );
        mapping::plan(&document.domain, Some(current), &mut out);
        let mut changes = out.finish().changes;
        drift::tell(&mut changes, current, typelib);
        changes
    };
    let managed = changes(None);
    let is_asked = |part: &&Part| {
        let asked = changes(Some(**part));
        let mut asked = asked.iter().filter(|change| !managed.contains(change));
        asked.any(|change| change.cause != Some(Cause::Machine))
    };
    let asked = parts.iter().filter(is_asked);
    asked.map(|part| part.text().into_owned()).collect()
}

fn keep(part: Part, desired: &mut Domain, current: &Domain) {
    let (to, from) = (&mut desired.devices, &current.devices);
    match part {
        Part::Title => desired.title.clone_from(&current.title),
        Part::Description => desired.description.clone_from(&current.description),
        Part::Memory => {
            desired.memory = current.memory;
            desired.current_memory = current.current_memory;
        }
        Part::Vcpu => desired.vcpu = current.vcpu,
        Part::Cputune => desired.cputune.clone_from(&current.cputune),
        Part::Boot => {
            if let Some(os) = &mut desired.os {
                let there = current.os.as_ref();
                os.boot = there.map(|os| os.boot.clone()).unwrap_or_default();
            }
        }
        Part::Clock => desired.clock.clone_from(&current.clock),
        Part::Disks => {
            to.disks.clone_from(&from.disks);
            to.controllers.clone_from(&from.controllers);
        }
        Part::Filesystems => to.filesystems.clone_from(&from.filesystems),
        Part::Interfaces => {
            to.interfaces.clone_from(&from.interfaces);
            keep_drivers(desired, current);
        }
        Part::Serials => to.serials.clone_from(&from.serials),
        Part::Parallels => to.parallels.clone_from(&from.parallels),
        Part::Graphics => to.graphics.clone_from(&from.graphics),
        Part::Sounds => {
            to.sounds.clone_from(&from.sounds);
            to.audios.clone_from(&from.audios);
        }
        Part::Videos => to.videos.clone_from(&from.videos),
        Part::Hostdevs => to.hostdevs.clone_from(&from.hostdevs),
    }
}

/// Interfaces stay with the drivers that carry their packets.
fn keep_drivers(desired: &mut Domain, current: &Domain) {
    let there = current.own().map(|machine| machine.interfaces.clone());
    let metadata = desired.metadata.as_mut();
    let Some(machine) = metadata.and_then(|metadata| metadata.machine.as_mut()) else {
        return;
    };
    for interface in &mut machine.interfaces {
        interface.driver = None;
    }
    for there in there
        .into_iter()
        .flatten()
        .filter(|there| there.driver.is_some())
    {
        let mut said = machine.interfaces.iter_mut();
        match said.find(|said| said.mac == there.mac) {
            Some(said) => said.driver = there.driver,
            None => machine.interfaces.push(InterfaceSettings {
                mac: there.mac,
                driver: there.driver,
                ..InterfaceSettings::default()
            }),
        }
    }
}

/// What must not be taken from a machine: what the document that was applied last said, or else what the one that is
/// planned says. So protection ends with an apply of its own.
pub(crate) fn protection(desired: Option<&Domain>, current: &Current) -> Protect {
    let said = desired.and_then(|desired| desired.own()?.protect);
    let kept = current.metadata.machine.protect.unwrap_or_default();
    kept.or(said.unwrap_or_default())
}

/// Refuses to take a hard disk from a machine whose disks are protected.
pub(crate) fn keep_disks(desired: &Domain, current: &Current, out: &mut Builder<'_>) {
    if protection(Some(desired), current).disks != Some(YesNo::Yes) {
        return;
    }
    let image = |disk: &Disk| {
        let source = disk
            .source
            .as_ref()
            .filter(|_source| disk.device == DiskDevice::Disk);
        source.and_then(|source| source.file.clone())
    };
    let kept: Vec<String> = desired.devices.disks.iter().filter_map(image).collect();
    for gone in current.domain.devices.disks.iter().filter_map(image) {
        if !kept.contains(&gone) {
            out.refuse(
                &obstacle::PROTECTED_DISK,
                &Path::root().child("devices"),
                format!(
                    "the disk `{gone}` would be taken from the machine, whose disks are protected"
                ),
                "name the disk in the document, or apply one with `<vbox:protect disks='no'/>` first".to_owned(),
            );
        }
    }
}
