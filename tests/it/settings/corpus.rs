//! Settings files from many places: whole ones import without an error and give documents without one; others are told
//! apart.

use std::path::{Path, PathBuf};

use native_driver::settings::{Imported, NotImported, Origin, Outcome, import};
use schema_core::Diagnostic;
use schema_core::decode::decode;
use schema_core::lint::lint;
use schema_core::settings::FileKind;
use schema_core::write::write;
use tests::tree;

/// The settings files of the corpus, sorted.
pub(crate) fn files() -> Option<Vec<PathBuf>> {
    let folder = tree::corpus()?.join("vbox-settings");
    let entries = std::fs::read_dir(&folder).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{} is empty", folder.display());
    Some(files)
}

pub(crate) fn text(path: &Path) -> String {
    decode(&std::fs::read(path).unwrap()).unwrap().into_owned()
}

pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

fn read(text: &str) -> Result<Imported, NotImported> {
    let origin = Origin {
        folder: "/machines/here",
        registry: None,
    };
    import(text, origin)
}

fn errors(diagnostics: &[Diagnostic]) -> Vec<String> {
    let errors = diagnostics.iter().filter(|found| found.is_error());
    errors
        .map(|found| format!("{}: {}", found.rule, found.message))
        .collect()
}

/// Whether VirtualBox would read the file: a machine has hardware.
fn is_whole(text: &str) -> bool {
    text.contains("<Hardware")
}

#[test]
fn whole_files_import_without_an_error_and_others_are_told_apart() {
    let Some(files) = files() else { return };
    let (mut whole, mut parts, mut global) = (0, 0, 0);
    println!(
        "{:>8} {:>5} {:>6} {:>5} {:>5}  file",
        "settings", "kept", "approx", "lost", "idle"
    );
    for path in files {
        let (name, text) = (name(&path), text(&path));
        match read(&text) {
            Ok(imported) => {
                let count = |outcome| {
                    imported
                        .report
                        .iter()
                        .filter(|said| said.outcome == outcome)
                        .count()
                };
                println!(
                    "{:>8} {:>5} {:>6} {:>5} {:>5}  {name}",
                    imported.version.to_string(),
                    count(Outcome::Kept),
                    count(Outcome::Approximated),
                    count(Outcome::NotExpressible),
                    count(Outcome::Idle),
                );
                if is_whole(&text) {
                    whole += 1;
                    assert_eq!(errors(&imported.diagnostics), [""; 0], "{name}");
                    assert_eq!(errors(&lint(&write(&imported.domain))), [""; 0], "{name}");
                } else {
                    parts += 1;
                    assert_eq!(errors(&imported.diagnostics).len(), 1, "{name}");
                }
            }
            Err(NotImported::OtherFile { kind, message, .. }) => {
                println!("{:>33}  {name}: {message}", format!("{kind:?}"));
                assert_eq!(kind, FileKind::Global, "{name}");
                global += 1;
            }
            Err(error) => panic!("{name}: {error}"),
        }
    }
    assert_eq!((whole, parts, global), (29, 2, 2));
}

#[test]
fn every_place_of_a_report_is_in_the_file() {
    let Some(files) = files() else { return };
    for path in files {
        let (name, text) = (name(&path), text(&path));
        let Ok(imported) = read(&text) else { continue };
        for said in &imported.report {
            let part = text.get(said.span.clone());
            let last = said.path.rsplit(['/', '@']).next().unwrap_or_default();
            assert!(
                part.is_some_and(|part| !part.is_empty()),
                "{name}: {said:?}"
            );
            if said.path.contains('@') {
                assert!(
                    part.is_some_and(|part| part.contains(last)),
                    "{name}: {said:?}"
                );
            }
        }
        assert!(
            imported.report.is_sorted_by_key(|said| said.span.start),
            "{name}"
        );
    }
}

#[test]
fn a_file_of_the_corpus_is_the_same_again_from_its_document() {
    let Some(files) = files() else { return };
    let mut count = 0;
    for path in files {
        let (name, text) = (name(&path), text(&path));
        let Ok(imported) = read(&text) else { continue };
        let xml = write(&imported.domain);
        let file = super::round_trip::exported(&xml, "7.2")
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(file.lost, [""; 0], "{name}");
        let again = read(&file.text).unwrap();
        assert_eq!(write(&again.domain), xml, "{name}");
        count += 1;
    }
    assert_eq!(count, 31);
}

#[test]
fn envelopes_that_virtualbox_wrote_import_by_the_settings_in_them() {
    let Some(corpus) = tree::corpus() else { return };
    for entry in std::fs::read_dir(corpus.join("ovf")).unwrap() {
        let path = entry.unwrap().path();
        let (name, text) = (name(&path), text(&path));
        let imported = read(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(errors(&imported.diagnostics), [""; 0], "{name}");
        let xml = write(&imported.domain);
        assert_eq!(errors(&lint(&xml)), [""; 0], "{name}: {xml}");
        assert!(xml.contains("<vbox:osType>"), "{name}: {xml}");
        assert!(
            imported
                .report
                .iter()
                .filter(|said| said.outcome == Outcome::Kept)
                .count()
                > 50
        );
    }
}
