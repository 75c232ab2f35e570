//! `<type>`: the chipset, and whether the processor has 64 bits. Silence leaves both as they are.

use schema_core::domain::{Arch, Os, OsType};
use schema_core::normalize::chipset;
use schema_core::path::Path;
use schema_core::support::{Chipset, Release};

use crate::backend::Fault;
use crate::mapping::cpu_property;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_bool};
use crate::target::interface;
use crate::typelib::Typelib;
use crate::value::{Object, Value};

const KIND: &str = "ChipsetType";
const LONG_MODE: &str = "LongMode";

/// The type that a machine has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CurrentType {
    /// `None` for one that no document can name.
    chipset: Option<Chipset>,
    arch: Arch,
}

/// The type of a new machine.
const FRESH: CurrentType = CurrentType {
    chipset: Some(Chipset::Piix3),
    arch: Arch::X86_64,
};

impl CurrentType {
    /// The type of a machine that has this one, or none yet, once a document is applied.
    pub(crate) fn after(os: Option<&Os>, current: Option<Self>) -> Self {
        let wanted = os.and_then(|os| chipset(os.kind.machine.as_deref()?));
        let mut there = current.unwrap_or(FRESH);
        there.chipset = wanted.or(there.chipset);
        there
    }

    /// How many network adapters there are. Until 4.1 that was the same with every chipset.
    pub(crate) fn slots(self, typelib: &Typelib) -> u32 {
        let differs = ["ISystemProperties", "IPlatformProperties"]
            .iter()
            .any(|interface| typelib.has(interface, "getMaxNetworkAdapters"));
        let chipset = self.chipset.filter(|_chipset| differs);
        chipset
            .unwrap_or(Chipset::Piix3)
            .max_interfaces(Release::NEWEST)
    }
}

pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    left_alone: &mut Vec<String>,
) -> Result<(OsType, CurrentType), Fault> {
    let mut chipset = FRESH.chipset;
    // Before 4.0 there was one chipset.
    if reader.has(
        &interface(&Target::Platform, reader.typelib()),
        "chipsetType",
    ) {
        let platform = reader.part(machine, &Target::Platform)?;
        let [kind] = reader.get(platform, ["chipsetType"])?;
        let constant = reader.constant(KIND, &kind)?;
        chipset = [Chipset::Piix3, Chipset::Ich9]
            .into_iter()
            .find(|known| known.constant() == constant);
        if chipset.is_none() {
            left_alone.push(format!("the chipset, {constant}"));
        }
    }
    let mut arch = FRESH.arch;
    // 5.0 lets a processor have 32 bits only.
    if let Some(property) = cpu_property(reader.typelib(), LONG_MODE) {
        let x86 = reader.part(machine, &Target::PlatformX86)?;
        let is_long = reader.invoke(x86, "getCPUProperty", vec![property])?;
        if !as_bool(&is_long, LONG_MODE)? {
            arch = Arch::I686;
        }
    }
    let shown = OsType {
        arch: (arch != FRESH.arch).then(|| arch.as_str().to_owned()),
        machine: chipset
            .filter(|_known| chipset != FRESH.chipset)
            .map(|chipset| chipset.word().to_owned()),
        kind: "hvm".to_owned(),
    };
    Ok((shown, CurrentType { chipset, arch }))
}

pub(super) fn plan(
    arch: Option<Arch>,
    machine: Option<&str>,
    current: Option<CurrentType>,
    path: &Path,
    out: &mut Builder<'_>,
) {
    let before = current.unwrap_or(FRESH);
    if let Some(arch) = arch.filter(|arch| *arch != before.arch) {
        let at = path.attribute("arch");
        let is_long = match arch {
            Arch::X86_64 => true,
            Arch::I686 => false,
            Arch::Other(_word) => {
                out.not_applied_yet(&at, "an architecture that is not the host's");
                return;
            }
        };
        let word = |arch: Arch| arch.as_str().to_owned();
        out.change(&at, Some(word(before.arch)), Some(word(arch)));
        let property = cpu_property(out.typelib, LONG_MODE)
            .unwrap_or_else(|| Value::constant("CPUPropertyType", LONG_MODE));
        let args = vec![property.into(), Value::Bool(is_long).into()];
        out.call(Target::PlatformX86, "setCPUProperty", args);
    }
    let Some(machine) = machine else { return };
    let at = path.attribute("machine");
    match chipset(machine) {
        None | Some(Chipset::Armv8Virtual) => {
            out.not_applied_yet(&at, "a machine type without a chipset of VirtualBox's");
        }
        wanted if wanted == before.chipset => {}
        Some(wanted @ (Chipset::Piix3 | Chipset::Ich9)) => {
            let was = before.chipset.map(|chipset| chipset.word().to_owned());
            out.change(&at, was, Some(wanted.word().to_owned()));
            let value = Value::constant(KIND, wanted.constant());
            out.set(Target::Platform, "chipsetType", value);
        }
    }
}
