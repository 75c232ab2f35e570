//! What is found in documents that libvirt refuses, and what is said about those that it takes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use schema_core::Diagnostic;
use schema_core::decode::decode;
use schema_core::lint::lint;
use serde_json::Value;
use tests::tree;

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

/// Documents that a driver alone is said to refuse, and that are refused here as well, with the reason.
const REFUSED_WITH_REASON: &[(&str, &str)] = &[(
    "lv107.bhyve.bhyveload-bootorder5",
    "two disks have the target `hda`, which libvirt's generic check refuses before the driver sees it",
)];

#[test]
fn what_only_a_driver_refuses_has_no_error() {
    let Some(corpus) = tree::corpus() else { return };
    let mut wrong = Vec::new();
    for row in rows(&corpus) {
        if row.status != "driver-reject" {
            continue;
        }
        let errors = found(&row).iter().filter(|found| found.is_error()).count();
        let expected = REFUSED_WITH_REASON.iter().any(|(id, _)| *id == row.id);
        if (errors > 0) != expected {
            wrong.push(format!("{}: {errors} errors", row.id));
        }
    }
    assert_eq!(wrong, [""; 0]);
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

/// How many of the faults of each kind are found at least; a rule that finds more raises its number.
const FOUND: &[(&str, usize)] = &[
    ("address-topology", 4),
    ("generic-semantic", 52),
    ("generic-syntax", 4),
    ("not-well-formed", 2),
    ("schema", 5),
];

#[test]
fn faults_that_libvirt_finds_are_found() {
    let Some(corpus) = tree::corpus() else { return };
    let mut scores: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut missed = Vec::new();
    for row in rows(&corpus) {
        if row.status != "invalid" {
            continue;
        }
        let (hit, all) = scores.entry(row.scope.clone()).or_default();
        *all += 1;
        if found(&row).iter().any(Diagnostic::is_error) {
            *hit += 1;
        } else {
            missed.push(format!("missed: {} ({}): {}", row.id, row.scope, row.why));
        }
    }
    for line in &missed {
        println!("{line}");
    }
    for (scope, (hit, all)) in &scores {
        println!("{scope}: {hit} of {all}");
    }
    for (scope, least) in FOUND {
        let (hit, _) = scores.get(*scope).copied().unwrap_or_default();
        assert!(hit >= *least, "{scope}: only {hit}");
    }
}
