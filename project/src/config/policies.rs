//! The `[[policy]]` tables.

use schema_core::lint::suggest;
use schema_core::policy::packs::{self, Pack};
use schema_core::policy::{Enforce, Policy, PolicyError};
use schema_core::span::{LineIndex, Span};
use serde_json::{Map, Value};
use toml::de::DeValue;

use super::{Fault, Item, Reader};

/// The policies of a list, each with the place of its name.
pub(super) fn read(
    reader: &mut Reader,
    item: Item<'_, '_>,
    text: &str,
    path: &str,
) -> Vec<(Policy, Span)> {
    let Some(tables) = item.get_ref().as_array() else {
        reader.fault(&item.span(), "write `[[policy]]`, as there may be several");
        return Vec::new();
    };
    let lines = LineIndex::new(text);
    let mut policies: Vec<(Policy, Span)> = Vec::new();
    for table in tables {
        let origin = format!("{path}:{}", lines.line(table.span().start));
        match Policy::read(&json(table.get_ref()), &origin) {
            Ok(policy) => {
                if policies.iter().any(|(other, _)| other.name == policy.name) {
                    let message = format!("there is a policy `{}` above already", policy.name);
                    reader.fault(&table.span(), message);
                }
                let name = place(table, "name").unwrap_or_else(|| table.span());
                policies.push((policy, name));
            }
            Err(PolicyError { key, message }) => {
                let place = key.and_then(|key| place(table, &key));
                reader.fault(&place.unwrap_or_else(|| table.span()), message);
            }
        }
    }
    policies
}

/// Says which of a file's policies are meant to take the place of others and do not, of those `below` it: what is switched
/// off, and what has the name of a pack.
pub(super) fn astray(own: &[(Policy, Span)], below: &[Policy]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (policy, span) in own {
        let name = policy.name.as_str();
        let pack = name.split_once('/').and_then(|(pack, _)| packs::pack(pack));
        let replaces = policy.enforce == Enforce::Never || pack.is_some();
        if !replaces || below.iter().any(|other| other.name == name) {
            continue;
        }
        let of_pack = pack.map(Pack::policies).unwrap_or_default();
        let hint = if let Some(pack) = pack.filter(|_| of_pack.iter().any(|one| one.name == name)) {
            format!("`packs` does not name `{}`", pack.name)
        } else {
            let known = below.iter().chain(&of_pack).map(|one| one.name.as_str());
            let known: Vec<&str> = known.collect();
            match suggest::closest(name, known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None if known.is_empty() => "there is none".to_owned(),
                None => format!("there are `{}`", known.join("`, `")),
            }
        };
        let message =
            format!("there is no policy `{name}` that this one could take the place of; {hint}");
        let span = span.clone();
        faults.push(Fault { span, message });
    }
    faults
}

/// Where the value of a key stands; the key itself where it is one too many.
fn place(table: Item<'_, '_>, key: &str) -> Option<Span> {
    let all = table.get_ref().as_table()?;
    let (own, value) = all.iter().find(|(own, _)| own.get_ref() == key)?;
    let known = schema_core::policy::KEYS.contains(&key);
    Some(if known { value.span() } else { own.span() })
}

/// A value of TOML as one of JSON, which policies are read from everywhere.
fn json(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::from(text.as_ref()),
        DeValue::Integer(number) => {
            let parsed = i64::from_str_radix(number.as_str(), number.radix());
            parsed.map_or_else(|_| Value::from(number.as_str()), Value::from)
        }
        DeValue::Float(number) => Value::from(number.as_str()),
        DeValue::Boolean(is) => Value::from(*is),
        DeValue::Datetime(date) => Value::from(date.to_string()),
        DeValue::Array(items) => items.iter().map(|item| json(item.get_ref())).collect(),
        DeValue::Table(table) => table
            .iter()
            .map(|(key, item)| (key.get_ref().to_string(), json(item.get_ref())))
            .collect::<Map<_, _>>()
            .into(),
    }
}
