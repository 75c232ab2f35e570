//! `<vbox:groups>` is `IMachine::groups`. A change of the first one moves the machine's folder.

use schema_core::domain::metadata::{Group, Groups};

use super::named::{Named, Naming};
use super::setting::Site;
use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_list, as_text};
use crate::value::{Object, Value};

/// The group of a machine that is in none.
const ROOT: &str = "/";

pub(super) fn read(reader: &mut Reader<'_>, machine: Object) -> Result<Option<Groups>, Fault> {
    let values = reader.those(machine, "IMachine", &["groups"])?;
    let Some(value) = values.into_iter().next().flatten() else {
        return Ok(None);
    };
    let mut groups = Vec::new();
    for name in as_list(&value, "IMachine.groups")? {
        let name = as_text(name, "IMachine.groups")?;
        groups.push(Group { name });
    }
    Ok(Some(Groups { groups }))
}

pub(super) fn shown(actual: Option<&Groups>, named: &Named) -> Option<Groups> {
    let is_root =
        |groups: &Groups| matches!(groups.groups.as_slice(), [Group { name }] if name == ROOT);
    actual
        .filter(|groups| !is_root(groups) || named.has("vbox:groups"))
        .cloned()
}

pub(super) fn plan(
    wanted: &Groups,
    was: Option<&Groups>,
    site: &Site,
    naming: &mut Naming<'_>,
    out: &mut Builder<'_>,
) {
    let is_known = !is_root(wanted) || naming.name(site.name.clone());
    if was == Some(wanted) {
        if !is_known {
            out.change(&site.path, None, Some(show(wanted)));
        }
        return;
    }
    out.change(&site.path, was.map(show), Some(show(wanted)));
    // A new machine is made in its groups.
    if !out.fresh {
        out.set(Target::Machine, "groups", value(wanted));
    }
}

fn is_root(Groups { groups }: &Groups) -> bool {
    matches!(groups.as_slice(), [Group { name }] if name == ROOT)
}

/// The groups as VirtualBox takes them.
pub(crate) fn value(Groups { groups }: &Groups) -> Value {
    let names = groups.iter().map(|Group { name }| Value::text(name));
    Value::List(names.collect())
}

fn show(Groups { groups }: &Groups) -> String {
    let names: Vec<&str> = groups.iter().map(|Group { name }| name.as_str()).collect();
    names.join(", ")
}
