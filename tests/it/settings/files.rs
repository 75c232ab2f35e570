//! Settings files of ours, and what comes of each.

use std::fmt::Write as _;

use expect_test::{ExpectFile, expect_file};
use native_driver::settings::{Imported, Origin, Outcome, import};
use schema_core::span::LineIndex;
use schema_core::write::write;
use tests::tree;

/// The document, what was found, and what is not simply kept.
fn told(text: &str, imported: &Imported) -> String {
    let lines = LineIndex::new(text);
    let at = |offset: usize| {
        let place = lines.line_column(text, offset);
        format!("{}:{}", place.line, place.column)
    };
    let mut told = write(&imported.domain);
    for found in &imported.diagnostics {
        writeln!(
            told,
            "{} {} {}: {}",
            at(found.span.start),
            found.severity.as_str(),
            found.rule,
            found.message
        )
        .unwrap();
    }
    for said in imported
        .report
        .iter()
        .filter(|said| said.outcome != Outcome::Kept)
    {
        writeln!(
            told,
            "{} {}: {}: {}",
            at(said.span.start),
            said.outcome.as_str(),
            said.path,
            said.note
        )
        .unwrap();
    }
    told
}

fn check(name: &str, registry: Option<&str>, expected: &ExpectFile) {
    let text = tree::read(format!("tests/settings/{name}"));
    let registry = registry.map(|name| tree::read(format!("tests/settings/{name}")));
    let origin = Origin {
        folder: "/machines/here",
        registry: registry.as_deref(),
    };
    expected.assert_eq(&told(&text, &import(&text, origin).unwrap()));
}

#[test]
fn a_machine_with_much_that_virtualbox_7_wrote() {
    check(
        "probe.vbox",
        None,
        &expect_file!["../../settings/probe.txt"],
    );
}

#[test]
fn a_machine_with_nothing_that_virtualbox_7_wrote() {
    check("bare.vbox", None, &expect_file!["../../settings/bare.txt"]);
}

#[test]
fn a_machine_of_virtualbox_1_6_with_its_registry() {
    check(
        "old.xml",
        Some("VirtualBox.xml"),
        &expect_file!["../../settings/old.txt"],
    );
}

#[test]
fn a_damaged_file_gives_what_can_be_read() {
    check(
        "damaged.vbox",
        None,
        &expect_file!["../../settings/damaged.txt"],
    );
}

#[test]
fn an_envelope_without_settings_of_virtualbox_in_it() {
    check(
        "appliance.ovf",
        None,
        &expect_file!["../../settings/appliance.txt"],
    );
}

#[test]
fn the_first_machine_of_an_envelope_is_read_and_the_others_are_named() {
    let text = "<Envelope><VirtualSystemCollection><VirtualSystem id='one'/><VirtualSystem id='two'/></VirtualSystemCollection></Envelope>";
    let imported = import(text, Origin::default()).unwrap();
    assert_eq!(imported.domain.name, "one");
    let said: Vec<&str> = imported
        .diagnostics
        .iter()
        .map(|found| found.message.as_str())
        .collect();
    assert!(
        said[0].starts_with("another machine, `two`, is not read"),
        "{said:?}"
    );
    let error = import("<Envelope/>", Origin::default())
        .unwrap_err()
        .to_string();
    assert_eq!(
        error,
        "this is an OVF envelope without a virtual system in it"
    );
}
