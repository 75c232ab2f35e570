use super::draft::Draft;
use crate::domain::{Domain, OsType};
use crate::path::Path;
use crate::support::Chipset;

/// What `<type>` says of every new machine, by attribute; it is not said of one that is read back.
pub(crate) const FRESH: [(&str, &str); 2] = [("arch", "x86_64"), ("machine", "pc")];

pub(super) fn run(draft: &mut Draft) {
    let OsType { arch, machine, .. } = &mut draft.domain.os.get_or_insert_default().kind;
    if let Some(chipset) = machine.as_deref().and_then(chipset) {
        *machine = Some(chipset.word().to_owned());
    }
    let path = Path::root().child("os").child("type");
    let said = [arch.as_deref(), machine.as_deref()];
    let said = FRESH.into_iter().zip(said);
    let fresh: Vec<&str> = said
        .filter(|((_attribute, fresh), said)| *said == Some(*fresh))
        .map(|((attribute, _fresh), _said)| attribute)
        .collect();
    for attribute in fresh {
        draft.note(
            path.attribute(attribute),
            format!("`{attribute}` is left out where a machine is read back"),
            "a new machine has it anyway",
        );
    }
}

/// The chipset that a machine type of libvirt's has, where VirtualBox has that.
pub fn chipset(machine: &str) -> Option<Chipset> {
    let name = machine.trim();
    let is = |chipset: Chipset, long: &str| {
        let version = name.strip_prefix(long);
        name == chipset.word() || version.is_some_and(|version| version.starts_with('-'))
    };
    if is(Chipset::Piix3, "pc-i440fx") {
        Some(Chipset::Piix3)
    } else if is(Chipset::Ich9, "pc-q35") {
        Some(Chipset::Ich9)
    } else {
        None
    }
}

/// The chipset that a document asks for; the usual one where it says none of VirtualBox's.
pub(crate) fn chipset_of(domain: &Domain) -> Chipset {
    let machine = domain.os.as_ref().and_then(|os| os.kind.machine.as_deref());
    machine.and_then(chipset).unwrap_or(Chipset::Piix3)
}
