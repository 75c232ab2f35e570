//! What is found in documents that libvirt refuses, and what is said about those that it takes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use schema_core::decode::decode;
use schema_core::lint::lint;
use schema_core::{Diagnostic, Severity};
use serde_json::Value;
use tests::tree;

use super::corpus_places::PLACES;

/// A document with what is known about it.
struct Row {
    id: String,
    file: PathBuf,
    status: String,
    scope: String,
    kind: String,
    why: String,
}

fn rows(corpus: &Path) -> Vec<Row> {
    let manifest = std::fs::read_to_string(corpus.join("manifest.jsonl")).unwrap();
    let rows = manifest.lines().map(|line| {
        let row: Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| {
            row.get(key)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        Row {
            id: text("id"),
            file: corpus.join(text("file")),
            status: text("status"),
            scope: text("error_scope"),
            kind: text("kind"),
            why: text("error_text"),
        }
    });
    rows.filter(|row| row.kind.starts_with("domain")).collect()
}

fn found(row: &Row) -> Vec<Diagnostic> {
    lint(&decode(&std::fs::read(&row.file).unwrap()).unwrap())
}

#[test]
fn nothing_in_a_document_that_libvirt_takes_is_unknown() {
    let Some(corpus) = tree::corpus() else { return };
    let mut unknown = Vec::new();
    for row in rows(&corpus) {
        if row.status == "valid" {
            let found = found(&row);
            let found = found
                .iter()
                .filter(|found| found.rule.starts_with("unknown-"));
            unknown.extend(found.map(|found| format!("{}: {}", row.id, found.message)));
        }
    }
    assert_eq!(unknown, [""; 0]);
}

#[test]
fn other_hypervisors_hear_nothing_of_virtualbox() {
    let Some(corpus) = tree::corpus() else { return };
    for row in rows(&corpus) {
        let found = found(&row);
        let other = found.iter().any(|found| found.rule == "not-vbox-domain");
        let told = found
            .iter()
            .any(|found| found.rule == "no-effect-on-virtualbox");
        assert!(!(other && told), "{}", row.id);
    }
}

/// Of the faults of these kinds nearly all are to be found; where devices are plugged into a PCI bus is the hypervisor's to
/// judge.
const COUNTED: &[&str] = &[
    "generic-semantic",
    "generic-syntax",
    "not-well-formed",
    "schema",
];

/// So many of a hundred.
const WANTED: usize = 95;

/// Whether one of the errors is at the element that libvirt's message is about.
fn is_in_place(row: &Row, found: &[Diagnostic]) -> bool {
    let mut errors = found.iter().filter(|found| found.is_error());
    if row.scope == "not-well-formed" {
        let text = decode(&std::fs::read(&row.file).unwrap())
            .unwrap()
            .into_owned();
        let lines = schema_core::LineIndex::new(&text);
        return errors.any(|found| {
            let line = format!("line {},", lines.line(found.span.start));
            row.why.contains(&line)
        });
    }
    let place = PLACES.iter().find(|(id, _)| *id == row.id);
    place.is_some_and(|(_, place)| {
        errors.any(|found| {
            let path = found.path.to_string();
            path.strip_prefix(place)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    })
}

#[test]
fn faults_that_libvirt_finds_are_found_where_they_are() {
    let Some(corpus) = tree::corpus() else { return };
    let mut scores: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for row in rows(&corpus) {
        if row.status != "invalid" {
            continue;
        }
        let found = found(&row);
        let is_found = found.iter().any(Diagnostic::is_error);
        let is_in_place = is_in_place(&row, &found);
        let score = scores.entry(row.scope.clone()).or_default();
        for (count, hit) in score.iter_mut().zip([true, is_found, is_in_place]) {
            *count += usize::from(hit);
        }
        if !is_in_place {
            println!("not there: {} ({}): {}", row.id, row.scope, row.why);
        }
    }
    println!("{:28} files  error  at the element", "refused for");
    for (scope, [files, found, in_place]) in &scores {
        println!("{scope:28} {files:5} {found:6} {in_place:6}");
    }
    let counted = scores
        .iter()
        .filter(|(scope, _)| COUNTED.contains(&scope.as_str()));
    let [files, in_place] = counted.fold([0; 2], |[files, places], (_, score)| {
        [files + score[0], places + score[2]]
    });
    println!("{in_place} of {files} have an error at the element");
    assert!(in_place * 100 >= files * WANTED && files >= 65);
}

#[test]
fn the_kinds_of_documents_have_the_errors_that_they_should_have() {
    let Some(corpus) = tree::corpus() else { return };
    let mut table: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    for row in rows(&corpus) {
        let found = found(&row);
        let of = |severity| found.iter().any(|found| found.severity == severity);
        let kind = if row.kind == "domain-variant" {
            "encoding-variants"
        } else {
            row.status.as_str()
        };
        let counts = [
            true,
            of(Severity::Error),
            of(Severity::Warning),
            of(Severity::Note),
        ];
        for (count, hit) in table
            .entry(kind.to_owned())
            .or_default()
            .iter_mut()
            .zip(counts)
        {
            *count += usize::from(hit);
        }
    }
    println!("{:18} files  error  warning  note", "documents");
    for (kind, [files, errors, warnings, notes]) in &table {
        println!("{kind:18} {files:5} {errors:6} {warnings:8} {notes:5}");
    }
    let errors = |kind: &str| table.get(kind).map(|counts| counts[1]);
    for kind in ["valid", "driver-reject", "encoding-variants"] {
        assert_eq!(errors(kind), Some(0), "{kind}");
    }
}
