//! Where what stands in the document of a machine stands in the one that it was made of.

use schema_core::diagnostic::{Diagnostic, Edit};
use schema_core::span::Span;

/// The pieces of a text, with what each was made of, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    /// Where it is.
    span: Span,
    /// What it was made of.
    base: Span,
    /// Whether it is that.
    is_kept: bool,
}

impl Piece {
    /// Where a byte of it comes from.
    fn start_of(&self, at: usize) -> usize {
        self.base.start
            + if self.is_kept {
                at - self.span.start
            } else {
                0
            }
    }

    /// Where what a byte of it comes from ends.
    fn end_of(&self, at: usize) -> usize {
        if self.is_kept {
            self.start_of(at) + 1
        } else {
            self.base.end
        }
    }
}

impl Origin {
    /// Of a text that is its own.
    pub fn of(text: &str) -> Self {
        let whole = Piece {
            span: 0..text.len(),
            base: 0..text.len(),
            is_kept: true,
        };
        Self {
            pieces: vec![whole],
        }
    }

    /// Of the text that edits make of this one, which come in its order.
    #[must_use]
    pub fn edited(&self, edits: &[Edit]) -> Self {
        let length = self.pieces.last().map_or(0, |piece| piece.span.end);
        let mut pieces = Vec::new();
        let mut at = 0;
        for edit in edits {
            pieces.extend(self.within(&(at..edit.span.start)));
            pieces.push((edit.text.len(), self.place(&edit.span), false));
            at = edit.span.end;
        }
        pieces.extend(self.within(&(at..length)));
        let mut start = 0;
        let laid_out = pieces.into_iter().map(|(length, base, is_kept)| {
            let span = start..start + length;
            start = span.end;
            Piece {
                span,
                base,
                is_kept,
            }
        });
        Self {
            pieces: laid_out.filter(|piece| !piece.span.is_empty()).collect(),
        }
    }

    /// What something was made of; for what was put in the empty place where that was.
    pub fn place(&self, span: &Span) -> Span {
        let holds = |at: usize| self.pieces.iter().find(|piece| piece.span.contains(&at));
        let end = || self.pieces.last().map_or(0, |piece| piece.base.end);
        let start = holds(span.start).map_or_else(end, |piece| piece.start_of(span.start));
        let last = span.end.checked_sub(1).filter(|_| !span.is_empty());
        let end = last.and_then(|last| Some(holds(last)?.end_of(last)));
        start..end.unwrap_or(start).max(start)
    }

    /// A finding in the text as one in what it was made of, with those of its fixes that are for what is there, too.
    #[must_use]
    pub fn back(&self, mut found: Diagnostic) -> Diagnostic {
        found.span = self.place(&found.span);
        for related in &mut found.related {
            related.span = self.place(&related.span);
        }
        found.fixes.retain_mut(|fix| {
            fix.edits.iter_mut().all(|edit| {
                let is_there = self.within(&edit.span).all(|(_, _, is_kept)| is_kept);
                edit.span = self.place(&edit.span);
                is_there
            })
        });
        found
    }

    /// The pieces and parts of pieces in a place: how long each is, what it was made of, and whether it is that.
    fn within(&self, span: &Span) -> impl Iterator<Item = (usize, Span, bool)> {
        let span = span.clone();
        self.pieces.iter().filter_map(move |piece| {
            let (from, to) = (
                span.start.max(piece.span.start),
                span.end.min(piece.span.end),
            );
            let last = to.checked_sub(1).filter(|_| from < to)?;
            let base = piece.start_of(from)..piece.end_of(last);
            Some((to - from, base, piece.is_kept))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use schema_core::edit;

    /// What each `[…]` of a text that edits made was made of.
    fn places(base: &str, edits: &[&[(&str, &str)]], asked: &[&str]) -> Vec<String> {
        let mut text = base.to_owned();
        let mut origin = Origin::of(base);
        for edits in edits {
            let edits: Vec<Edit> = edits
                .iter()
                .map(|(old, new)| {
                    let start = text.find(old).unwrap();
                    Edit {
                        span: start..start + old.len(),
                        text: (*new).to_owned(),
                    }
                })
                .collect();
            origin = origin.edited(&edits);
            text = edit::apply(&text, &edits);
        }
        let of = |asked: &&str| {
            let start = text.find(asked).unwrap();
            let place = origin.place(&(start..start + asked.len()));
            let start = place.start;
            format!("{start}+{}", &base[place])
        };
        asked.iter().map(of).collect()
    }

    #[test]
    fn what_is_kept_is_where_it_was_and_what_is_new_where_it_was_put() {
        let edits: [&[(&str, &str)]; 2] =
            [&[("pc", "pc-01"), ("<a/>", "<a/><b/>")], &[("01", "1")]];
        let asked = ["<n>", "pc-1", "</n>", "<b/>", "<c/>", "n><a", ""];
        assert_eq!(
            places("<n>pc</n><a/><c/>", &edits, &asked),
            [
                "0+<n>", "3+pc", "5+</n>", "9+<a/>", "13+<c/>", "7+n><a/>", "0+"
            ]
        );
    }

    #[test]
    fn a_place_behind_the_end_is_the_end() {
        assert_eq!(Origin::of("abc").place(&(3..3)), 3..3);
        assert_eq!(Origin::of("").place(&(0..0)), 0..0);
    }
}
