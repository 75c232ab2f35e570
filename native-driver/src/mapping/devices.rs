//! `<devices>`: lists that the document owns, so that what it does not name is removed or switched off.

mod audio;
mod bandwidth;
mod controller;
mod disk;
mod filesystem;
pub(super) mod graphics;
mod hostdev;
mod input;
mod interface;
mod port;
mod sound;
mod tpm;
mod video;

#[cfg(test)]
mod tests;

use schema_core::domain::Devices;
use schema_core::domain::Mac;
use schema_core::domain::devices::{ControllerType, Video};
use schema_core::domain::metadata::Machine;
use schema_core::path::Path;

use crate::backend::Fault;
use crate::current::Current;
use crate::extra_data::ExtraData;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::Reader;
use crate::value::Object;

use audio::CurrentAudio;
use bandwidth::Groups;
use controller::CurrentController;
use disk::CurrentDisk;
use filesystem::CurrentFilesystem;
use graphics::CurrentGraphics;
use hostdev::CurrentHostdev;
use input::CurrentInputs;
use interface::CurrentInterface;
use port::CurrentPort;

/// The devices of a machine that exists, each with its place.
#[derive(Clone, Debug, Default)]
pub(crate) struct CurrentDevices {
    pub(crate) controllers: Vec<CurrentController>,
    pub(crate) disks: Vec<CurrentDisk>,
    pub(crate) filesystems: Vec<CurrentFilesystem>,
    pub(crate) interfaces: Vec<CurrentInterface>,
    pub(crate) serials: Vec<CurrentPort>,
    pub(crate) parallels: Vec<CurrentPort>,
    pub(crate) graphics: CurrentGraphics,
    pub(crate) hostdevs: Vec<CurrentHostdev>,
    pub(crate) inputs: Option<CurrentInputs>,
    /// The graphics card, also where it is left out of what is shown.
    pub(crate) video: Option<Video>,
    /// The host's side of the sound card, where there is one.
    pub(crate) audio: Option<CurrentAudio>,
    /// The bandwidth groups.
    pub(crate) groups: Groups,
}

impl CurrentDevices {
    /// The adapters with their addresses and the drivers that only `<vbox:driver>` can name, by slot.
    pub(super) fn slots(&self) -> impl Iterator<Item = (Mac, u32, Option<&str>)> {
        self.interfaces.iter().filter_map(|there| {
            let mac = there.interface.as_ref()?.mac?;
            Some((mac.address, there.slot, there.driver.as_deref()))
        })
    }

    /// The shared folders, with whether and where the guest mounts them by itself.
    pub(super) fn mounts(&self) -> impl Iterator<Item = (&str, bool, &str)> {
        self.filesystems.iter().map(|there| {
            let name = there.filesystem.target.dir.as_str();
            (name, there.auto_mount, there.auto_mount_point.as_str())
        })
    }

    /// Where the disks of the document's terms are attached, in their order.
    pub(super) fn attachments(&self) -> impl Iterator<Item = Target> {
        let disks = self.disks.iter().filter(|there| there.disk.is_some());
        disks.map(CurrentDisk::target)
    }

    /// The serial ports, by slot.
    pub(super) fn serial_slots(&self) -> impl Iterator<Item = u32> {
        self.serials.iter().map(|there| there.slot)
    }

    /// The storage controllers, with VirtualBox's names of them.
    pub(super) fn storage_controllers(&self) -> impl Iterator<Item = (ControllerType, u32, &str)> {
        self.controllers.iter().filter_map(|there| {
            let it = there.identity?;
            (it.kind != ControllerType::Usb).then_some((it.kind, it.index, there.name.as_str()))
        })
    }
}

pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    extra_data: &ExtraData,
    slots: u32,
    left_alone: &mut Vec<String>,
) -> Result<(Devices, CurrentDevices), Fault> {
    let groups = Groups::read(reader, machine)?;
    let controllers = controller::read(reader, machine, left_alone)?;
    let disks = disk::read(reader, machine, &controllers, &groups, left_alone)?;
    let filesystems = filesystem::read(reader, machine)?;
    let interfaces = interface::read(reader, machine, slots, &groups, left_alone)?;
    let serials = port::read(reader, machine, port::SERIAL, left_alone)?;
    let parallels = port::read(reader, machine, port::PARALLEL, left_alone)?;
    let (graphics, current_graphics) = graphics::read(reader, machine, extra_data)?;
    let sounds = sound::read(reader, machine)?;
    let (audios, audio) = audio::read(reader, machine, &sounds, left_alone)?;
    let (videos, video) = video::read(reader, machine, left_alone)?;
    let tpms = tpm::read(reader, machine, left_alone)?;
    let inputs = input::read(reader, machine, left_alone)?;
    let hostdevs = hostdev::read(reader, machine, left_alone)?;
    let devices = Devices {
        controllers: controllers
            .iter()
            .filter_map(CurrentController::element)
            .collect(),
        disks: disks.iter().filter_map(|disk| disk.disk.clone()).collect(),
        filesystems: filesystems
            .iter()
            .map(|folder| folder.filesystem.clone())
            .collect(),
        interfaces: interfaces
            .iter()
            .filter_map(|nic| nic.interface.clone())
            .collect(),
        serials: serials
            .iter()
            .filter_map(|port| port.device.clone())
            .collect(),
        parallels: parallels
            .iter()
            .filter_map(|port| port.device.clone())
            .collect(),
        graphics,
        sounds,
        audios,
        videos,
        tpms,
        inputs: inputs.elements(),
        hostdevs: hostdevs
            .iter()
            .filter_map(|filter| filter.hostdev)
            .collect(),
    };
    let graphics = current_graphics;
    Ok((
        devices,
        CurrentDevices {
            controllers,
            disks,
            filesystems,
            interfaces,
            serials,
            parallels,
            graphics,
            hostdevs,
            inputs: Some(inputs),
            video,
            audio,
            groups,
        },
    ))
}

pub(super) fn plan(
    desired: &Devices,
    own: &Machine,
    current: Option<&Current>,
    slots: u32,
    path: &Path,
    out: &mut Builder<'_>,
) {
    let Devices {
        controllers,
        disks,
        filesystems,
        interfaces,
        serials,
        parallels,
        graphics,
        sounds,
        audios,
        videos,
        tpms,
        inputs,
        hostdevs,
    } = desired;
    let nothing = CurrentDevices::default();
    let there = current.map_or(&nothing, |current| &current.devices);
    let was = current.map(|current| &current.domain.devices);
    let usb_disk = disk::first_on_usb(disks);
    let controllers = controller::plan(controllers, &there.controllers, usb_disk, path, out);
    let groups = &there.groups;
    disk::plan(disks, &there.disks, (&controllers, groups), path, out);
    controllers.remove(path, out);
    filesystem::plan(filesystems, &there.filesystems, path, out);
    let drivers = &own.interfaces;
    let there_are = &there.interfaces;
    interface::plan(interfaces, drivers, there_are, (slots, groups), path, out);
    port::plan(serials, &there.serials, port::SERIAL, path, out);
    port::plan(parallels, &there.parallels, port::PARALLEL, path, out);
    graphics::plan(
        graphics,
        was.map(|was| was.graphics.as_slice()),
        &there.graphics,
        own,
        path,
        out,
    );
    sound::plan(sounds, was.map(|was| was.sounds.as_slice()), path, out);
    audio::plan(audios, sounds, there.audio.as_ref(), path, out);
    video::plan(videos, there.video.as_ref(), path, out);
    tpm::plan(tpms, was.map_or(&[], |was| was.tpms.as_slice()), path, out);
    input::plan(inputs, there.inputs, path, out);
    let filters = &own.usb_filters;
    hostdev::plan(hostdevs, filters, &there.hostdevs, path, out);
}
