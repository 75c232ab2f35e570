use super::draft::Draft;
use crate::domain::os::{Smbios, SmbiosMode};
use crate::domain::sysinfo::{Sysinfo, SysinfoBlock, SysinfoType};
use crate::order;
use crate::path::Path;

/// The entries that VirtualBox has something for: of the firmware, the machine, the main board, the case.
pub(crate) const ENTRIES: [&[&str]; 4] = [
    &["vendor", "version", "date"],
    &[
        "manufacturer",
        "product",
        "version",
        "serial",
        "sku",
        "family",
        "uuid",
    ],
    &[
        "manufacturer",
        "product",
        "version",
        "serial",
        "asset",
        "location",
    ],
    &["manufacturer", "version", "serial", "asset"],
];

/// The tables are those that `<os><smbios mode='sysinfo'/>` asks for, with what VirtualBox can say.
pub(super) fn run(draft: &mut Draft) {
    let asked = draft.domain.os.as_ref().and_then(|os| os.smbios);
    let is_asked = asked.is_some_and(|smbios| smbios.mode == SmbiosMode::Sysinfo);
    let tables = std::mem::take(&mut draft.domain.sysinfos);
    let mut kept = None;
    for (index, mut table) in tables.into_iter().enumerate() {
        settle(&mut table);
        let is_smbios = table.kind == SysinfoType::Smbios;
        if !is_asked && is_smbios {
            draft.note(
                Path::root().item("sysinfo", index),
                "the hardware tables stay VirtualBox's own".to_owned(),
                "only `<os><smbios mode='sysinfo'/></os>` puts these in their place",
            );
        }
        let says = table != Sysinfo::default();
        kept = kept.or((is_asked && is_smbios && says).then_some(table));
    }
    if let Some(os) = &mut draft.domain.os {
        os.smbios = kept.is_some().then_some(Smbios {
            mode: SmbiosMode::Sysinfo,
        });
    }
    draft.domain.sysinfos.extend(kept);
}

fn settle(table: &mut Sysinfo) {
    let Sysinfo {
        kind: _smbios,
        bios,
        system,
        base_board,
        chassis,
    } = table;
    for (block, names) in [bios, system, base_board, chassis].into_iter().zip(ENTRIES) {
        let Some(SysinfoBlock { entries }) = block else {
            continue;
        };
        let place = |name: &str| names.iter().position(|known| *known == name);
        entries.retain(|entry| {
            place(&entry.name).is_some()
                && entry.value.as_ref().is_some_and(|value| !value.is_empty())
        });
        order::by(entries, |entry| (place(&entry.name).unwrap_or_default(), 0));
        entries.dedup_by(|one, other| one.name == other.name);
        if entries.is_empty() {
            *block = None;
        }
    }
}
