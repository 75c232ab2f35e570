//! Reading text that is not well-formed: its faults, and what the mended text says.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::diagnostic::Diagnostic;
use crate::lint::{Rule, rules};
use crate::path::Path;
use crate::spec::Element;
use crate::syntax::Document;
use crate::syntax::repair::{Fault, FaultKind, Repair, repair};
use crate::vocabulary;

use super::Look;
use super::reader::{Read, Reader};

/// What the mended text says, and the faults of the original; the places are those of the original.
pub(super) fn read<T: Element + Default>(
    text: &str,
    why: Diagnostic,
    look: &Look<'_>,
) -> (T, Read) {
    let repair = repair(text, &is_child);
    let mut diagnostics: Vec<Diagnostic> = repair.faults.iter().map(diagnostic).collect();
    let mended = repair.text.as_deref().filter(|_| repair.has_root());
    let document = match mended.map(Document::parse) {
        Some(Ok(document)) => document,
        Some(Err(unreadable)) => {
            diagnostics.push(super::diagnostic(unreadable));
            return (T::default(), Read::nothing(text, diagnostics));
        }
        None => {
            // Without any fault of its own to show, the parser's word is all there is.
            if diagnostics.is_empty() {
                diagnostics.push(why);
            } else if repair.has_root() {
                let message = "too much is wrong with the text to read it".to_owned();
                diagnostics.push(rules::SYNTAX_ERROR.diagnostic(message, 0..0, Path::default()));
            }
            return (T::default(), Read::nothing(text, diagnostics));
        }
    };
    let mut reader = Reader::new(mended.unwrap_or_default());
    let element = reader.root(T::SPEC.name, &document);
    let mut read = reader.finish();
    read.diagnostics.extend(look(&read.source, &document));
    read.source.relocate(
        text,
        &|span| repair.original(span),
        &|span| repair.is_lost(span),
        &|start| repair.begins_unended(start),
    );
    let found = std::mem::replace(&mut read.diagnostics, diagnostics);
    read.diagnostics.extend(
        found
            .into_iter()
            .filter_map(|found| relocate(found, &repair)),
    );
    (element, read)
}

/// A finding in the mended text as one in the original; `None` where a fault of the form is what causes it.
fn relocate(mut found: Diagnostic, repair: &Repair) -> Option<Diagnostic> {
    found.span = repair.original(&found.span);
    let is_lack = |fault: &Fault| {
        found.rule == rules::MISSING_ELEMENT.name
            || found.rule == rules::MISSING_MEMORY.name
            || found.rule == rules::MISSING_TEXT.name
            || found.rule == rules::MISSING_ATTRIBUTE.name && fault.kind == FaultKind::UnfinishedTag
    };
    if repair.is_lost(&found.span) || repair.unended(&found.span).is_some_and(is_lack) {
        return None;
    }
    for label in &mut found.related {
        label.span = repair.original(&label.span);
    }
    // What mends the form goes first; a fix that overlaps it has to wait.
    for fix in &mut found.fixes {
        for edit in &mut fix.edits {
            edit.span = repair.original(&edit.span);
        }
    }
    found
        .fixes
        .retain(|fix| fix.edits.iter().all(|edit| !repair.is_touched(&edit.span)));
    Some(found)
}

fn diagnostic(fault: &Fault) -> Diagnostic {
    let (rule, note) = rule(fault.kind);
    let mut diagnostic =
        rule.diagnostic(fault.message.clone(), fault.span.clone(), Path::default());
    diagnostic.related.clone_from(&fault.related);
    diagnostic.notes.clone_from(&fault.notes);
    if diagnostic.notes.is_empty() {
        diagnostic.notes.push(note.to_owned());
    }
    if !fault.is_choice {
        diagnostic.fixes.push(fault.fix.clone());
    }
    diagnostic
}

/// The rule that a fault breaks.
pub(crate) fn fault_rule(kind: FaultKind) -> &'static Rule {
    rule(kind).0
}

