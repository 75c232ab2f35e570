//! Where a document says what [`PARTS`](super::PARTS) and [`KINDS`](super::KINDS) are about.

use crate::domain::Domain;
use crate::domain::devices::{
    ControllerModel, ControllerType, Discard, Disk, GraphicsType, HostdevType, InputBus,
};
use crate::domain::value::YesNo;
use crate::normalize::{asks_for_secure_boot, bus_of, chipset, cpu_share, is_efi, nested_by};
use crate::path::Path;

/// Places of devices named `name`, of those that are wanted.
fn at<T>(name: &'static str, all: &[T], is_wanted: impl Fn(&T) -> bool) -> Vec<Path> {
    let all = all.iter().enumerate();
    let wanted = all.filter(|(_index, device)| is_wanted(device));
    wanted.map(|(index, _)| Path::device(name, index)).collect()
}

/// Places of words that devices named `name` say below themselves.
fn words<'d, T>(
    name: &'static str,
    all: &'d [T],
    word: impl Fn(&'d T) -> Option<&'d str>,
    below: impl Fn(Path) -> Path,
) -> Vec<(Path, &'d str)> {
    let all = all.iter().enumerate();
    let said = all.filter_map(|(index, device)| Some((index, word(device)?)));
    said.map(|(index, word)| (below(Path::device(name, index)), word))
        .collect()
}

pub(super) fn machine(_domain: &Domain) -> Vec<Path> {
    vec![Path::root()]
}

pub(super) fn cap(domain: &Domain) -> Vec<Path> {
    let share = domain.cputune.and_then(cpu_share);
    let is_cap = share.is_some_and(|share| share.hundredths < 100);
    let path = Path::root().child("cputune").child("quota");
    is_cap.then_some(path).into_iter().collect()
}

pub(super) fn without_64_bits(domain: &Domain) -> Vec<Path> {
    let arch = domain.os.as_ref().and_then(|os| os.kind.arch.as_deref());
    let path = Path::root().child("os").child("type").attribute("arch");
    arch.filter(|arch| *arch == "i686")
        .map(|_arch| path)
        .into_iter()
        .collect()
}

pub(super) fn secure_boot(domain: &Domain) -> Vec<Path> {
    let os = domain.os.as_ref();
    let Some(os) = os.filter(|os| is_efi(os) && asks_for_secure_boot(os)) else {
        return Vec::new();
    };
    let path = Path::root().child("os");
    vec![if os.firmware_features.is_some() {
        path.child("firmware")
    } else {
        path.child("loader").attribute("secure")
    }]
}

pub(super) fn nested(domain: &Domain) -> Vec<Path> {
    let by = domain.cpu.as_ref().and_then(nested_by);
    let path = Path::root().child("cpu");
    by.map(|index| path.item("feature", index))
        .into_iter()
        .collect()
}

pub(super) fn usb_controllers(domain: &Domain) -> Vec<Path> {
    let all = &domain.devices.controllers;
    at("controller", all, |it| it.kind == ControllerType::Usb)
}

/// Places of what has to have a USB controller, where none is said that is told instead.
fn on_usb(domain: &Domain, places: Vec<Path>) -> Vec<Path> {
    if usb_controllers(domain).is_empty() {
        places
    } else {
        Vec::new()
    }
}

pub(super) fn usb_inputs(domain: &Domain) -> Vec<Path> {
    let all = &domain.devices.inputs;
    on_usb(domain, at("input", all, |it| it.bus() == InputBus::Usb))
}

pub(super) fn hostdevs(domain: &Domain) -> Vec<Path> {
    let all = &domain.devices.hostdevs;
    on_usb(domain, at("hostdev", all, |it| it.kind == HostdevType::Usb))
}

pub(super) fn media(domain: &Domain) -> Vec<Path> {
    at("disk", &domain.devices.disks, |disk| disk.source.is_some())
}

pub(super) fn solid_state(domain: &Domain) -> Vec<Path> {
    let all = at("disk", &domain.devices.disks, |disk| {
        disk.target.is_solid_state()
    });
    let below = |path: Path| path.child("target").attribute("rotation_rate");
    all.into_iter().map(below).collect()
}

