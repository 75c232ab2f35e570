//! `<sysinfo>`: the tables that the firmware shows, which VirtualBox's devices take from extra data. Those of BIOS and EFI
//! have keys of their own.

use schema_core::domain::sysinfo::{Sysinfo, SysinfoBlock, SysinfoEntry, SysinfoType};
use schema_core::path::Path;

use crate::backend::Fault;
use crate::extra_data::ExtraData;
use crate::plan::builder::Builder;
use crate::reader::Reader;
use crate::value::Object;

/// Where the keys of a firmware begin: BIOS, EFI.
pub(super) const STARTS: [&str; 2] = [
    "VBoxInternal/Devices/pcbios/0/Config/Dmi",
    "VBoxInternal/Devices/efi/0/Config/Dmi",
];
/// What tells VirtualBox that a value is a text, which a number would not be.
const TEXT: &str = "string:";

/// The block, the entry, and the rest of the key.
const KEYS: [(Block, &str, &str); 20] = [
    (Block::Bios, "vendor", "BIOSVendor"),
    (Block::Bios, "version", "BIOSVersion"),
    (Block::Bios, "date", "BIOSReleaseDate"),
    (Block::System, "manufacturer", "SystemVendor"),
    (Block::System, "product", "SystemProduct"),
    (Block::System, "version", "SystemVersion"),
    (Block::System, "serial", "SystemSerial"),
    (Block::System, "sku", "SystemSKU"),
    (Block::System, "family", "SystemFamily"),
    (Block::System, "uuid", "SystemUuid"),
    (Block::Board, "manufacturer", "BoardVendor"),
    (Block::Board, "product", "BoardProduct"),
    (Block::Board, "version", "BoardVersion"),
    (Block::Board, "serial", "BoardSerial"),
    (Block::Board, "asset", "BoardAssetTag"),
    (Block::Board, "location", "BoardLocInChass"),
    (Block::Chassis, "manufacturer", "ChassisVendor"),
    (Block::Chassis, "version", "ChassisVersion"),
    (Block::Chassis, "serial", "ChassisSerial"),
    (Block::Chassis, "asset", "ChassisAssetTag"),
];

/// A part of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Block {
    Bios,
    System,
    Board,
    Chassis,
}

impl Block {
    fn element(self) -> &'static str {
        match self {
            Self::Bios => "bios",
            Self::System => "system",
            Self::Board => "baseBoard",
            Self::Chassis => "chassis",
        }
    }

    fn of(self, table: &mut Sysinfo) -> &mut Option<SysinfoBlock> {
        let Sysinfo {
            kind: _smbios,
            bios,
            system,
            base_board,
            chassis,
        } = table;
        match self {
            Self::Bios => bios,
            Self::System => system,
            Self::Board => base_board,
            Self::Chassis => chassis,
        }
    }
}

/// What the keys of both firmwares hold: the key, and the value.
#[derive(Clone, Debug, Default)]
pub(crate) struct CurrentTables(Vec<(String, String)>);

pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    extra_data: &ExtraData,
    is_efi: bool,
) -> Result<(Vec<Sysinfo>, CurrentTables), Fault> {
    let mut keys: Vec<String> = Vec::new();
    for start in STARTS {
        let all = KEYS
            .iter()
            .map(|(_block, _name, end)| format!("{start}{end}"));
        keys.extend(all.filter(|key| extra_data.keys().any(|there| there == key)));
    }
    let mut found = Vec::new();
    for key in keys {
        let value = extra_data.get(reader, machine, &key)?;
        found.push((key, value));
    }
    let mut table = Sysinfo::default();
    for (block, name, end) in KEYS {
        let key = format!("{}{end}", start(is_efi));
        let value = found.iter().find(|(there, _value)| *there == key);
        if let Some((_key, value)) = value {
            let block = block.of(&mut table).get_or_insert_default();
            block.entries.push(SysinfoEntry {
                name: name.to_owned(),
                value: Some(value.strip_prefix(TEXT).unwrap_or(value).to_owned()),
            });
        }
    }
    let tables = (table != Sysinfo::default()).then_some(table);
    Ok((tables.into_iter().collect(), CurrentTables(found)))
}

fn start(is_efi: bool) -> &'static str {
    let [bios, efi] = STARTS;
    if is_efi { efi } else { bios }
}

pub(super) fn plan(
    desired: &[Sysinfo],
    current: Option<&CurrentTables>,
    is_efi: bool,
    root: &Path,
    out: &mut Builder<'_>,
) {
    let nothing = CurrentTables::default();
    let CurrentTables(there) = current.unwrap_or(&nothing);
    let mut table = desired.first().cloned().unwrap_or_default();
    let at = root.item("sysinfo", 0);
    if let SysinfoType::Other(_word) = table.kind {
        out.not_applied_yet(&at.attribute("type"), "tables of this type");
        return;
    }
    for (is_of_efi, start) in [(false, STARTS[0]), (true, STARTS[1])] {
        for (block, name, end) in KEYS {
            let key = format!("{start}{end}");
            let entries = block.of(&mut table).as_ref().map(|block| &block.entries);
            let mut entries = entries.into_iter().flatten().enumerate();
            let wanted = entries.find(|(_place, entry)| is_of_efi == is_efi && entry.name == name);
            let before = there.iter().find(|(known, _value)| *known == key);
            let before = before.map(|(_key, value)| value.as_str());
            let after = wanted.map(|(_place, entry)| {
                let SysinfoEntry {
                    name: _known,
                    value,
                } = entry;
                format!("{TEXT}{}", value.as_deref().unwrap_or_default())
            });
            let plain = |value: &str| value.strip_prefix(TEXT).unwrap_or(value).to_owned();
            if before.map(plain) == after.as_deref().map(plain) {
                continue;
            }
            let path = match wanted {
                Some((place, _entry)) => at.child(block.element()).item("entry", place),
                None => root.clone(),
            };
            let show = |value: &str| format!("{} {name} {}", block.element(), plain(value));
            out.change(&path, before.map(show), after.as_deref().map(show));
            out.extra_data(&key, before.unwrap_or_default(), &after.unwrap_or_default());
        }
    }
}
