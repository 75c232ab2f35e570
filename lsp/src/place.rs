//! Places in the protocol's terms: lines and columns of UTF-8 or UTF-16, as was agreed upon.

use schema_core::span::{Columns, EditorPosition, LineIndex, Span};

use crate::protocol::{Position, Range, TextEdit};

/// A text with its lines, which turns bytes into the protocol's places and back.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Places<'t> {
    pub(crate) text: &'t str,
    pub(crate) lines: &'t LineIndex,
    pub(crate) columns: Columns,
}

impl Places<'_> {
    pub(crate) fn position(&self, offset: usize) -> Position {
        let EditorPosition { line, character } =
            self.lines.position(self.text, offset, self.columns);
        Position {
            line: narrow(line),
            character: narrow(character),
        }
    }

    pub(crate) fn range(&self, span: &Span) -> Range {
        Range {
            start: self.position(span.start),
            end: self.position(span.end),
        }
    }

    /// The byte that a position means; the nearest one that there is.
    pub(crate) fn offset(&self, position: Position) -> usize {
        let wide = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let position = EditorPosition {
            line: wide(position.line),
            character: wide(position.character),
        };
        self.lines.offset(self.text, position, self.columns)
    }

    pub(crate) fn span(&self, range: Range) -> Span {
        let start = self.offset(range.start);
        start..self.offset(range.end).max(start)
    }

    pub(crate) fn edits(&self, edits: &[schema_core::Edit]) -> Vec<TextEdit> {
        edits
            .iter()
            .map(|edit| TextEdit {
                range: self.range(&edit.span),
                new_text: edit.text.clone(),
            })
            .collect()
    }
}

/// Numbers of the protocol have 31 bits.
pub(crate) fn narrow(number: usize) -> u32 {
    u32::try_from(number)
        .unwrap_or(u32::MAX >> 1)
        .min(u32::MAX >> 1)
}