pub(super) fn discard(domain: &Domain) -> Vec<Path> {
    let is_wanted = |disk: &Disk| {
        let discard = disk.driver.and_then(|driver| driver.discard);
        discard == Some(Discard::Unmap)
    };
    let all = at("disk", &domain.devices.disks, is_wanted);
    let below = |path: Path| path.child("driver").attribute("discard");
    all.into_iter().map(below).collect()
}

pub(super) fn bandwidth(domain: &Domain) -> Vec<Path> {
    let all = at("interface", &domain.devices.interfaces, |it| {
        it.bandwidth.is_some_and(|limits| limits.outbound.is_some())
    });
    let below = |path: Path| path.child("bandwidth");
    all.into_iter().map(below).collect()
}

pub(super) fn rdp(domain: &Domain) -> Vec<Path> {
    at("graphics", &domain.devices.graphics, |it| {
        it.kind == GraphicsType::Rdp
    })
}

pub(super) fn accel2d(domain: &Domain) -> Vec<Path> {
    let all = at("video", &domain.devices.videos, |video| {
        let on = video.model.acceleration;
        on.is_some_and(|on| on.accel2d == Some(YesNo::Yes))
    });
    let below = |path: Path| {
        path.child("model")
            .child("acceleration")
            .attribute("accel2d")
    };
    all.into_iter().map(below).collect()
}

pub(super) fn tpms(domain: &Domain) -> Vec<Path> {
    at("tpm", &domain.devices.tpms, |_tpm| true)
}

pub(super) fn efi(domain: &Domain) -> Vec<(Path, &str)> {
    let os = domain.os.as_ref().filter(|os| is_efi(os));
    let path = Path::root().child("os").attribute("firmware");
    os.map(|_os| (path, "efi")).into_iter().collect()
}

pub(super) fn chipsets(domain: &Domain) -> Vec<(Path, &str)> {
    let machine = domain.os.as_ref().and_then(|os| os.kind.machine.as_deref());
    let path = Path::root().child("os").child("type").attribute("machine");
    let chipset = machine.and_then(chipset);
    chipset
        .map(|chipset| (path, chipset.word()))
        .into_iter()
        .collect()
}

pub(super) fn controller_models(domain: &Domain) -> Vec<(Path, &str)> {
    words(
        "controller",
        &domain.devices.controllers,
        |it| it.model.map(ControllerModel::as_str),
        |path| path.attribute("model"),
    )
}

/// What says its model is found by that, and USB is no bus of drives here.
pub(super) fn controllers(domain: &Domain) -> Vec<(Path, &str)> {
    words(
        "controller",
        &domain.devices.controllers,
        |it| {
            let by_type = it.model.is_none() && it.kind != ControllerType::Usb;
            by_type.then(|| it.kind.as_str())
        },
        |path| path.attribute("type"),
    )
}

pub(super) fn buses(domain: &Domain) -> Vec<(Path, &str)> {
    let all = domain.devices.disks.iter().enumerate();
    let place = |(index, disk): (usize, &'_ Disk)| {
        let says_bus = disk.target.bus.is_some();
        let target = Path::device("disk", index).child("target");
        let path = target.attribute(if says_bus { "bus" } else { "dev" });
        (path, bus_of(disk).as_str())
    };
    all.map(place).collect()
}

pub(super) fn interface_models(domain: &Domain) -> Vec<(Path, &str)> {
    words(
        "interface",
        &domain.devices.interfaces,
        |it| it.model.as_ref().map(|model| &*model.kind),
        |path| path.child("model").attribute("type"),
    )
}

pub(super) fn interface_types(domain: &Domain) -> Vec<(Path, &str)> {
    words(
        "interface",
        &domain.devices.interfaces,
        |it| Some(it.kind.as_str()),
        |path| path.attribute("type"),
    )
}

pub(super) fn serial_types(domain: &Domain) -> Vec<(Path, &str)> {
    words(
        "serial",
        &domain.devices.serials,
        |it| Some(it.kind.as_str()),
        |path| path.attribute("type"),
    )
}

pub(super) fn sound_models(domain: &Domain) -> Vec<(Path, &str)> {
    words(
        "sound",
        &domain.devices.sounds,
        |it| Some(it.model.as_str()),
        |path| path.attribute("model"),
    )
}

pub(super) fn graphics_cards(domain: &Domain) -> Vec<(Path, &str)> {
    words(
        "video",
        &domain.devices.videos,
        |it| Some(it.model.kind.as_str()),
        |path| path.child("model").attribute("type"),
    )
}
