//! The README's table: a line an element that can stand below `<domain>` or `<devices>`.

use std::fmt::Write as _;

use schema_core::domain::Domain;
use schema_core::spec::{ChildSpec, Content, Element as _, ElementSpec};
use schema_core::syntax::OWN_PREFIX;

use super::facts::{Facts, Place};
use super::{METADATA_PAGE, is_of_others};
use crate::trouble::Trouble;

/// The table, with what was found out about each element.
pub(super) fn render() -> Result<String, Trouble> {
    let mut table = String::from(
        "| element | what it is | modelled | linted | applied | read back | since |\n|---|---|---|---|---|---|---|\n",
    );
    for child in Domain::SPEC.children {
        match child.content.element() {
            Some(devices) if child.name == "devices" => {
                for device in devices.children {
                    line(device, Place::Device, &mut table)?;
                }
            }
            Some(_) | None => line(child, Place::Domain, &mut table)?,
        }
    }
    Ok(table)
}

fn line(child: &ChildSpec, place: Place, table: &mut String) -> Result<(), Trouble> {
    let Facts {
        rules,
        applied,
        read_back,
        since,
    } = Facts::of(child, place)?;
    let mut attributes = Vec::new();
    if let Some(spec) = child.content.element() {
        let start = format!("domain/devices/{}/", child.name);
        collect(spec, &start, "", &mut attributes);
    }
    let linted = match rules {
        0 => "values".to_owned(),
        1 => "values, 1 rule".to_owned(),
        many => format!("values, {many} rules"),
    };
    let yes = |is: bool| if is { "yes" } else { "no" };
    // Writing to a String cannot fail.
    let _ok = writeln!(
        table,
        "| `<{}>` | {} | {} | {linted} | {} | {} | {since} |",
        child.name,
        child.docs.trim().replace('\n', " "),
        attributes.join(" "),
        yes(applied),
        yes(read_back),
    );
    Ok(())
}

/// What an element says, but for what only others that are declared alike have; `start` is the path of the element.
fn collect(spec: &'static ElementSpec, start: &str, prefix: &str, attributes: &mut Vec<String>) {
    let is_there = |name: &str| !is_of_others(&format!("{start}{prefix}{name}"));
    let own = spec
        .attributes
        .iter()
        .filter(|attribute| is_there(attribute.name));
    attributes.extend(own.map(|attribute| format!("`{prefix}{}`", attribute.name)));
    for child in spec.children.iter().filter(|child| is_there(child.name)) {
        match child.content {
            Content::Element(_) if child.name.starts_with(OWN_PREFIX) => {
                attributes.push(format!("[`<{}>`]({METADATA_PAGE})", child.name));
            }
            Content::Element(inner) => {
                let inside = format!("{prefix}{}/", child.name);
                collect(inner(), start, &inside, attributes);
            }
            Content::Value(_) | Content::Empty => {
                attributes.push(format!("`<{prefix}{}>`", child.name));
            }
        }
    }
}
