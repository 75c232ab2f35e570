//! Between bytes and UTF-16 code units.

use schema_core::Span;

/// The places of a text in UTF-16 code units.
#[derive(Debug)]
pub(crate) struct Utf16<'t> {
    text: &'t str,
    /// Behind each character that is not ASCII: its place in bytes, and by how much less it is in UTF-16 up to there.
    wide: Vec<(usize, usize)>,
}

impl<'t> Utf16<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let mut less = 0;
        let mut wide = Vec::new();
        if !text.is_ascii() {
            let others = text.char_indices().filter(|(_, one)| !one.is_ascii());
            for (at, character) in others {
                less += character.len_utf8() - character.len_utf16();
                wide.push((at + character.len_utf8(), less));
            }
        }
        Self { text, wide }
    }

    /// The text whose places these are.
    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    pub(crate) fn offset(&self, byte: usize) -> usize {
        byte - self.less(self.wide.partition_point(|(end, _)| *end <= byte))
    }

    /// The place in bytes: that of the character where it is inside of one, and the end where it is behind the text.
    pub(crate) fn byte(&self, offset: usize) -> usize {
        let before = self
            .wide
            .partition_point(|(end, less)| end - less <= offset);
        let mut byte = (offset + self.less(before)).min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }

    pub(crate) fn range(&self, span: &Span) -> (usize, usize) {
        (self.offset(span.start), self.offset(span.end))
    }

    /// By how much less the text is up to the end of the first so many wide characters.
    fn less(&self, count: usize) -> usize {
        let last = count.checked_sub(1).and_then(|last| self.wide.get(last));
        last.map_or(0, |(_, less)| *less)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_code_units_and_back() {
        let text = "aä𝄞€b";
        let places = Utf16::new(text);
        for (at, _) in text.char_indices() {
            let units = text[..at].encode_utf16().count();
            assert_eq!(places.offset(at), units, "{at}");
            assert_eq!(places.byte(units), at, "{units}");
        }
        assert_eq!(places.range(&(0..text.len())), (0, 6));
    }

    #[test]
    fn a_place_that_is_none_is_the_nearest_before() {
        let places = Utf16::new("a𝄞b");
        assert_eq!(places.byte(2), 1, "in the middle of a pair");
        assert_eq!(places.byte(99), 6, "behind the end");
    }
}
