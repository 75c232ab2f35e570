//! What an editor asks while somebody types: the text may be broken where the cursor is.

use schema_core::Span;
use schema_core::assist::{self, Document};

use super::check::{text_edit, text_edits};
use super::options::choice;
use crate::dto::{
    CodeAction, CodeActionKind, Completion, CompletionKind, Fold, Hover, Link, LinkTarget, Options,
    Outcome, OutlineEntry, Place, Renameable, TextEdit,
};
use crate::utf16::Utf16;

/// What may be written at a place, the best first. What has to be fresh, such as a MAC address, is made from `seed`.
pub fn complete(
    text: &str,
    at: usize,
    seed: u64,
    options: &Options,
) -> Result<Vec<Completion>, String> {
    let places = Utf16::new(text);
    let context = assist::Context {
        seed,
        ..context(options)?
    };
    let found = Document::new(text).complete(places.byte(at), &context);
    let items = found.items.into_iter();
    Ok(items.map(|item| completion(item, &places)).collect())
}

/// What the thing at a place means.
pub fn hover(text: &str, at: usize, options: &Options) -> Result<Option<Hover>, String> {
    let places = Utf16::new(text);
    let found = Document::new(text).hover(places.byte(at), &context(options)?);
    Ok(found.map(|assist::Hover { span, docs }| {
        let (from, to) = places.range(&span);
        Hover { from, to, docs }
    }))
}

/// What can be done about a part of a text, and last, where there is something, to mend everything that is safe to mend.
pub fn actions(
    text: &str,
    from: usize,
    to: usize,
    options: &Options,
) -> Result<Vec<CodeAction>, String> {
    let places = Utf16::new(text);
    let choice = choice(options)?;
    let span = places.byte(from)..places.byte(to);
    let mut found = assist::actions(&Document::new(text), &span, &choice.lint(text));
    found.extend(assist::fix_all(text, |text| choice.lint(text)));
    Ok(found
        .into_iter()
        .map(|found| action(found, &places))
        .collect())
}

/// The elements as a tree.
pub fn outline(text: &str) -> Vec<OutlineEntry> {
    let places = Utf16::new(text);
    let symbols = Document::new(text).symbols().into_iter();
    symbols.map(|symbol| entry(symbol, &places)).collect()
}

/// What can be folded away: elements and comments of several lines.
pub fn folds(text: &str) -> Vec<Fold> {
    let places = Utf16::new(text);
    let folds = Document::new(text).folds().into_iter();
    folds
        .map(|assist::Fold { span, is_comment }| {
            let (from, to) = places.range(&span);
            Fold {
                from,
                to,
                is_comment,
            }
        })
        .collect()
}

/// What a selection at a place grows to, the smallest first.
pub fn selections(text: &str, at: usize) -> Vec<Place> {
    let places = Utf16::new(text);
    all(&Document::new(text).selections(places.byte(at)), &places)
}

/// The names of the start tag and the end tag of the element whose name is at a place; nothing elsewhere.
pub fn linked(text: &str, at: usize) -> Vec<Place> {
    let places = Utf16::new(text);
    let found = Document::new(text).linked(places.byte(at));
    all(found.as_ref().map_or(&[], |both| both.as_slice()), &places)
}

/// What the thing at a place refers to: the controller of a disk, or the device that a name means.
pub fn definition(text: &str, at: usize) -> Option<Place> {
    let places = Utf16::new(text);
    let found = Document::new(text).definition(places.byte(at));
    found.map(|span| place(&span, &places))
}

/// What refers to the thing at a place: the disks of a controller, or every place that has a device's name.
pub fn references(text: &str, at: usize) -> Vec<Place> {
    let places = Utf16::new(text);
    all(&Document::new(text).references(places.byte(at)), &places)
}

/// The name of a device at a place, where it can be changed.
pub fn renameable(text: &str, at: usize) -> Option<Renameable> {
    let places = Utf16::new(text);
    let (span, name) = Document::new(text).renameable(places.byte(at))?;
    let (from, to) = places.range(&span);
    Some(Renameable { from, to, name })
}

/// The edits that give the device whose name is at a place another, wherever the name stands.
pub fn rename(text: &str, at: usize, name: &str) -> Outcome<Vec<TextEdit>> {
    let places = Utf16::new(text);
    let edits = Document::new(text).rename(places.byte(at), name);
    Outcome::of(edits.map(|edits| text_edits(&edits, &places)))
}

/// The paths of the host and the rules that a text names.
pub fn links(text: &str) -> Vec<Link> {
    let places = Utf16::new(text);
    let links = Document::new(text).links().into_iter();
    links
        .map(|assist::Link { span, target }| {
            let (from, to) = places.range(&span);
            let target = match target {
                assist::LinkTarget::File(path) => LinkTarget::File { path },
                assist::LinkTarget::Rule(name) => LinkTarget::Rule { name },
            };
            Link { from, to, target }
        })
        .collect()
}

fn context(options: &Options) -> Result<assist::Context<'static>, String> {
    Ok(assist::Context {
        target: choice(options)?.target(),
        ..assist::Context::default()
    })
}

fn place(span: &Span, places: &Utf16<'_>) -> Place {
    let (from, to) = places.range(span);
    Place { from, to }
}

fn all(spans: &[Span], places: &Utf16<'_>) -> Vec<Place> {
    spans.iter().map(|span| place(span, places)).collect()
}

fn completion(completion: assist::Completion, places: &Utf16<'_>) -> Completion {
    let assist::Completion {
        label,
        kind,
        detail,
        docs,
        edit,
        snippet,
        filter,
        rank,
    } = completion;
    Completion {
        label,
        kind: match kind {
            assist::CompletionKind::Element => CompletionKind::Element,
            assist::CompletionKind::EndTag => CompletionKind::EndTag,
            assist::CompletionKind::Attribute => CompletionKind::Attribute,
            assist::CompletionKind::Word => CompletionKind::Word,
            assist::CompletionKind::Fresh => CompletionKind::Fresh,
            assist::CompletionKind::File => CompletionKind::File,
            assist::CompletionKind::Folder => CompletionKind::Folder,
            assist::CompletionKind::Rule => CompletionKind::Rule,
        },
        detail,
        docs,
        edit: text_edit(&edit, places),
        snippet,
        filter,
        rank,
    }
}

fn action(action: assist::Action, places: &Utf16<'_>) -> CodeAction {
    let assist::Action {
        title,
        kind,
        edits,
        diagnostic,
        is_preferred,
    } = action;
    CodeAction {
        title,
        kind: match kind {
            assist::ActionKind::Fix => CodeActionKind::Fix,
            assist::ActionKind::FixAll => CodeActionKind::FixAll,
            assist::ActionKind::Suppress => CodeActionKind::Suppress,
            assist::ActionKind::Rewrite => CodeActionKind::Rewrite,
        },
        edits: text_edits(&edits, places),
        found: diagnostic,
        is_preferred,
    }
}

fn entry(symbol: assist::Symbol, places: &Utf16<'_>) -> OutlineEntry {
    let assist::Symbol {
        name,
        detail,
        span,
        selection,
        children,
    } = symbol;
    let (from, to) = places.range(&span);
    let (name_from, name_to) = places.range(&selection);
    OutlineEntry {
        name,
        detail,
        from,
        to,
        name_from,
        name_to,
        children: children
            .into_iter()
            .map(|child| entry(child, places))
            .collect(),
    }
}
