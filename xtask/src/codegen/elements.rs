//! `docs/elements.md` and the README's table: what of a document is modelled, from the declarations, and what becomes of
//! it, from trying it out.

mod facts;
mod table;

use std::fmt::Write as _;

use schema_core::domain::Domain;
use schema_core::domain::devices::character::SERIAL_ONLY;
use schema_core::domain::metadata::Machine;
use schema_core::spec::{
    AttributeSpec, ChildSpec, Content, Element as _, ElementSpec, Occurs, ValueSpec,
};
use schema_core::support::Release;
use schema_core::syntax::OWN_PREFIX;

use super::fresh;
use crate::trouble::Trouble;

pub(super) fn write(check: bool) -> Result<(), Trouble> {
    let mut page = String::from(
        "# What a document may say\n\nMade from the declarations in `schema-core/src/domain/` by `cargo xtask codegen`. What is listed here is checked, \
         normalized, applied to VirtualBox and read back. Every other element of libvirt's is kept by `fmt` and noted by `lint`.\n",
    );
    describe(Domain::SPEC, "domain", &mut page);
    fresh::file("docs/elements.md", &page, check)?;
    fresh::section(METADATA_PAGE, "elements", &metadata(), check)?;
    fresh::section("README.md", "elements", &table::render()?, check)
}

/// The page of what Boxwright keeps in `<metadata>`: what it is about is written by hand, the elements follow from the
/// declarations.
const METADATA_PAGE: &str = "docs/vbox-metadata.md";

fn metadata() -> String {
    let mut page = String::new();
    describe(Machine::SPEC, Machine::SPEC.name, &mut page);
    // The page has its own title, and a section begins with its first line.
    page.trim_start().to_owned()
}

/// A section for each element, in the order of the vocabulary.
fn describe(spec: &'static ElementSpec, path: &str, page: &mut String) {
    // Writing to a String cannot fail.
    let _ok = write!(page, "\n## `{path}`\n\n{}\n", spec.docs.trim());
    let mut rows = String::new();
    for attribute in spec.attributes {
        if !is_of_others(&format!("{path}/{}", attribute.name)) {
            attribute_row(attribute, &mut rows);
        }
    }
    if let Some(text) = &spec.text {
        row(
            "text",
            text.required,
            &values(&text.value),
            text.docs,
            &mut rows,
        );
    }
    // Boxwright's own elements have a page of their own.
    let is_own = |name: &str| name.starts_with(OWN_PREFIX) && !path.starts_with(OWN_PREFIX);
    let is_there = |child: &&ChildSpec| !is_of_others(&format!("{path}/{}", child.name));
    for child in spec.children.iter().filter(is_there) {
        let occurs = match child.occurs {
            Occurs::Required => "once",
            Occurs::Optional => "at most once",
            Occurs::Repeated => "any number",
        };
        let what = match &child.content {
            Content::Element(_) => format!("element, {occurs}"),
            Content::Value(value) => format!("element, {occurs}: {}", values(value)),
            Content::Empty => "element, there or not".to_owned(),
        };
        let what = if is_own(child.name) {
            format!("{what}, [specified apart](vbox-metadata.md)")
        } else {
            what + &since(child.since)
        };
        row(
            &format!("`<{}>`", child.name),
            false,
            &what,
            child.docs,
            &mut rows,
        );
    }
    if !rows.is_empty() {
        let _ok = write!(
            page,
            "\n| | what it can be | what it is for |\n|---|---|---|\n{rows}"
        );
    }
    let sections = spec.children.iter().filter(is_there);
    for child in sections.filter(|child| !is_own(child.name)) {
        if let Some(inner) = child.content.element() {
            describe(inner, &format!("{path}/{}", child.name), page);
        }
    }
}

/// Whether a declaration that several elements share says something that this one does not have.
fn is_of_others(path: &str) -> bool {
    let of_port = path.strip_prefix("domain/devices/parallel/");
    of_port.is_some_and(|said| {
        SERIAL_ONLY.iter().any(|only| {
            let rest = said.strip_prefix(only);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    })
}

fn attribute_row(attribute: &AttributeSpec, rows: &mut String) {
    let mut what = values(&attribute.value);
    if let Some(default) = attribute.default {
        let _ok = write!(what, "; `{}` where absent", default());
    }
    what.push_str(&since(attribute.since));
    row(
        &format!("`{}`", attribute.name),
        attribute.required,
        &what,
        attribute.docs,
        rows,
    );
}

/// The first release that has it, where it is said.
fn since(release: Option<Release>) -> String {
    release.map_or_else(String::new, |release| format!("; since {release}"))
}

fn row(name: &str, required: bool, what: &str, docs: &str, rows: &mut String) {
    let required = if required { ", required" } else { "" };
    let docs = docs.trim().replace('\n', " ");
    let _ok = writeln!(rows, "| {name} | {what}{required} | {docs} |");
}

fn values(value: &ValueSpec) -> String {
    if value.words.is_empty() {
        return value.what.to_owned();
    }
    let words: Vec<String> = value
        .words
        .iter()
        .map(|word| format!("`{}`", word.word))
        .collect();
    words.join(" ")
}
