//! The files that VirtualBox itself keeps: settings of machines (`.vbox`, and `.xml` before 4.0), its global
//! `VirtualBox.xml`, and OVF envelopes. Text in, elements with their places out; what they mean for a machine, the driver
//! knows.
//!
//! Reading never fails: a damaged file gives what could be read, and diagnostics. There are no entities and no document
//! type, and the limits of [`crate::syntax`] hold.

mod node;
mod version;

use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::rules;
use crate::parse::fault_rule;
use crate::path::Path;
use crate::span::Span;
use crate::syntax::repair::{Repair, repair};
use crate::syntax::{Document, Unreadable};

pub use node::{Attribute, Node};
pub use version::{NoVersion, Version};

/// What to do about a file that is not well-formed.
const WAY_OUT: &str =
    "VirtualBox would not read the file as it is: take the `.vbox-prev` beside it, or mend it here";

/// What could be read of a file of VirtualBox's.
#[derive(Clone, Debug, Default)]
pub struct SettingsText {
    /// The outermost element; `None` where there is none to read.
    pub root: Option<Node>,
    /// What is wrong with the form.
    pub diagnostics: Vec<Diagnostic>,
}

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// The settings of a machine.
    Machine,
    /// The settings of a machine, of which nothing can be read without its password.
    EncryptedMachine,
    /// VirtualBox's own settings, with its lists of machines and media.
    Global,
    /// An OVF envelope.
    Ovf,
    /// A domain document, which is what Boxwright reads everywhere else.
    Domain,
    /// An element that stands in such a file, without the file around it.
    Fragment,
    /// Something else.
    Other,
}

/// Reads a text.
pub fn read(text: &str) -> SettingsText {
    match Document::parse(text) {
        Ok(document) => SettingsText {
            root: Some(Node::read(document.root(), &|span| span, &|_| false)),
            diagnostics: Vec::new(),
        },
        Err(Unreadable::TooLarge { message, span }) => SettingsText {
            root: None,
            diagnostics: vec![rules::DOCUMENT_TOO_LARGE.diagnostic(message, span, Path::default())],
        },
        Err(Unreadable::NotWellFormed { message, span }) => mended(text, message, span),
        Err(Unreadable::Dtd { span }) => mended(
            text,
            "a document type declaration is not read".to_owned(),
            span,
        ),
    }
}

/// Reads a text that is not well-formed, as far as it can be mended.
fn mended(text: &str, message: String, span: Span) -> SettingsText {
    let repair = repair(text, &|_, _| None);
    let mut diagnostics: Vec<Diagnostic> = repair.faults.iter().map(diagnostic).collect();
    if diagnostics.is_empty() {
        diagnostics.push(with_way_out(rules::SYNTAX_ERROR.diagnostic(
            message,
            span,
            Path::default(),
        )));
    }
    SettingsText {
        root: root(&repair),
        diagnostics,
    }
}

fn root(repair: &Repair) -> Option<Node> {
    let text = repair.text.as_deref().filter(|_| repair.has_root())?;
    let document = Document::parse(text).ok()?;
    let place = |span: Span| repair.original(&span);
    Some(Node::read(document.root(), &place, &|span| {
        repair.is_lost(span)
    }))
}

fn diagnostic(fault: &crate::syntax::repair::Fault) -> Diagnostic {
    let rule = fault_rule(fault.kind);
    let mut found = rule.diagnostic(fault.message.clone(), fault.span.clone(), Path::default());
    found.related.clone_from(&fault.related);
    with_way_out(found)
}

fn with_way_out(mut found: Diagnostic) -> Diagnostic {
    found.severity = Severity::Error;
    found.notes.push(WAY_OUT.to_owned());
    found
}

/// What kind of file an outermost element belongs to.
pub fn kind(root: &Node) -> FileKind {
    match root.name.as_str() {
        "VirtualBox" if root.child("Machine").is_some() => FileKind::Machine,
        "VirtualBox" if root.child("MachineEncrypted").is_some() => FileKind::EncryptedMachine,
        "VirtualBox" if root.child("Global").is_some() => FileKind::Global,
        "Envelope" => FileKind::Ovf,
        "domain" => FileKind::Domain,
        "VirtualBox" | "Machine" | "Global" | "Hardware" | "StorageControllers" | "Snapshot"
        | "MediaRegistry" | "ExtraData" => FileKind::Fragment,
        _ => FileKind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_of(text: &str) -> Option<FileKind> {
        read(text).root.as_ref().map(kind)
    }

    #[test]
    fn files_are_told_apart_by_what_is_in_them() {
        for (text, expected) in [
            ("<VirtualBox><Machine/></VirtualBox>", FileKind::Machine),
            ("<VirtualBox><Global/></VirtualBox>", FileKind::Global),
            (
                "<VirtualBox><MachineEncrypted/></VirtualBox>",
                FileKind::EncryptedMachine,
            ),
            ("<VirtualBox/>", FileKind::Fragment),
            ("<Machine/>", FileKind::Fragment),
            ("<ovf:Envelope xmlns:ovf='urn:x'/>", FileKind::Ovf),
            ("<domain/>", FileKind::Domain),
            ("<html/>", FileKind::Other),
        ] {
            assert_eq!(kind_of(text), Some(expected), "{text}");
        }
        assert_eq!(kind_of(""), None);
    }

    #[test]
    fn a_damaged_file_gives_what_can_be_read_with_the_places_of_the_file() {
        let text = "<VirtualBox version='1.19-linux'>\n <Machine name='a' uuid='{x}'>\n  <Hardware><Memory RAMSize=\"64\"></Hardware>\n";
        let read = read(text);
        let found: Vec<(&str, &str)> = read
            .diagnostics
            .iter()
            .map(|found| (found.rule, &text[found.span.clone()]))
            .collect();
        assert!(!found.is_empty());
        assert!(read.diagnostics.iter().all(Diagnostic::is_error));
        let root = read.root.unwrap();
        let memory = root.at("Machine/Hardware/Memory").unwrap();
        let size = memory.attribute("RAMSize").unwrap();
        assert_eq!(size.value, "64");
        assert_eq!(&text[size.value_span.clone()], "64");
    }

    #[test]
    fn no_entity_that_is_more_than_text_is_read() {
        for entities in [
            "<!ENTITY b 'bb'><!ENTITY a '&b;&b;'>",
            "<!ENTITY a SYSTEM 'bb'>",
        ] {
            let text =
                format!("<!DOCTYPE x [{entities}]><VirtualBox><Machine name='&a;'/></VirtualBox>");
            let read = read(&text);
            assert!(read.diagnostics.iter().any(Diagnostic::is_error));
            assert!(!format!("{:?}", read.root).contains("bb"));
        }
    }

    #[test]
    fn what_is_nested_too_deep_is_not_read() {
        let text = "<a>".repeat(300) + &"</a>".repeat(300);
        let read = read(&text);
        assert!(read.root.is_none());
        assert_eq!(read.diagnostics[0].rule, "document-too-large");
    }
}