/// The rule that a fault breaks, and what to do about it.
fn rule(kind: FaultKind) -> (&'static Rule, &'static str) {
    match kind {
        FaultKind::UnclosedElement => (
            &rules::UNCLOSED_ELEMENT,
            "every element has an end tag, or ends its start tag with `/>`",
        ),
        FaultKind::UnmatchedEndTag => (
            &rules::UNMATCHED_END_TAG,
            "remove it, or add the start tag that it belongs to",
        ),
        FaultKind::MismatchedEndTag => (
            &rules::MISMATCHED_END_TAG,
            "an end tag has the name of its start tag",
        ),
        FaultKind::UnfinishedTag => (&rules::UNFINISHED_TAG, "every tag ends with `>`"),
        FaultKind::MalformedTag => (&rules::MALFORMED_TAG, "a tag is `<name attribute='value'>`"),
        FaultKind::UnquotedValue => (
            &rules::UNQUOTED_VALUE,
            "a value stands between two quotes of one kind",
        ),
        FaultKind::MissingValue => (
            &rules::MISSING_VALUE,
            "an attribute is written `name='value'`",
        ),
        FaultKind::DuplicateAttribute => {
            (&rules::DUPLICATE_ATTRIBUTE, "the first is read; remove one")
        }
        FaultKind::UnescapedCharacter => (&rules::UNESCAPED_CHARACTER, "as it stands it is markup"),
        FaultKind::UnknownReference => (&rules::UNKNOWN_REFERENCE, "write the character itself"),
        FaultKind::UnterminatedMarkup => {
            (&rules::UNTERMINATED_MARKUP, "put the end where it belongs")
        }
        FaultKind::MalformedComment => {
            (&rules::MALFORMED_COMMENT, "put a blank between the dashes")
        }
        FaultKind::MalformedInstruction => (
            &rules::MALFORMED_INSTRUCTION,
            "libvirt needs none; it can be removed",
        ),
        FaultKind::IllegalCharacter => (&rules::ILLEGAL_CHARACTER, "remove it"),
        FaultKind::OutsideRoot => (
            &rules::CONTENT_OUTSIDE_ROOT,
            "a document is one element; remove it or make it a comment",
        ),
        FaultKind::MissingRoot => (
            &rules::MISSING_ROOT,
            "a description of a virtual machine is one `<domain>` element",
        ),
        FaultKind::UndeclaredPrefix => {
            (&rules::UNDECLARED_PREFIX, "declare it in the root element")
        }
        FaultKind::Doctype => (
            &rules::DOCUMENT_TYPE_DECLARATION,
            "libvirt has none; write entities out and remove it",
        ),
        FaultKind::MergeConflict => (
            &rules::MERGE_CONFLICT,
            "keep one of the sides, or both, and remove the three lines of marks",
        ),
    }
}

/// Which element can stand in which, anywhere in a domain.
#[derive(Debug, Default)]
struct Nesting {
    children: BTreeMap<&'static str, BTreeSet<&'static str>>,
    known: BTreeSet<&'static str>,
}

/// The nesting of libvirt's whole vocabulary, put together when the first broken text comes.
static DOMAIN: LazyLock<Nesting> = LazyLock::new(|| {
    let mut nesting = Nesting::default();
    nesting.known.insert("domain");
    let mut seen = Vec::new();
    let mut waiting = vec![("domain", vocabulary::root())];
    while let Some((name, element)) = waiting.pop() {
        let children = nesting.children.entry(name).or_default();
        children.extend(element.names());
        nesting.known.extend(element.names());
        for child in element.children() {
            if !seen.contains(&(child.name, child.element)) {
                seen.push((child.name, child.element));
                waiting.push((child.name, child.element));
            }
        }
    }
    nesting
});

/// Whether an element can stand in another, where libvirt's vocabulary tells: at its place, else anywhere.
fn is_child(way: &[&str], child: &str) -> Option<bool> {
    let child = *DOMAIN.known.get(child)?;
    let Some((parent, around)) = way.split_last() else {
        return Some(child == "domain");
    };
    let element = match around.split_first() {
        Some((&"domain", inner)) => inner
            .iter()
            .chain([parent])
            .try_fold(vocabulary::root(), |at, name| {
                at.child(name).map(|child| child.element)
            }),
        Some(_) | None => None,
    };
    match element {
        Some(element) => Some(element.child(child).is_some()),
        None => Some(DOMAIN.children.get(parent)?.contains(child)),
    }
}

#[cfg(test)]
mod tests;
