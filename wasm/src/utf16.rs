//! From bytes to UTF-16 code units.

use schema_core::Span;

/// The places of a text in UTF-16 code units.
#[derive(Debug)]
pub(crate) struct Utf16 {
    /// Behind each character that is not ASCII: its place in bytes, and by how much less it is in UTF-16 up to there.
    wide: Vec<(usize, usize)>,
}

impl Utf16 {
    pub(crate) fn new(text: &str) -> Self {
        let mut less = 0;
        let wide = text
            .char_indices()
            .filter(|(_, character)| !character.is_ascii())
            .map(|(at, character)| {
                less += character.len_utf8() - character.len_utf16();
                (at + character.len_utf8(), less)
            });
        Self {
            wide: wide.collect(),
        }
    }

    pub(crate) fn offset(&self, byte: usize) -> usize {
        let before = self.wide.partition_point(|(end, _)| *end <= byte);
        let less = before
            .checked_sub(1)
            .and_then(|last| self.wide.get(last))
            .map_or(0, |(_, less)| *less);
        byte - less
    }

    pub(crate) fn range(&self, span: &Span) -> (usize, usize) {
        (self.offset(span.start), self.offset(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_code_units() {
        let text = "aä𝄞b";
        let places = Utf16::new(text);
        for (at, _) in text.char_indices() {
            assert_eq!(places.offset(at), text[..at].encode_utf16().count(), "{at}");
        }
        assert_eq!(places.range(&(0..text.len())), (0, 5));
    }
}
