//! Documents from many places: nothing panics, what is valid has no error, what is valid for VirtualBox has a normal form.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use schema_core::decode::decode;
use schema_core::lint::lint;
use schema_core::normalize::normalize;
use schema_core::parse::parse;
use schema_core::validate::validate;
use schema_core::write::write;
use tests::tree;

/// The documents of a folder of the corpus, sorted.
pub(super) fn documents(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "xml"))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "{} is empty", folder.display());
    found
}

pub(super) fn text(path: &Path) -> String {
    decode(&std::fs::read(path).unwrap()).unwrap().into_owned()
}

pub(super) fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

#[test]
fn valid_documents_have_no_error_and_every_finding_has_a_place_and_a_way_out() {
    let Some(corpus) = tree::corpus() else { return };
    let mut faults = Vec::new();
    for folder in [
        "valid",
        "invalid",
        "driver-reject",
        "unknown",
        "vbox",
        "encoding-variants",
    ] {
        for path in documents(&corpus.join("domain").join(folder)) {
            let text = text(&path);
            let is_valid = matches!(folder, "valid" | "driver-reject" | "encoding-variants");
            for found in lint(&text) {
                let inside = text.get(found.span.clone()).is_some();
                let says_what_to_do = !found.notes.is_empty() || found.rule == "syntax-error";
                if !inside || !says_what_to_do || (is_valid && found.is_error()) {
                    faults.push(format!(
                        "{}: {}: {}",
                        name(&path),
                        found.rule,
                        found.message
                    ));
                }
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn documents_that_are_valid_for_virtualbox_have_one_normal_form() {
    let Some(corpus) = tree::corpus() else { return };
    let mut count = 0;
    for folder in ["valid", "vbox", "encoding-variants"] {
        for path in documents(&corpus.join("domain").join(folder)) {
            let Ok(validated) = validate(parse(&text(&path))) else {
                continue;
            };
            let normal = normalize(&validated).domain;
            let written = write(&normal);
            let again = normalize(&validate(parse(&written)).unwrap());
            assert_eq!(again.domain, normal, "{}", name(&path));
            assert_eq!(again.notes, [], "{}", name(&path));
            assert_eq!(write(&again.domain), written, "{}", name(&path));
            count += 1;
        }
    }
    println!("{count} documents are for VirtualBox and have a normal form");
    assert!(count >= 14);
}

#[test]
fn what_is_written_of_a_valid_document_reads_back_as_the_same() {
    let Some(corpus) = tree::corpus() else { return };
    for folder in ["valid", "driver-reject", "vbox", "encoding-variants"] {
        for path in documents(&corpus.join("domain").join(folder)) {
            let domain = parse(&text(&path)).domain;
            let written = write(&domain);
            assert_eq!(parse(&written).domain, domain, "{}", name(&path));
            assert_eq!(write(&parse(&written).domain), written, "{}", name(&path));
        }
    }
}

#[test]
fn every_encoding_gives_the_same_domain() {
    let Some(corpus) = tree::corpus() else { return };
    let folder = corpus.join("domain/encoding-variants");
    let mut by_name: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut domains = Vec::new();
    for path in documents(&folder) {
        let mut domain = parse(&text(&path)).domain;
        // One of them shows what another application keeps there.
        domain.metadata = None;
        by_name
            .entry(std::mem::take(&mut domain.name))
            .or_default()
            .push(name(&path));
        domains.push((name(&path), domain));
    }
    // All describe one machine; three of them call it otherwise, to have a letter that is not ASCII.
    for (name, domain) in &domains {
        assert_eq!(domain, &domains.first().unwrap().1, "{name}");
    }
    let accented = [
        "ubuntu2.charref-name.xml",
        "ubuntu2.latin1-name.xml",
        "ubuntu2.utf8-name.xml",
    ];
    assert_eq!(
        by_name.get("B\u{fc}ro-\u{e9}").map(Vec::as_slice),
        Some(accented.map(String::from).as_slice())
    );
    assert_eq!(
        by_name.get("Ubuntu2").map(Vec::len),
        Some(domains.len() - accented.len())
    );
}

#[test]
fn line_ends_and_byte_order_marks_do_not_move_findings() {
    let Some(corpus) = tree::corpus() else { return };
    let folder = corpus.join("domain/encoding-variants");
    let places = |variant: &str| -> Vec<(usize, usize, &'static str)> {
        let text = text(&folder.join(format!("ubuntu2.{variant}.xml")));
        let lines = schema_core::LineIndex::new(&text);
        // Some begin with an XML declaration.
        let first = lines.line(text.find("<domain").unwrap());
        let place = |found: &schema_core::Diagnostic| {
            let place = lines.line_column(&text, found.span.start);
            (place.line - first, place.column, found.rule)
        };
        lint(&text).iter().map(place).collect()
    };
    let plain = places("utf8-bom");
    assert!(!plain.is_empty());
    for variant in ["crlf", "utf16le-bom", "xml-decl-standalone"] {
        assert_eq!(places(variant), plain, "{variant}");
    }
}
