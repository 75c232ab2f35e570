//! Places in a text: byte ranges inside, lines and columns at the edges.

use std::ops::Range;

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
}

impl LineIndex {
    /// Finds the lines of `text`. `\n`, `\r\n` and a lone `\r` end a line; a byte order mark takes no column.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![if text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        }];
        let mut bytes = text.bytes().enumerate().peekable();
        while let Some((at, byte)) = bytes.next() {
            let ends = match byte {
                b'\n' => true,
                b'\r' => bytes.peek().is_none_or(|(_, next)| *next != b'\n'),
                _ => false,
            };
            if ends {
                starts.push(at + 1);
            }
        }
        Self { starts }
    }

    /// The number of lines.
    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    /// The line, from 1, of the byte at `offset`.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).max(1)
    }

    /// The line and column of the byte at `offset` of `text`, the text that this was made of.
    pub fn line_column(&self, text: &str, offset: usize) -> LineColumn {
        LineColumn {
            line: self.line(offset),
            column: self.before(text, offset).chars().count() + 1,
        }
    }

    /// The position in an editor's terms of the byte at `offset` of `text`.
    pub fn position(&self, text: &str, offset: usize, columns: Columns) -> EditorPosition {
        let before = self.before(text, offset);
        EditorPosition {
            line: self.line(offset) - 1,
            character: match columns {
                Columns::Utf8 => before.len(),
                Columns::Utf16 => before.chars().map(char::len_utf16).sum(),
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
    fn before<'t>(&self, text: &'t str, offset: usize) -> &'t str {
        let start = self.starts.get(self.line(offset) - 1).copied().unwrap_or(0);
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.get(start..end).unwrap_or_default()
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
