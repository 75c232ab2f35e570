//! `ISerialPort`.

use super::super::fault::Refusal;
use super::super::value::Plain;
use super::{Attribute, Change, Fresh, Part, Spec, any, by_slot, fixed, flag, int, text};
use crate::backend::sim::world::Level::{Mutable, MutableOrSavedOrRunning};

pub(super) static SPEC: Spec = Spec {
    interface: "ISerialPort",
    component: "SerialPortWrap",
    count: 4,
    attributes: ATTRIBUTES,
};

const ATTRIBUTES: &[Attribute] = &[
    flag("enabled", false, Mutable),
    flag("server", false, MutableOrSavedOrRunning),
    by_slot("IOAddress", &[0x3f8, 0x2f8, 0x3e8, 0x2e8], Mutable, address),
    by_slot("IRQ", &[4, 3, 4, 3], Mutable, irq),
    int("hostMode", 0, MutableOrSavedOrRunning, host_mode),
    int("uartType", 1, MutableOrSavedOrRunning, any),
    text("path", "", MutableOrSavedOrRunning, path),
    fixed("slot", Fresh::BySlot(&[0, 1, 2, 3])),
];

/// The modes that need a path, and the words of the refusal where there is none.
const NEEDS_PATH: [(i64, &str, &str); 4] = [
    (1, "host pipe", "the pipe path is empty or null"),
    (2, "host device", "the device path is empty or null"),
    (3, "raw file", "the file path is empty or null"),
    (
        4,
        "host device",
        "the server address or TCP port is invalid",
    ),
];

fn address(change: &Change<'_>) -> Result<Plain, Refusal> {
    let slot = change.index;
    change.range(0, 0xffff, |base| {
        // The range in the message is VirtualBox's own slip.
        format!(
            "Invalid I/O port base address of the serial port {slot}: {base} (must be in range [0, 0x0])"
        )
    })
}

fn irq(change: &Change<'_>) -> Result<Plain, Refusal> {
    let slot = change.index;
    change.range(0, 255, |irq| {
        format!("Invalid IRQ number of the serial port {slot}: {irq} (must be in range [0, 255])")
    })
}

fn host_mode(change: &Change<'_>) -> Result<Plain, Refusal> {
    let path = change.settings.text(Part::Serial, change.index, "path");
    check(change, change.value.int(), &path)?;
    change.keep()
}

fn path(change: &Change<'_>) -> Result<Plain, Refusal> {
    let mode = change.settings.int(Part::Serial, change.index, "hostMode");
    check(change, mode, change.value.text())?;
    change.keep()
}

fn check(change: &Change<'_>, mode: i64, path: &str) -> Result<(), Refusal> {
    let needs = NEEDS_PATH
        .iter()
        .find(|(each, _, _)| *each == mode && path.is_empty());
    match needs {
        Some((_, mode, because)) => Err(change.invalid(format!(
            "Cannot set the {mode} mode of the serial port {} because {because}",
            change.index
        ))),
        None => Ok(()),
    }
}
