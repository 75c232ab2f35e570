//! A document is written as a settings file and read back: it is the same, for every release that can have it.

use native_driver::settings::{Exported, NotExported, Origin, TargetFile, export, import};
use schema_core::identity;
use schema_core::lint::check_for;
use schema_core::parse::parse;
use schema_core::settings::Version;
use schema_core::support::Release;
use schema_core::write::write;
use tests::driven::normal;

use super::documents;

pub(super) fn exported(xml: &str, release: &str) -> Result<Exported, NotExported> {
    let target = TargetFile {
        release: release.parse().unwrap(),
        image_uuid: &|_| None,
        secrets: native_driver::secret::plain,
    };
    export(&normal(xml), target)
}

/// Whether a settings file says what its document says; what the document leaves open, it may say as it likes.
#[track_caller]
fn assert_same(file: &Exported, xml: &str, name: &str) {
    let imported = import(&file.text, Origin::default()).unwrap();
    assert_eq!(imported.diagnostics, [], "{name}: {}", file.text);
    let (mut domain, normal) = (imported.domain, normal(xml).domain);
    if normal.uuid.is_none() {
        assert_eq!(domain.uuid, Some(identity::of_name(&normal.name)), "{name}");
        domain.uuid = None;
    }
    for (said, asked) in domain
        .devices
        .interfaces
        .iter_mut()
        .zip(&normal.devices.interfaces)
    {
        if asked.mac.is_none() {
            said.mac = None;
        }
    }
    assert_eq!(write(&domain), write(&normal), "{name}:\n{}", file.text);
}

#[test]
fn every_document_reads_back_from_the_file_that_is_written_of_it() {
    let mut count = 0;
    for (name, xml) in documents::all("/files") {
        let file = match exported(&xml, "7.2") {
            Ok(file) => file,
            Err(NotExported::Refused(refused)) => {
                println!(
                    "{name}: {}",
                    refused.first().map_or("", |first| &first.message)
                );
                continue;
            }
            Err(error) => panic!("{name}: {error}\n{xml}"),
        };
        assert_eq!(file.lost, documents::lost(&xml), "{name}\n{xml}");
        if file.lost.is_empty() {
            assert_same(&file, &xml, &name);
            count += 1;
        }
    }
    assert!(count >= 200, "{count}");
}

#[test]
fn releases_get_files_of_versions_that_they_read_and_nothing_is_lost_unseen() {
    for (name, xml) in documents::all("/files").into_iter().step_by(9) {
        for release in Release::ALL
            .iter()
            .filter(|release| **release >= Release::new(4, 0))
        {
            // What the release cannot do is an error of the linter's.
            if check_for(&parse(&xml), Some(*release))
                .iter()
                .any(schema_core::Diagnostic::is_error)
            {
                continue;
            }
            let Ok(file) = exported(&xml, &release.to_string()) else {
                continue;
            };
            assert!(
                file.version <= Version::of(*release),
                "{name} for {release}"
            );
            if file.lost.is_empty() {
                assert_same(&file, &xml, &format!("{name} for {release}"));
            }
        }
    }
}

#[test]
fn files_of_the_oldest_releases_do_not_stand_by_themselves() {
    let xml = "<domain type='vbox'><name>a</name><memory>65536</memory><os><type>hvm</type></os></domain>";
    let error = exported(xml, "3.2").unwrap_err().to_string();
    assert_eq!(
        error,
        "settings files of VirtualBox 3.2 do not stand by themselves: name 4.0 or a newer release"
    );
}
