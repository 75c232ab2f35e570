//! A domain on its way to the normal form.

use crate::diagnostic::{Diagnostic, Label};
use crate::domain::Domain;
use crate::lint::rules;
use crate::normalize::Normalized;
use crate::order;
use crate::path::Path;
use crate::source::SourceMap;

/// The domain as the passes have made it so far.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) domain: Domain,
    pub(super) source: SourceMap,
    notes: Vec<Diagnostic>,
}

impl Draft {
    pub(super) fn new(domain: Domain, source: SourceMap) -> Self {
        Self {
            domain,
            source,
            notes: Vec::new(),
        }
    }

    pub(super) fn finish(mut self) -> Normalized {
        order::by(&mut self.notes, |note| (note.span.start, note.span.end));
        Normalized {
            domain: self.domain,
            source: self.source,
            notes: self.notes,
        }
    }

    /// Says that the normal form differs at `path` from what the document says.
    pub(super) fn note(&mut self, path: Path, message: String, why: &str) {
        let span = self.source.nearest(&path);
        let mut note = rules::CHANGED_BY_NORMALIZATION.diagnostic(message, span, path);
        note.notes.push(why.to_owned());
        self.notes.push(note);
    }

    /// Says that `path` is left out, because of what is at `kept`.
    pub(super) fn note_left_out(&mut self, path: Path, kept: &Path, message: String, why: &str) {
        let span = self.source.nearest(kept);
        self.note(path, message, why);
        if let Some(note) = self.notes.last_mut() {
            note.related.push(Label {
                message: "this one is kept".to_owned(),
                span,
            });
        }
    }
}

/// The numbers of `items` in the order of `key`, those of one key in their old order.
pub(super) fn sorted_by<T, K: Ord>(items: &[T], key: impl Fn(&T) -> K) -> Vec<usize> {
    let mut keyed: Vec<(K, usize)> = items.iter().map(key).zip(0..).collect();
    // Numbers are in it, so no two are equal.
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, index)| index).collect()
}

/// Puts the items with the numbers `order` in that order, and leaves the others out.
pub(super) fn reorder<T>(
    items: &mut Vec<T>,
    source: &mut SourceMap,
    parent: &Path,
    name: &str,
    order: &[usize],
) {
    if order.len() == items.len() && order.is_sorted() {
        return;
    }
    source.renumber(parent, name, order);
    let mut old: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(
        order
            .iter()
            .filter_map(|index| old.get_mut(*index).and_then(Option::take)),
    );
}
