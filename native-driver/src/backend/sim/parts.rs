//! The settings of a machine that are plain attributes: what there is, what it is on a fresh machine, when it can be
//! changed and to what. One file an interface.

mod audio_adapter;
mod firmware_settings;
mod graphics_adapter;
mod machine;
mod nat_engine;
mod network_adapter;
mod nvram_store;
mod parallel_port;
mod platform;
mod platform_x86;
mod recording;
mod serial_port;
mod trusted_platform_module;
mod vrde_server;

pub(super) use nvram_store::variables as uefi_variables;

use super::fault::{Code, Refusal};
use super::handle::Of;
use super::settings::Settings;
use super::value::{Answer, Args, Out, Plain, nothing};
use super::world::{Level, World};
use crate::backend::Verb;
use crate::typelib::{Type, Typelib};

/// A part of a machine's settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Machine,
    Graphics,
    Platform,
    X86,
    Firmware,
    Tpm,
    Nvram,
    Recording,
    Screen,
    Vrde,
    Audio,
    Network,
    Nat,
    Serial,
    Parallel,
}

const ALL: [Part; 15] = [
    Part::Machine,
    Part::Graphics,
    Part::Platform,
    Part::X86,
    Part::Firmware,
    Part::Tpm,
    Part::Nvram,
    Part::Recording,
    Part::Screen,
    Part::Vrde,
    Part::Audio,
    Part::Network,
    Part::Nat,
    Part::Serial,
    Part::Parallel,
];

/// What is known of an interface whose attributes are settings.
#[derive(Debug)]
pub(super) struct Spec {
    pub(super) interface: &'static str,
    /// The component that speaks in its errors.
    pub(super) component: &'static str,
    /// How many there are of it; 1 for what a machine has once.
    pub(super) count: u32,
    pub(super) attributes: &'static [Attribute],
}

/// An attribute.
#[derive(Debug)]
pub(super) struct Attribute {
    name: &'static str,
    fresh: Fresh,
    set: Set,
}

/// What an attribute is on a fresh machine.
#[derive(Debug)]
enum Fresh {
    Bool(bool),
    Int(i64),
    Text(&'static str),
    Ints(&'static [i64]),
    /// Differs from slot to slot.
    BySlot(&'static [i64]),
    /// VirtualBox does not have it after all.
    Missing,
}

/// Whether and to what an attribute can be changed.
#[derive(Debug)]
enum Set {
    No,
    To(Level, Rule),
}

/// To what an attribute can be changed: gives what is kept of a value.
pub(super) type Rule = fn(&Change<'_>) -> Result<Plain, Refusal>;

/// A change that is asked for.
#[derive(Debug)]
pub(super) struct Change<'a> {
    pub(super) settings: &'a Settings,
    pub(super) index: u32,
    pub(super) value: &'a Plain,
    pub(super) component: &'static str,
    /// Whether the host supports whatever a host does.
    pub(super) any_host: bool,
}

impl Change<'_> {
    fn invalid(&self, text: impl Into<String>) -> Refusal {
        Refusal::invalid(self.component, text)
    }

    #[expect(clippy::unnecessary_wraps, reason = "a rule, and others refuse")]
    fn keep(&self) -> Result<Plain, Refusal> {
        Ok(self.value.clone())
    }

    /// Keeps a number from `low` to `high`, and says `text` of others.
    fn range(
        &self,
        low: i64,
        high: i64,
        text: impl FnOnce(i64) -> String,
    ) -> Result<Plain, Refusal> {
        let number = self.value.int();
        if (low..=high).contains(&number) {
            self.keep()
        } else {
            Err(self.invalid(text(number)))
        }
    }
}

/// Keeps every value.
fn any(change: &Change<'_>) -> Result<Plain, Refusal> {
    change.keep()
}

/// Refuses every value, as a member that VirtualBox only declares.
fn not_implemented(_: &Change<'_>) -> Result<Plain, Refusal> {
    Err(Refusal::bare(Code::NotImplemented))
}

const fn flag(name: &'static str, fresh: bool, level: Level) -> Attribute {
    Attribute {
        name,
        fresh: Fresh::Bool(fresh),
        set: Set::To(level, any),
    }
}

const fn int(name: &'static str, fresh: i64, level: Level, rule: Rule) -> Attribute {
    Attribute {
        name,
        fresh: Fresh::Int(fresh),
        set: Set::To(level, rule),
    }
}

const fn text(name: &'static str, fresh: &'static str, level: Level, rule: Rule) -> Attribute {
    Attribute {
        name,
        fresh: Fresh::Text(fresh),
        set: Set::To(level, rule),
    }
}

const fn by_slot(name: &'static str, fresh: &'static [i64], level: Level, rule: Rule) -> Attribute {
    Attribute {
        name,
        fresh: Fresh::BySlot(fresh),
        set: Set::To(level, rule),
    }
}

const fn fixed(name: &'static str, fresh: Fresh) -> Attribute {
    Attribute {
        name,
        fresh,
        set: Set::No,
    }
}

/// An attribute that cannot be read or written.
const fn missing(name: &'static str) -> Attribute {
    Attribute {
        name,
        fresh: Fresh::Missing,
        set: Set::To(Level::Free, not_implemented),
    }
}

impl Attribute {
    pub(super) fn fresh_value(&self, index: u32) -> Option<Plain> {
        Some(match self.fresh {
            Fresh::Bool(flag) => Plain::Bool(flag),
            Fresh::Int(number) => Plain::Int(number),
            Fresh::Text(text) => Plain::Text(text.to_owned()),
            Fresh::Ints(numbers) => Plain::List(numbers.iter().copied().map(Plain::Int).collect()),
            Fresh::BySlot(numbers) => {
                let index = usize::try_from(index).ok()?;
                Plain::Int(numbers.get(index).copied().unwrap_or_default())
            }
            Fresh::Missing => return None,
        })
    }

    /// Whether it is a setting, so that a state can hold it.
    pub(super) fn is_kept(&self) -> bool {
        matches!(self.set, Set::To(..)) && !matches!(self.fresh, Fresh::Missing)
    }
}

impl Spec {
    pub(super) fn find(&self, attribute: &str) -> Option<&'static Attribute> {
        self.attributes.iter().find(|each| each.name == attribute)
    }

    /// The type of an attribute.
    pub(super) fn kind<'a>(&self, typelib: &'a Typelib, attribute: &str) -> Option<&'a Type> {
        let member = typelib.find(self.interface, Verb::Get, attribute)?;
        member.method.signature().outs.first().copied()
    }
}

