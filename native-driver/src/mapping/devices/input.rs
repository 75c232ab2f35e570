//! `<input>`: a machine has one kind of pointing device and one of keyboard; those on PS/2 are what silence means.

use schema_core::domain::devices::{Input, InputBus, InputType};
use schema_core::path::Path;

use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::Reader;
use crate::value::{Object, Value};

/// One of the two kinds, with what it can be; the first is what silence means.
#[derive(Clone, Copy, Debug)]
struct Kind {
    /// The member of `IMachine`, since 3.2.
    member: &'static str,
    of: &'static str,
    what: &'static str,
    devices: &'static [(InputType, InputBus, &'static str)],
}

const KINDS: [Kind; 2] = [
    Kind {
        member: "pointingHIDType",
        of: "PointingHIDType",
        what: "pointing device",
        devices: &[
            (InputType::Mouse, InputBus::Ps2, "PS2Mouse"),
            (InputType::Mouse, InputBus::Usb, "USBMouse"),
            (InputType::Tablet, InputBus::Usb, "USBTablet"),
        ],
    },
    Kind {
        member: "keyboardHIDType",
        of: "KeyboardHIDType",
        what: "keyboard",
        devices: &[
            (InputType::Keyboard, InputBus::Ps2, "PS2Keyboard"),
            (InputType::Keyboard, InputBus::Usb, "USBKeyboard"),
        ],
    },
];

/// What a machine has of each kind; `None` where the format cannot express it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CurrentInputs([Option<Input>; 2]);

impl CurrentInputs {
    pub(super) fn elements(self) -> Vec<Input> {
        self.0.into_iter().flatten().collect()
    }
}

pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    left_alone: &mut Vec<String>,
) -> Result<CurrentInputs, Fault> {
    let mut found = [None; 2];
    for (slot, kind) in found.iter_mut().zip(KINDS) {
        if !reader.has("IMachine", kind.member) {
            continue;
        }
        let [value] = reader.get(machine, [kind.member])?;
        let constant = reader.constant(kind.of, &value)?;
        let mut known = kind.devices.iter();
        match known.find(|(_kind, _bus, known)| *known == constant) {
            Some((kind, bus, _constant)) => {
                *slot = Some(Input {
                    kind: *kind,
                    bus: Some(*bus),
                });
            }
            None => left_alone.push(format!("the {}, a {constant}", kind.what)),
        }
    }
    Ok(CurrentInputs(found))
}

pub(super) fn plan(
    desired: &[Input],
    current: Option<CurrentInputs>,
    path: &Path,
    out: &mut Builder<'_>,
) {
    for (number, kind) in KINDS.into_iter().enumerate() {
        let Some((silent_kind, silent_bus, silent)) = kind.devices.first().copied() else {
            continue;
        };
        let is_of_kind = |input: &Input| {
            let mut known = kind.devices.iter();
            known.find(|(kind, bus, _)| (*kind, Some(*bus)) == (input.kind, input.bus))
        };
        let mut wanted = desired.iter().enumerate();
        let wanted = wanted.find_map(|(at, input)| Some((at, *is_of_kind(input)?)));
        let (at, (is, bus, constant)) = match wanted {
            Some((at, device)) => (path.item("input", at), device),
            None => (path.clone(), (silent_kind, silent_bus, silent)),
        };
        let said = wanted.is_some();
        let fresh = Some(Input {
            kind: silent_kind,
            bus: Some(silent_bus),
        });
        let before = match current {
            Some(CurrentInputs(there)) => there.get(number).copied().flatten(),
            // A new machine has those on PS/2.
            None => fresh,
        };
        // What the format cannot express stays where the document is silent.
        if before.is_none() && !said {
            continue;
        }
        let is = Input {
            kind: is,
            bus: Some(bus),
        };
        if before == Some(is) {
            continue;
        }
        let shown = |input: Option<Input>| {
            input
                .filter(|input| Some(*input) != fresh)
                .map(|input| show(input, kind.what))
        };
        out.change(&at, shown(before), shown(Some(is)));
        let value = Value::constant(kind.of, constant);
        out.set(Target::Machine, kind.member, value);
    }
    for (at, input) in desired.iter().enumerate() {
        let known = KINDS.iter().flat_map(|kind| kind.devices);
        let mut known = known.map(|(kind, bus, _constant)| (*kind, Some(*bus)));
        if !known.any(|known| known == (input.kind, input.bus)) {
            out.not_applied_yet(&path.item("input", at), "this input device");
        }
    }
}

fn show(input: Input, what: &str) -> String {
    let bus = input.bus().as_str();
    format!("{what}: {} on {bus}", input.kind.as_str())
}
