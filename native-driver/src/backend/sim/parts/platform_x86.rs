//! `IPlatformX86`.

use super::super::fault::{Code, Refusal};
use super::super::handle::Of;
use super::super::value::{self, Answer, Args};
use super::super::world::World;
use super::{Attribute, Spec, flag};
use crate::backend::sim::world::Level::Mutable;

pub(super) static SPEC: Spec = Spec {
    interface: "IPlatformX86",
    component: "PlatformX86Wrap",
    count: 1,
    attributes: ATTRIBUTES,
};

const ATTRIBUTES: &[Attribute] = &[flag("HPETEnabled", false, Mutable)];

/// A feature that is on or off: its enum and constant, its number, and what it is on a fresh machine.
type Feature = (&'static str, i64, bool);

const APIC: &str = "CPUPropertyTypeX86.APIC";
const X2APIC: &str = "CPUPropertyTypeX86.X2APIC";

const CPU: &[Feature] = &[
    ("CPUPropertyTypeX86.PAE", 1, true),
    ("CPUPropertyTypeX86.LongMode", 2, true),
    ("CPUPropertyTypeX86.TripleFaultReset", 3, false),
    ("CPUPropertyTypeX86.APIC", 4, true),
    ("CPUPropertyTypeX86.X2APIC", 5, false),
    ("CPUPropertyTypeX86.IBPBOnVMExit", 6, false),
    ("CPUPropertyTypeX86.IBPBOnVMEntry", 7, false),
    ("CPUPropertyTypeX86.HWVirt", 8, false),
    ("CPUPropertyTypeX86.SpecCtrl", 9, false),
    ("CPUPropertyTypeX86.SpecCtrlByHost", 10, false),
    ("CPUPropertyTypeX86.L1DFlushOnEMTScheduling", 11, true),
    ("CPUPropertyTypeX86.L1DFlushOnVMEntry", 12, false),
    ("CPUPropertyTypeX86.MDSClearOnEMTScheduling", 13, true),
    ("CPUPropertyTypeX86.MDSClearOnVMEntry", 14, false),
];

const VIRTUALIZATION: &[Feature] = &[
    ("HWVirtExPropertyType.Enabled", 1, true),
    ("HWVirtExPropertyType.VPID", 2, true),
    ("HWVirtExPropertyType.NestedPaging", 3, true),
    ("HWVirtExPropertyType.UnrestrictedExecution", 4, true),
    ("HWVirtExPropertyType.LargePages", 5, false),
    ("HWVirtExPropertyType.Force", 6, false),
    ("HWVirtExPropertyType.UseNativeApi", 7, false),
    ("HWVirtExPropertyType.VirtVmsaveVmload", 8, true),
];

pub(super) fn call(world: &mut World, of: Of, member: &str, args: &Args) -> Option<Answer> {
    match member {
        "getCPUProperty" => Some(get(world, of, CPU, args)),
        "setCPUProperty" => Some(set(world, of, CPU, args)),
        "getHWVirtExProperty" => Some(get(world, of, VIRTUALIZATION, args)),
        "setHWVirtExProperty" => Some(set(world, of, VIRTUALIZATION, args)),
        _ => None,
    }
}

fn get(world: &World, of: Of, features: &[Feature], args: &Args) -> Answer {
    let (key, _, fresh) = find(features, args.int(0))?;
    let stored = &world.settings(of)?.features;
    // The x2APIC is an APIC too.
    let is_implied = *key == APIC && stored.get(X2APIC).copied().unwrap_or_default();
    value::flag(is_implied || stored.get(*key).copied().unwrap_or(*fresh))
}

fn set(world: &mut World, of: Of, features: &[Feature], args: &Args) -> Answer {
    world.check(of, Mutable)?;
    let (key, _, fresh) = find(features, args.int(0))?;
    world.change(of)?.set_feature(key, args.flag(1), *fresh);
    value::nothing()
}

fn find(features: &[Feature], number: i64) -> Result<&Feature, Refusal> {
    features
        .iter()
        .find(|(_, each, _)| *each == number)
        .ok_or_else(|| Refusal::bare(Code::InvalidArg))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_slot_table() {
        let typelib = crate::backend::sim::typelib();
        for (key, number, _) in CPU.iter().chain(VIRTUALIZATION) {
            let (of, name) = key.split_once('.').unwrap();
            assert_eq!(
                typelib.enum_value(of, name).map(i64::from),
                Some(*number),
                "{key}"
            );
        }
    }
}
