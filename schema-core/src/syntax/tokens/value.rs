//! Where the value of an attribute ends.

use crate::syntax::characters::{blank_length, is_blank, name_length};

/// The end of the value whose opening quote is at `open`, behind the closing quote if it has one.
///
/// In well-formed text that is the next such quote. Otherwise it may be the opening quote of another attribute, and this
/// one lacks its own; then the value ends before that attribute, or with its tag or line.
pub(super) fn end_of_quoted(text: &str, open: usize, quote: u8) -> usize {
    let bytes = text.as_bytes();
    let inside = open + 1;
    let next = position(bytes, inside, |byte| byte == quote);
    let limit = next.unwrap_or(bytes.len());
    let less = position(bytes.get(..limit).unwrap_or_default(), inside, |byte| {
        byte == b'<'
    });
    match (next, less) {
        (Some(next), None) if closes(bytes, next) => next + 1,
        // `type='file device='disk'`: what looks like the end of the value is the beginning of another.
        (Some(next), None) => {
            let value = text.get(inside..next).unwrap_or_default();
            match start_of_last_attribute(value) {
                Some(at) => inside + at,
                None => end_around_quotes(bytes, next, quote).unwrap_or(next + 1),
            }
        }
        (Some(next), Some(_))
            if closes(bytes, next)
                && is_one_line(bytes, inside, next)
                && !follows_equals(bytes, next) =>
        {
            next + 1
        }
        (_, less) => {
            let region = text.get(inside..less.unwrap_or(limit)).unwrap_or_default();
            inside + end_of_unclosed(region)
        }
    }
}

/// Whether what stands behind a quote stands behind a value.
fn closes(bytes: &[u8], quote: usize) -> bool {
    let ends = |byte: Option<&u8>| byte.is_none_or(|byte| is_blank(*byte) || *byte == b'>');
    match bytes.get(quote + 1) {
        Some(b'/') => ends(bytes.get(quote + 2)),
        Some(b'?') => true,
        behind => ends(behind),
    }
}

/// The end of a value that has quotes of its own kind inside, as `'O'Brien.vdi'` and `""a""`; `from` is the first of them.
fn end_around_quotes(bytes: &[u8], from: usize, quote: u8) -> Option<usize> {
    const LONGEST: usize = 1024;
    let rest = bytes.get(from + 1..)?.iter().take(LONGEST);
    let rest = (from + 1..)
        .zip(rest)
        .take_while(|(_, byte)| !matches!(byte, b'=' | b'<' | b'>' | b'\n' | b'\r'));
    let last = rest
        .filter(|(at, byte)| **byte == quote && closes(bytes, *at))
        .last()?;
    Some(last.0 + 1)
}

fn position(bytes: &[u8], from: usize, wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.iter()
        .position(|byte| wanted(*byte))
        .map(|at| from + at)
}

fn is_one_line(bytes: &[u8], start: usize, end: usize) -> bool {
    bytes
        .get(start..end)
        .is_some_and(|line| !line.contains(&b'\n'))
}

fn follows_equals(bytes: &[u8], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b'=')
}

/// Where the blanks before `name=` at the end of a value begin.
fn start_of_last_attribute(value: &str) -> Option<usize> {
    let before_equals = value.trim_end().strip_suffix('=')?.trim_end();
    let name = before_equals.rfind(|character: char| character.is_ascii_whitespace())? + 1;
    let length = name_length(before_equals.get(name..)?);
    (length > 0 && name + length == before_equals.len()).then(|| {
        before_equals
            .get(..name)
            .unwrap_or_default()
            .trim_end()
            .len()
    })
}

/// Where a value without closing quote ends in `region`, in which there is none.
fn end_of_unclosed(region: &str) -> usize {
    let bytes = region.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'>' | b'\n' | b'\r' => break,
            b'/' if bytes.get(at + 1) == Some(&b'>') => break,
            b' ' | b'\t' => {
                let rest = region.get(at..).unwrap_or_default();
                let blanks = blank_length(rest);
                if begins_attribute(rest.get(blanks..).unwrap_or_default()) {
                    break;
                }
                at += blanks;
            }
            _ => at += 1,
        }
    }
    region
        .get(..at.min(region.len()))
        .unwrap_or_default()
        .trim_end()
        .len()
}

/// Whether `text` begins with a name, `=` and a quote.
pub(super) fn begins_attribute(text: &str) -> bool {
    let length = name_length(text);
    let Some(rest) = text.get(length..).filter(|_| length > 0) else {
        return false;
    };
    let rest = rest.trim_start_matches([' ', '\t']);
    let Some(rest) = rest.strip_prefix('=') else {
        return false;
    };
    rest.trim_start_matches([' ', '\t'])
        .starts_with(['"', '\''])
}

/// Quotes that word processors write, and that XML does not have.
pub(crate) const FOREIGN_QUOTES: [char; 10] = ['“', '”', '„', '‟', '«', '»', '‘', '’', '`', '´'];

/// The length of a value between foreign quotes, which end it on its line.
fn length_between_foreign(text: &str) -> Option<usize> {
    let inside = text.strip_prefix(FOREIGN_QUOTES)?;
    let line = inside.split(['\n', '\r', '<', '>']).next()?;
    let ends = line
        .match_indices(FOREIGN_QUOTES)
        .map(|(at, quote)| text.len() - inside.len() + at + quote.len());
    let mut ends = ends.filter(|end| closes(text.as_bytes(), end - 1));
    ends.next()
}

/// The length of a value without opening quote; a path may have blanks.
pub(super) fn length_of_unquoted(text: &str) -> usize {
    if let Some(length) = length_between_foreign(text) {
        return length;
    }
    let mut end = length_of_word(text);
    let is_path = text.starts_with(['/', '\\']) || text.get(1..3) == Some(":\\");
    if !is_path {
        return end;
    }
    loop {
        let rest = text.get(end..).unwrap_or_default();
        let behind = rest.trim_start_matches(' ');
        let word = behind.get(..length_of_word(behind)).unwrap_or_default();
        if word.contains(['=', '"', '\'']) || !word.contains(['.', '/', '\\']) {
            return end;
        }
        end += rest.len() - behind.len() + word.len();
    }
}

fn length_of_word(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ends = |at: usize, byte: u8| {
        is_blank(byte)
            || matches!(byte, b'<' | b'>')
            || byte == b'/' && bytes.get(at + 1) == Some(&b'>')
    };
    bytes
        .iter()
        .enumerate()
        .find(|(at, byte)| ends(*at, **byte))
        .map_or(bytes.len(), |(at, _)| at)
}
