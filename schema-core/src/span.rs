//! Places in a text: byte ranges inside, lines and columns at the edges.

use std::ops::Range;
use std::sync::OnceLock;

/// A range of bytes of the text.
pub type Span = Range<usize>;

/// A line and a column, both from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

/// A line and a column, both from 0, as editors count them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EditorPosition {
    /// The line, from 0.
    pub line: usize,
    /// The column, from 0.
    pub character: usize,
}

/// What an editor counts in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16.
    Utf16,
}

impl Columns {
    const fn width(self, character: char) -> usize {
        match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
        }
    }
}

/// Where the lines of a text begin; built once, asked many times.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// How much stands before each step of the text; made when a place far into a line is asked for.
    steps: OnceLock<Vec<Length>>,
}

/// Columns further into a line than this are not counted from its beginning: a text of one line may have many findings.
const STEP: usize = 4096;

/// How long a piece of text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Length {
    characters: usize,
    utf16: usize,
}

impl Length {
    /// That of a piece of UTF-8, which may begin or end in a character: that one counts where it begins.
    fn of(bytes: &[u8]) -> Self {
        let begins = |byte: &&u8| **byte & 0xc0 != 0x80;
        let is_long = |byte: &&u8| **byte >= 0xf0;
        let characters = bytes.iter().filter(begins).count();
        Self {
            characters,
            utf16: characters + bytes.iter().filter(is_long).count(),
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            characters: self.characters + other.characters,
            utf16: self.utf16 + other.utf16,
        }
    }

    fn without(self, other: Self) -> Self {
        Self {
            characters: self.characters.saturating_sub(other.characters),
            utf16: self.utf16.saturating_sub(other.utf16),
        }
    }
}

impl LineIndex {
    /// Finds the lines of `text`. `\n`, `\r\n` and a lone `\r` end a line; a byte order mark takes no column.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![if text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        }];
        let bytes = text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            let ends = match byte {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                _ => false,
            };
            if ends {
                starts.push(at + 1);
            }
        }
        Self {
            starts,
            steps: OnceLock::new(),
        }
    }

    /// The number of lines.
    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    /// The line, from 1, of the byte at `offset`.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).max(1)
    }

    /// The line, without what ends it, that holds the byte at `offset` of `text`, the text that this was made of.
    pub fn around(&self, text: &str, offset: usize) -> Span {
        let next = self.line(offset);
        let start = self.starts.get(next - 1).copied().unwrap_or_default();
        let Some(end) = self.starts.get(next) else {
            return start..text.len();
        };
        let line = text.get(start..*end).unwrap_or_default();
        start..start + line.trim_end_matches(['\r', '\n']).len()
    }

    /// The line and column of the byte at `offset` of `text`, the text that this was made of.
    pub fn line_column(&self, text: &str, offset: usize) -> LineColumn {
        LineColumn {
            line: self.line(offset),
            column: self.length(text, &self.before(text, offset)).characters + 1,
        }
    }

    /// The position in an editor's terms of the byte at `offset` of `text`.
    pub fn position(&self, text: &str, offset: usize, columns: Columns) -> EditorPosition {
        let before = self.before(text, offset);
        EditorPosition {
            line: self.line(offset) - 1,
            character: match columns {
                Columns::Utf8 => before.len(),
                Columns::Utf16 => self.length(text, &before).utf16,
            },
        }
    }

    /// The byte that an editor's position means; the end of the line where the column is beyond it.
    pub fn offset(&self, text: &str, position: EditorPosition, columns: Columns) -> usize {
        let Some(&start) = self.starts.get(position.line) else {
            return text.len();
        };
        let mut units = 0;
        for (at, character) in text.get(start..).unwrap_or_default().char_indices() {
            if units >= position.character || character == '\n' || character == '\r' {
                return start + at;
            }
            units += columns.width(character);
        }
        text.len()
    }

    /// The part of the line before `offset`.
    fn before(&self, text: &str, offset: usize) -> Span {
        let start = self.starts.get(self.line(offset) - 1).copied().unwrap_or(0);
        let end = text.floor_char_boundary(offset.min(text.len()));
        start.min(end)..end
    }

    /// How long a part of the text is.
    fn length(&self, text: &str, span: &Span) -> Length {
        let bytes = text.as_bytes();
        if span.len() <= STEP {
            return Length::of(bytes.get(span.clone()).unwrap_or_default());
        }
        let steps = self.steps.get_or_init(|| {
            let mut sum = Length::default();
            let steps = bytes.chunks(STEP).map(|step| {
                let before = sum;
                sum = sum.and(Length::of(step));
                before
            });
            steps.collect()
        });
        let before = |offset: usize| {
            // The end of a text may be where a step would begin.
            let step = (offset / STEP).min(steps.len().saturating_sub(1));
            let rest = bytes.get(step * STEP..offset).unwrap_or_default();
            let step = steps.get(step).copied().unwrap_or_default();
            step.and(Length::of(rest))
        };
        before(span.end).without(before(span.start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, needle: &str, line: usize, column: usize, [utf8, utf16]: [usize; 2]) {
        let index = LineIndex::new(text);
        let at = text.find(needle).unwrap();
        assert_eq!(index.line_column(text, at), LineColumn { line, column });
        for (columns, character) in [(Columns::Utf8, utf8), (Columns::Utf16, utf16)] {
            let line = line - 1;
            let position = EditorPosition { line, character };
            assert_eq!(index.position(text, at, columns), position);
            assert_eq!(index.offset(text, position, columns), at);
        }
    }

    #[test]
    fn every_kind_of_line_end_ends_one_line() {
        check("a\nbX", "X", 2, 2, [1, 1]);
        check("a\r\nbX", "X", 2, 2, [1, 1]);
        check("a\rbX", "X", 2, 2, [1, 1]);
        check("a\n\n\r\nX", "X", 4, 1, [0, 0]);
    }

    #[test]
    fn columns_count_characters_and_utf16_counts_code_units() {
        check("\u{e9}\u{1d11e}X", "X", 1, 3, [6, 3]);
    }

    #[test]
    fn columns_far_into_a_line_are_counted_as_others_are() {
        for piece in ["a", "\u{e9}", "\u{1d11e}", "a\u{e9}\u{1d11e}"] {
            let line = piece.repeat(2 * STEP + 5);
            let text = format!("first\n{line}X{line}");
            let index = LineIndex::new(&text);
            for (at, _) in text.char_indices().skip(5).step_by(997) {
                let before = &text[6..at.max(6)];
                let column = index.line_column(&text, at.max(6)).column;
                assert_eq!(column, before.chars().count() + 1);
                let position = index.position(&text, at.max(6), Columns::Utf16);
                assert_eq!(position.character, before.encode_utf16().count());
            }
            let end = index.line_column(&text, text.len()).column;
            assert_eq!(end, 2 * line.chars().count() + 2);
        }
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        check("\u{feff}X", "X", 1, 1, [0, 0]);
    }

    #[test]
    fn offsets_outside_the_text_or_inside_a_character_are_clamped() {
        let text = "\u{e9}";
        let index = LineIndex::new(text);
        assert_eq!(index.line_column(text, 1).column, 1);
        assert_eq!(index.line_column(text, 99).column, 2);
        assert_eq!(
            index.offset(
                text,
                EditorPosition {
                    line: 7,
                    character: 0
                },
                Columns::Utf16
            ),
            2
        );
    }
}
