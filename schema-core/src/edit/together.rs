//! Edits of a text, and then edits of what came of it, as edits of the text.

use crate::diagnostic::Edit;
use crate::span::Span;

/// A part of a text that was edited.
#[derive(Clone, Debug)]
enum Piece {
    /// What stood there before.
    Old(Span),
    /// What is new.
    New(String),
}

impl Piece {
    fn len(&self) -> usize {
        match self {
            Self::Old(span) => span.len(),
            Self::New(text) => text.len(),
        }
    }

    /// A part of it.
    fn part(&self, from: usize, to: usize) -> Self {
        match self {
            Self::Old(span) => Self::Old(span.start + from..span.start + to),
            Self::New(text) => Self::New(text.get(from..to).unwrap_or_default().to_owned()),
        }
    }
}

/// The edits of a text of `len` bytes that do what `first` does to it and then `second` to the result. Both are in order,
/// without overlaps.
pub fn together(len: usize, first: &[Edit], second: &[Edit]) -> Vec<Edit> {
    let whole = vec![Piece::Old(0..len)];
    let pieces = edited(&edited(&whole, first), second);
    let mut edits = Vec::new();
    let mut at = 0;
    let mut text = String::new();
    let end = Piece::Old(len..len);
    for piece in pieces.iter().chain([&end]) {
        match piece {
            Piece::New(new) => text.push_str(new),
            Piece::Old(span) => {
                if span.start > at || !text.is_empty() {
                    edits.push(Edit {
                        span: at..span.start,
                        text: std::mem::take(&mut text),
                    });
                }
                at = span.end;
            }
        }
    }
    edits
}

fn edited(pieces: &[Piece], edits: &[Edit]) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut at = 0;
    for edit in edits {
        out.extend(parts(pieces, at..edit.span.start));
        if !edit.text.is_empty() {
            out.push(Piece::New(edit.text.clone()));
        }
        at = edit.span.end;
    }
    let len = pieces.iter().map(Piece::len).sum();
    out.extend(parts(pieces, at..len));
    out
}

/// What of the pieces stands at a place of the text that they are.
fn parts(pieces: &[Piece], place: Span) -> impl Iterator<Item = Piece> {
    let mut start = 0;
    pieces.iter().filter_map(move |piece| {
        let end = start + piece.len();
        let (from, to) = (place.start.max(start), place.end.min(end));
        let part = (from < to).then(|| piece.part(from - start, to - start));
        start = end;
        part
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;

    #[test]
    fn edits_of_edits_are_edits_of_the_text() {
        let texts = ["", "X", "a long one"];
        let places =
            |len: usize| (0..=len).flat_map(move |from| (from..=len).map(move |to| from..to));
        let text = "0123456";
        for span in places(text.len()) {
            for one in texts {
                let first = [Edit {
                    span: span.clone(),
                    text: one.to_owned(),
                }];
                let mid = apply(text, &first);
                for span in places(mid.len()) {
                    for other in texts {
                        let second = [Edit {
                            span: span.clone(),
                            text: other.to_owned(),
                        }];
                        let both = together(text.len(), &first, &second);
                        let expected = apply(&mid, &second);
                        assert_eq!(apply(text, &both), expected, "{first:?} {second:?}");
                    }
                }
            }
        }
    }
}
