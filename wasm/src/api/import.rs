//! Settings files of VirtualBox, and OVF descriptors, as documents.

use native_driver::settings::{self, NotImported, Origin, Outcome};
use schema_core::span::LineIndex;
use schema_core::write::write;

use super::check::found;
use crate::dto::{Fate, Imported, Said};
use crate::utf16::Utf16;

/// What comes of a settings file of VirtualBox's or an OVF descriptor. Locations stay relative: where the file is, nobody
/// tells a page.
pub fn import_settings(text: &str) -> Imported {
    let imported = match settings::import(text, Origin::default()) {
        Ok(imported) => imported,
        Err(NotImported::OtherFile { message, .. }) => return Imported::Other { message },
        Err(NotImported::Unreadable(diagnostics)) => {
            let first = diagnostics.into_iter().next();
            let message = first.map_or_else(String::new, |first| first.message);
            return Imported::Other { message };
        }
        Err(NotImported::Failed(error)) => {
            let message = error.to_string();
            return Imported::Other { message };
        }
    };
    let places = Utf16::new(text);
    let lines = LineIndex::new(text);
    let said = imported.report.iter().map(|said| {
        let (from, to) = places.range(&said.span);
        Said {
            path: said.path.clone(),
            from,
            to,
            line: lines.line(said.span.start),
            fate: fate(said.outcome),
            note: said.note.clone(),
        }
    });
    Imported::Machine {
        xml: write(&imported.domain),
        settings: imported.version.to_string(),
        found: found(&imported.diagnostics, &places),
        said: said.collect(),
    }
}

fn fate(outcome: Outcome) -> Fate {
    match outcome {
        Outcome::Kept => Fate::Kept,
        Outcome::Approximated => Fate::Approximated,
        Outcome::NotExpressible => Fate::NotExpressible,
        Outcome::Idle => Fate::Idle,
        Outcome::Unreadable => Fate::Unreadable,
        Outcome::Meaningless => Fate::Meaningless,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_settings_file_is_a_document_with_places_in_code_units() {
        let text = "<VirtualBox version='1.19-linux'><Machine name='𝄞' uuid='{aaaaaaaa-0000-4000-8000-000000000000}'>\
                    <Hardware><Memory RAMSize='64'/></Hardware></Machine></VirtualBox>";
        let imported = import_settings(text);
        let Imported::Machine {
            xml,
            settings,
            said,
            ..
        } = imported
        else {
            panic!("{imported:?}");
        };
        assert_eq!(settings, "1.19");
        assert!(xml.contains("<name>𝄞</name>"), "{xml}");
        let memory = said
            .iter()
            .find(|said| said.path.ends_with("@RAMSize"))
            .unwrap();
        let units: Vec<u16> = text.encode_utf16().collect();
        assert_eq!(
            String::from_utf16(&units[memory.from..memory.to]).unwrap(),
            "RAMSize='64'"
        );
        assert_eq!(memory.fate, Fate::Kept);
    }

    #[test]
    fn what_is_no_machine_says_what_it_is() {
        let imported = import_settings("<VirtualBox><Global/></VirtualBox>");
        let Imported::Other { message } = imported else {
            panic!("{imported:?}");
        };
        assert!(
            message.starts_with("these are VirtualBox's own settings"),
            "{message}"
        );
    }
}