impl Part {
    pub(super) fn spec(self) -> &'static Spec {
        match self {
            Self::Machine => &machine::SPEC,
            Self::Graphics => &graphics_adapter::SPEC,
            Self::Platform => &platform::SPEC,
            Self::X86 => &platform_x86::SPEC,
            Self::Firmware => &firmware_settings::SPEC,
            Self::Tpm => &trusted_platform_module::SPEC,
            Self::Nvram => &nvram_store::SPEC,
            Self::Recording => &recording::SPEC,
            Self::Screen => &recording::SCREEN,
            Self::Vrde => &vrde_server::SPEC,
            Self::Audio => &audio_adapter::SPEC,
            Self::Network => &network_adapter::SPEC,
            Self::Nat => &nat_engine::SPEC,
            Self::Serial => &serial_port::SPEC,
            Self::Parallel => &parallel_port::SPEC,
        }
    }

    /// How settings name it.
    pub(super) fn key(self, index: u32) -> String {
        let spec = self.spec();
        if spec.count == 1 {
            spec.interface.to_owned()
        } else {
            format!("{}/{index}", spec.interface)
        }
    }

    /// The part that settings name.
    pub(super) fn parse(key: &str) -> Option<(Self, u32)> {
        ALL.into_iter().find_map(|part| {
            (0..part.spec().count)
                .find(|index| part.key(*index) == key)
                .map(|index| (part, index))
        })
    }

    /// Whether a value is looked at before the state of the machine is: the first of two mistakes is the one reported.
    fn is_value_first(self, attribute: &str) -> bool {
        match self {
            Self::Machine => matches!(
                attribute,
                "CPUCount"
                    | "CPUExecutionCap"
                    | "memoryBalloonSize"
                    | "memorySize"
                    | "hardwareUUID"
                    | "hardwareVersion"
                    | "pageFusionEnabled"
                    | "teleporterPort"
            ),
            Self::Graphics => attribute != "VRAMSize",
            Self::Serial | Self::Parallel => matches!(attribute, "IOAddress" | "IOBase" | "IRQ"),
            Self::Platform
            | Self::X86
            | Self::Firmware
            | Self::Tpm
            | Self::Nvram
            | Self::Recording
            | Self::Screen
            | Self::Vrde
            | Self::Audio
            | Self::Network
            | Self::Nat => false,
        }
    }

    /// Whether setting what is set already counts as a modification that has to be saved.
    fn is_modified_by_the_same(self) -> bool {
        match self {
            Self::Machine | Self::Graphics | Self::X86 | Self::Firmware | Self::Tpm => true,
            Self::Platform
            | Self::Nvram
            | Self::Recording
            | Self::Screen
            | Self::Vrde
            | Self::Audio
            | Self::Network
            | Self::Nat
            | Self::Serial
            | Self::Parallel => false,
        }
    }

    /// What is special about it: answers before the plain attributes do.
    fn special(
        self,
        world: &mut World,
        of: Of,
        index: u32,
        verb: Verb,
        member: &str,
        args: &Args,
    ) -> Option<Answer> {
        match self {
            Self::Graphics => graphics_adapter::call(world, of, member, args),
            Self::Platform => platform::call(of, verb, member),
            Self::X86 => platform_x86::call(world, of, member, args),
            Self::Nvram => nvram_store::call(world, of, verb, member),
            Self::Recording => recording::call(world, of, member, args),
            Self::Screen => recording::call_screen(world, of, index, verb, member, args),
            Self::Vrde => vrde_server::call(world, of, verb, member, args),
            Self::Audio => audio_adapter::call(world, of, verb, member, args),
            Self::Network => network_adapter::call(world, of, index, verb, member, args),
            Self::Nat => nat_engine::call(world, of, index, verb, member, args),
            Self::Machine | Self::Firmware | Self::Tpm | Self::Serial | Self::Parallel => None,
        }
    }
}

