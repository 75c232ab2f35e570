//! Bytes of a file → text.

use std::borrow::Cow;

/// Why bytes are no text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The bytes are not UTF-8.
    #[error(
        "byte {offset} is not UTF-8; save the file as UTF-8, or name its encoding in an XML declaration"
    )]
    NotUtf8 {
        /// The first byte that is wrong.
        offset: usize,
    },
    /// The bytes are not UTF-16.
    #[error("the file begins as UTF-16, but is not UTF-16 throughout; save it as UTF-8")]
    NotUtf16,
    /// The XML declaration names an encoding that is not read here.
    #[error("the encoding `{name}` cannot be read; save the file as UTF-8")]
    UnknownEncoding {
        /// The name in the declaration.
        name: String,
    },
}

/// The encodings that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16 with a byte order mark.
    Utf16,
    /// UTF-16 without one, as the zeros between the first letters tell.
    UnmarkedUtf16,
    /// ISO-8859-1, as the XML declaration says.
    Latin1,
}

/// The encoding in which [`decode`] reads these bytes.
pub fn encoding(bytes: &[u8]) -> Encoding {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Encoding::Utf16,
        [0xef, 0xbb, 0xbf, ..] => Encoding::Utf8,
        _ if unmarked(bytes).is_some() => Encoding::UnmarkedUtf16,
        _ if declared(bytes).is_some_and(|name| is_one_of(name, LATIN1)) => Encoding::Latin1,
        _ => Encoding::Utf8,
    }
}

/// How two bytes are a unit of UTF-16 in a file without a byte order mark. A document begins with `<` or a blank, and
/// none has a zero in it.
fn unmarked(bytes: &[u8]) -> Option<fn([u8; 2]) -> u16> {
    match bytes {
        [b'<' | b' ' | b'\t' | b'\r' | b'\n', 0, ..] => Some(u16::from_le_bytes),
        [0, b'<' | b' ' | b'\t' | b'\r' | b'\n', ..] => Some(u16::from_be_bytes),
        _ => None,
    }
}

/// The names of ISO-8859-1.
const LATIN1: &[&str] = &["iso-8859-1", "iso_8859-1", "latin1", "latin-1", "l1"];

/// The text of a file in UTF-8, UTF-16, or Latin-1 or ASCII by declaration; without a byte order mark, which is no part
/// of the text.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, DecodeError> {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest, 3),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => without_mark(bytes),
    }
}

fn without_mark(bytes: &[u8]) -> Result<Cow<'_, str>, DecodeError> {
    if let Some(unit) = unmarked(bytes) {
        return utf16(bytes, unit);
    }
    match declared(bytes) {
        Some(name) if is_one_of(name, LATIN1) => {
            Ok(Cow::Owned(bytes.iter().copied().map(char::from).collect()))
        }
        Some(name) if !is_one_of(name, &["utf-8", "utf8", "us-ascii", "ascii"]) => {
            Err(DecodeError::UnknownEncoding {
                name: name.to_owned(),
            })
        }
        Some(_) | None => utf8(bytes, 0),
    }
}

fn utf8(bytes: &[u8], skipped: usize) -> Result<Cow<'_, str>, DecodeError> {
    std::str::from_utf8(bytes)
        .map(Cow::Borrowed)
        .map_err(|error| DecodeError::NotUtf8 {
            offset: error.valid_up_to() + skipped,
        })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'static, str>, DecodeError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(DecodeError::NotUtf16);
    }
    let text: Result<String, _> =
        char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect();
    text.map(Cow::Owned).map_err(|_| DecodeError::NotUtf16)
}

/// The encoding that the XML declaration names; the declaration is ASCII in every encoding that is read here.
fn declared(bytes: &[u8]) -> Option<&str> {
    let end = bytes.iter().take(256).position(|byte| *byte == b'>')?;
    let declaration = std::str::from_utf8(bytes.get(..end)?)
        .ok()?
        .strip_prefix("<?xml")?;
    let (_, rest) = declaration.split_once("encoding")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest
        .chars()
        .next()
        .filter(|quote| matches!(quote, '"' | '\''))?;
    rest.get(1..)?.split_once(quote).map(|(name, _)| name)
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|other| name.eq_ignore_ascii_case(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16_bytes(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "<a b='\u{e9}'/>";
        assert_eq!(decode(text.as_bytes()).unwrap(), text);
        assert_eq!(decode(format!("\u{feff}{text}").as_bytes()).unwrap(), text);
        let marked = format!("\u{feff}{text}");
        assert_eq!(
            decode(&utf16_bytes(&marked, u16::to_le_bytes)).unwrap(),
            text
        );
        assert_eq!(
            decode(&utf16_bytes(&marked, u16::to_be_bytes)).unwrap(),
            text
        );
        for unit in [u16::to_le_bytes, u16::to_be_bytes] {
            let bytes = utf16_bytes(text, unit);
            assert_eq!(decode(&bytes).unwrap(), text);
            assert_eq!(encoding(&bytes), Encoding::UnmarkedUtf16);
        }
        let declared = b"<?xml version='1.0' encoding=\"ISO-8859-1\"?><a b='\xe9'/>";
        assert!(decode(declared).unwrap().ends_with(text));
    }

    #[test]
    fn what_is_no_text_says_where_or_what() {
        assert_eq!(decode(b"ab\xff"), Err(DecodeError::NotUtf8 { offset: 2 }));
        assert_eq!(
            decode(b"\xef\xbb\xbfab\xff"),
            Err(DecodeError::NotUtf8 { offset: 5 })
        );
        assert_eq!(decode(b"\xff\xfea"), Err(DecodeError::NotUtf16));
        assert_eq!(decode(b"\xff\xfe\x00\xd8a\x00"), Err(DecodeError::NotUtf16));
        let declared = decode(b"<?xml version='1.0' encoding='EBCDIC'?><a/>");
        assert_eq!(
            declared,
            Err(DecodeError::UnknownEncoding {
                name: "EBCDIC".to_owned()
            })
        );
    }
}
