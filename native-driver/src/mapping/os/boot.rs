//! `<boot dev='…'/>`: the boot order. VirtualBox has numbered places, some of which may be empty.

use schema_core::domain::{Boot, BootDevice};
use schema_core::path::Path;

use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::Reader;
use crate::value::{Object, Value};

/// VirtualBox has had as many places since 2.2.
const PLACES: u64 = 4;

pub(super) fn read(reader: &mut Reader<'_>, machine: Object) -> Result<Vec<Boot>, Fault> {
    let places: Vec<Vec<Value>> = (1..=PLACES)
        .map(|place| vec![Value::Unsigned(place)])
        .collect();
    let mut boot = Vec::new();
    for value in reader.each(machine, "getBootOrder", &places)? {
        let device = reader.constant("DeviceType", &value)?;
        if let Some((dev, _word, _name)) =
            DEVICES.iter().find(|(_dev, _word, name)| *name == device)
        {
            boot.push(Boot { dev: *dev });
        }
    }
    Ok(boot)
}

pub(super) fn plan(boot: &[Boot], before: Option<&[Boot]>, path: &Path, out: &mut Builder<'_>) {
    if before == Some(boot) {
        return;
    }
    // The first entry that differs is the one that asked for the change.
    let same = before.map_or(0, |before| {
        before
            .iter()
            .zip(boot)
            .take_while(|(before, after)| before == after)
            .count()
    });
    let at = if same < boot.len() {
        path.item("boot", same)
    } else {
        path.clone()
    };
    out.change(&at, before.map(show), Some(show(boot)));
    for place in 1..=PLACES {
        let device = usize::try_from(place)
            .ok()
            .and_then(|place| boot.get(place - 1));
        let constant = device.map_or("Null", |Boot { dev }| constant(*dev));
        let args = vec![
            Value::Unsigned(place).into(),
            Value::constant("DeviceType", constant).into(),
        ];
        out.call(Target::Machine, "setBootOrder", args);
    }
}

const DEVICES: [(BootDevice, &str, &str); 4] = [
    (BootDevice::Floppy, "fd", "Floppy"),
    (BootDevice::Cdrom, "cdrom", "DVD"),
    (BootDevice::HardDisk, "hd", "HardDisk"),
    (BootDevice::Network, "network", "Network"),
];

fn constant(device: BootDevice) -> &'static str {
    DEVICES
        .iter()
        .find(|(dev, _word, _constant)| *dev == device)
        .map_or("Null", |(_dev, _word, constant)| constant)
}

fn show(boot: &[Boot]) -> String {
    let words: Vec<&str> = boot
        .iter()
        .filter_map(|Boot { dev }| {
            DEVICES
                .iter()
                .find(|(device, _word, _constant)| device == dev)
                .map(|(_dev, word, _constant)| *word)
        })
        .collect();
    words.join(", ")
}
