//! The two documented domains.

use expect_test::{ExpectFile, expect_file};
use schema_core::fix;
use schema_core::json::{from_json, to_json};
use schema_core::lint::lint;
use schema_core::normalize::{Normalized, normalize};
use schema_core::parse::parse;
use schema_core::validate::validate;
use schema_core::write::write;
use schema_core::{Applicability, Diagnostic, LineIndex};
use tests::tree;

fn normal(text: &str) -> Normalized {
    normalize(&validate(parse(text)).unwrap())
}

/// One line for each finding, with its place, and one for each note and fix.
fn report(text: &str, found: &[Diagnostic]) -> String {
    let lines = LineIndex::new(text);
    let mut out = String::new();
    for found in found {
        let at = |offset| {
            let place = lines.line_column(text, offset);
            format!("{}:{}", place.line, place.column)
        };
        let severity = found.severity.as_str();
        out += &format!(
            "{} {severity}[{}] {} ({})\n",
            at(found.span.start),
            found.rule,
            found.message,
            found.path
        );
        for label in &found.related {
            out += &format!("  {} {}\n", at(label.span.start), label.message);
        }
        for note in &found.notes {
            out += &format!("  note: {note}\n");
        }
        for fix in &found.fixes {
            out += &format!("  {} fix: {}\n", fix.applicability.as_str(), fix.title);
        }
    }
    out
}

#[track_caller]
fn check(expected: &ExpectFile, found: &str) {
    expected.assert_eq(found);
}

#[test]
fn documented_2009_has_no_error() {
    let text = tree::example("documented-2009.xml");
    let found = lint(&text);
    check(
        &expect_file!["../../fixtures/domain/documented-2009.lint"],
        &report(&text, &found),
    );
    assert!(found.iter().all(|found| !found.is_error()));
}

#[test]
fn documented_2024_has_one_error_that_its_safe_fix_mends() {
    let text = tree::example("documented-2024.xml");
    let found = lint(&text);
    check(
        &expect_file!["../../fixtures/domain/documented-2024.lint"],
        &report(&text, &found),
    );
    let errors: Vec<&str> = found
        .iter()
        .filter(|found| found.is_error())
        .map(|found| found.rule)
        .collect();
    assert_eq!(errors, ["duplicate-target-dev"]);

    let fixed = fix::apply(&text, &found, Applicability::Safe);
    assert!(lint(&fixed).iter().all(|found| !found.is_error()));
    // The other disk, and with it where the first is attached, is as it was.
    assert_eq!(fixed.matches("dev='sda'").count(), 1);
    assert!(fixed.find("dev='sda'") < fixed.find("dev='sdb'"));
}

#[test]
fn normal_forms_are_as_agreed() {
    let documented_2009 = normal(&tree::example("documented-2009.xml"));
    check(
        &expect_file!["../../fixtures/domain/documented-2009.normal.xml"],
        &write(&documented_2009.domain),
    );
    assert_eq!(documented_2009.notes, []);

    let text = tree::example("documented-2024.xml");
    let fixed = fix::apply(&text, &lint(&text), Applicability::Safe);
    let documented_2024 = normal(&fixed);
    check(
        &expect_file!["../../fixtures/domain/documented-2024.normal.xml"],
        &write(&documented_2024.domain),
    );
    check(
        &expect_file!["../../fixtures/domain/documented-2024.normal.json"],
        &to_json(&documented_2024.domain).unwrap(),
    );
    assert_eq!(documented_2024.notes, []);

    for normalized in [documented_2009, documented_2024] {
        let xml = write(&normalized.domain);
        assert_eq!(
            normal(&xml).domain,
            normalized.domain,
            "the normal form is its own"
        );
        assert_eq!(write(&normal(&xml).domain), xml);
        assert_eq!(
            from_json(&to_json(&normalized.domain).unwrap()).unwrap(),
            normalized.domain
        );
    }
}

#[test]
fn every_value_of_the_normal_form_is_found_in_the_text() {
    let text = tree::example("documented-2009.xml");
    let source = normal(&text).source;
    let at = |path: schema_core::Path| text.get(source.nearest(&path)).unwrap();
    let disk = |index| schema_core::Path::device("disk", index);
    // Sorted, the floppy comes first.
    assert_eq!(
        at(disk(0).child("source").attribute("file")),
        "/home/user/tmp/WIN98C.IMG"
    );
    assert_eq!(at(disk(1).child("target").attribute("dev")), "hdc");
    assert_eq!(
        at(schema_core::Path::device("controller", 0)),
        "<disk type='file' device='floppy'>"
    );
    assert_eq!(
        at(schema_core::Path::root().child("currentMemory")),
        "<domain type='vbox'>"
    );
    assert_eq!(
        at(schema_core::Path::device("controller", 2)),
        "<hostdev mode='subsystem' type='usb'>"
    );
}

#[test]
fn broken_json_says_why() {
    let cases = [
        ("{", "EOF while parsing an object at line 1 column 1"),
        (
            r#"{"version":2,"domain":{}}"#,
            "the document has version 2; this program reads version 1",
        ),
        (
            r#"{"version":1,"domain":{"type":"vbox","memory":1}}"#,
            "missing field `name` at line 1 column 48",
        ),
        (
            r#"{"version":1,"domain":{"type":"vbox","name":"a","memory":1,"clock":{"offset":"u"}}}"#,
            "`u` is none of `utc`, `localtime`, `timezone`, `variable`, `absolute` at line 1 column 81",
        ),
    ];
    for (text, message) in cases {
        assert_eq!(from_json(text).unwrap_err().to_string(), message, "{text}");
    }
}
