//! `<vbox:extraData>`: what VirtualBox keeps by keys. What its own programs remember there of windows is shown only where
//! a document names it.

use schema_core::domain::metadata::ExtraData as Entry;
use schema_core::normalize::SIMPLE_USERS;
use schema_core::path::Path;

use super::Ask;
use super::named::{Named, Naming};
use crate::backend::Fault;
use crate::extra_data::ExtraData;
use crate::mapping::sysinfo;
use crate::plan::builder::Builder;
use crate::reader::Reader;
use crate::value::Object;

const NAME: &str = "vbox:extraData ";
/// What the format says elsewhere, and what VirtualBox's own programs remember.
const NOT_SHOWN: [&str; 5] = [
    "Boxwright/",
    "FRONTEND/",
    "GUI/",
    sysinfo::STARTS[0],
    sysinfo::STARTS[1],
];

fn is_remembered(key: &str) -> bool {
    NOT_SHOWN.iter().any(|start| key.starts_with(start))
}

pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    extra_data: &ExtraData,
    ask: &Ask<'_>,
) -> Result<Vec<Entry>, Fault> {
    let mut keys: Vec<String> = extra_data
        .keys()
        .filter(|key| !is_remembered(key))
        .map(str::to_owned)
        .collect();
    keys.extend(ask.named.behind(NAME).map(str::to_owned));
    let wanted = ask
        .wanted
        .into_iter()
        .flat_map(|machine| &machine.extra_data);
    keys.extend(wanted.map(|entry| entry.key.clone()));
    keys.sort();
    keys.dedup();
    let mut entries = Vec::new();
    for key in keys {
        let value = extra_data.get(reader, machine, &key)?;
        entries.push(Entry { key, value });
    }
    Ok(entries)
}

pub(super) fn shown(actual: &[Entry], named: &Named, user: Option<&str>) -> Vec<Entry> {
    // The password of the user whom `<graphics>` shows.
    let is_of_user =
        |key: &str| user.is_some_and(|user| key.strip_prefix(SIMPLE_USERS) == Some(user));
    let is_shown = |Entry { key, value }: &&Entry| {
        !value.is_empty() && !is_remembered(key) && !is_of_user(key)
            || named.has(&format!("{NAME}{key}"))
    };
    actual.iter().filter(is_shown).cloned().collect()
}

pub(super) fn plan(
    wanted: &[Entry],
    was: &[Entry],
    path: &Path,
    naming: &mut Naming<'_>,
    out: &mut Builder<'_>,
) {
    for (place, Entry { key, value }) in wanted.iter().enumerate() {
        let at = path.item("vbox:extraData", place);
        let before = was.iter().find(|there| there.key == *key);
        let before = before.map_or("", |before| before.value.as_str());
        let would_show = !value.is_empty() && !is_remembered(key);
        let is_known = would_show || naming.name(format!("{NAME}{key}"));
        let show = |value: &str| (!value.is_empty()).then(|| format!("{key} = {value}"));
        if before != value {
            out.change(&at, show(before), show(value));
            out.extra_data(key, before, value);
        } else if !is_known {
            out.change(&at, None, Some(format!("{key} = {value}")));
        }
    }
}