/// A member of a part of a machine's settings.
pub(super) fn call(
    world: &mut World,
    of: Of,
    part: Part,
    index: u32,
    verb: Verb,
    member: &str,
    args: &Args,
) -> Option<Answer> {
    if let Some(answer) = part.special(world, of, index, verb, member, args) {
        return Some(answer);
    }
    let attribute = part.spec().find(member)?;
    match verb {
        Verb::Get => Some(read(world, of, part, index, attribute)),
        Verb::Set => Some(write(world, of, part, index, attribute, &args.plain())),
        Verb::Invoke => None,
    }
}

fn read(world: &World, of: Of, part: Part, index: u32, attribute: &Attribute) -> Answer {
    let settings = world.settings(of)?;
    let value = settings.read(part, index, attribute.name);
    value
        .map(|plain| vec![Out::from(plain)])
        .ok_or_else(|| Refusal::bare(Code::NotImplemented))
}

fn write(
    world: &mut World,
    of: Of,
    part: Part,
    index: u32,
    attribute: &Attribute,
    value: &Plain,
) -> Answer {
    let Set::To(level, rule) = &attribute.set else {
        return Err(Refusal::bare(Code::NotImplemented));
    };
    let is_value_first = part.is_value_first(attribute.name);
    if !is_value_first {
        world.check(of, *level)?;
    }
    let settings = world.settings(of)?;
    let component = match part {
        Part::Machine => of.component(),
        Part::Graphics
        | Part::Platform
        | Part::X86
        | Part::Firmware
        | Part::Tpm
        | Part::Nvram
        | Part::Recording
        | Part::Screen
        | Part::Vrde
        | Part::Audio
        | Part::Network
        | Part::Nat
        | Part::Serial
        | Part::Parallel => part.spec().component,
    };
    let change = Change {
        settings,
        index,
        value,
        component,
        any_host: world.host.is_any,
    };
    let kept = rule(&change)?;
    if is_value_first {
        world.check(of, *level)?;
    }
    let is_same = settings.read(part, index, attribute.name).as_ref() == Some(&kept);
    if is_same && !part.is_modified_by_the_same() {
        return nothing();
    }
    world.change(of)?.write(part, index, attribute.name, kept);
    nothing()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_attribute_is_in_the_slot_table() {
        let typelib = crate::backend::sim::typelib();
        for part in ALL {
            let spec = part.spec();
            for attribute in spec.attributes {
                assert!(
                    spec.kind(&typelib, attribute.name).is_some(),
                    "{}.{}",
                    spec.interface,
                    attribute.name
                );
                let settable = typelib
                    .find(spec.interface, Verb::Set, attribute.name)
                    .is_some();
                assert_eq!(
                    settable,
                    matches!(attribute.set, Set::To(..)),
                    "{}.{}",
                    spec.interface,
                    attribute.name
                );
            }
        }
    }

    #[test]
    fn parts_are_found_by_their_keys() {
        for part in ALL {
            for index in 0..part.spec().count {
                assert_eq!(Part::parse(&part.key(index)), Some((part, index)));
            }
        }
        assert_eq!(Part::parse("INetworkAdapter/36"), None);
    }
}
