//! Bytes of a file → text.

use std::borrow::Cow;

use crate::span::Span;

/// Why bytes are no text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The bytes are not UTF-8.
    #[error(
        "this is not UTF-8; save the file as UTF-8, or name its encoding in an XML declaration"
    )]
    NotUtf8 {
        /// The first byte that is wrong.
        offset: usize,
    },
    /// The bytes are not UTF-16.
    #[error("the file begins as UTF-16, and this is not; save it as UTF-8")]
    NotUtf16,
    /// The XML declaration names an encoding that is not read here.
    #[error("letters in the encoding `{name}` cannot be read; save the file as UTF-8")]
    UnknownEncoding {
        /// The name in the declaration.
        name: String,
    },
}

/// The byte order mark of UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

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
    /// Windows-1252, as the XML declaration says.
    Windows1252,
    /// ASCII alone, which is the same in the encoding that the XML declaration names.
    Ascii,
    /// UTF-8 where the XML declaration says ASCII or UTF-16.
    Misdeclared,
}

/// What a declared encoding means for the bytes behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Declared {
    Utf8,
    Ascii,
    /// Which it is not, or the declaration itself could not be read.
    Utf16,
    Latin1,
    Windows1252,
    Other,
}

impl Declared {
    fn of(name: &str) -> Self {
        const NAMES: [(Declared, &[&str]); 5] = [
            (Declared::Utf8, &["utf-8", "utf8"]),
            (Declared::Ascii, &["us-ascii", "ascii"]),
            (
                Declared::Utf16,
                &[
                    "utf-16",
                    "utf16",
                    "utf-16le",
                    "utf-16be",
                    "ucs-2",
                    "iso-10646-ucs-2",
                ],
            ),
            (
                Declared::Latin1,
                &["iso-8859-1", "iso_8859-1", "latin1", "latin-1", "l1"],
            ),
            (Declared::Windows1252, &["windows-1252", "cp1252"]),
        ];
        let is_one = |names: &[&str]| names.iter().any(|other| name.eq_ignore_ascii_case(other));
        let known = NAMES.iter().find(|(_, names)| is_one(names));
        known.map_or(Self::Other, |(declared, _)| *declared)
    }
}

/// The encoding in which [`decode`] reads these bytes.
pub fn encoding(bytes: &[u8]) -> Encoding {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return Encoding::Utf16,
        [0xef, 0xbb, 0xbf, ..] => return Encoding::Utf8,
        _ if unmarked(bytes).is_some() => return Encoding::UnmarkedUtf16,
        _ => {}
    }
    match declared(bytes).map(Declared::of) {
        None | Some(Declared::Utf8) => Encoding::Utf8,
        Some(Declared::Latin1) => Encoding::Latin1,
        Some(Declared::Windows1252) => Encoding::Windows1252,
        Some(Declared::Ascii) if bytes.is_ascii() => Encoding::Utf8,
        Some(Declared::Ascii | Declared::Utf16) => Encoding::Misdeclared,
        Some(Declared::Other) => Encoding::Ascii,
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

/// The text of a file in one of the [encodings](Encoding) that are read; without a byte order mark, which is no part of
/// the text.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, DecodeError> {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest, 3),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => without_mark(bytes),
    }
}

fn without_mark(bytes: &[u8]) -> Result<Cow<'_, str>, DecodeError> {
    let one_byte =
        |letter: fn(u8) -> char| Ok(Cow::Owned(bytes.iter().copied().map(letter).collect()));
    match encoding(bytes) {
        Encoding::UnmarkedUtf16 => utf16(bytes, unmarked(bytes).unwrap_or(u16::from_le_bytes)),
        Encoding::Latin1 => one_byte(char::from),
        Encoding::Windows1252 => one_byte(windows_1252),
        Encoding::Ascii if !bytes.is_ascii() => Err(DecodeError::UnknownEncoding {
            name: declared(bytes).unwrap_or_default().to_owned(),
        }),
        Encoding::Utf8 | Encoding::Utf16 | Encoding::Ascii | Encoding::Misdeclared => {
            utf8(bytes, 0)
        }
    }
}

/// What Windows-1252 has where ISO-8859-1 has control characters; five of them have no letter, and stay.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
    '\u{8f}', //
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    let letter = byte
        .checked_sub(0x80)
        .and_then(|at| WINDOWS_1252.get(usize::from(at)));
    letter.copied().unwrap_or(char::from(byte))
}

/// The byte of a letter, where there is one.
fn in_windows_1252(letter: char) -> Option<u8> {
    let same = u8::try_from(u32::from(letter)).ok();
    let other = || WINDOWS_1252.iter().position(|own| *own == letter);
    same.filter(|byte| windows_1252(*byte) == letter)
        .or_else(|| u8::try_from(other()? + 0x80).ok())
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

/// Bytes that are no text, as text: what can be read of them, and where it is that they cannot be.
pub fn as_far_as_read(bytes: &[u8], error: &DecodeError) -> (String, Span) {
    match error {
        DecodeError::NotUtf16 => utf16_as_far_as_read(bytes),
        DecodeError::NotUtf8 { offset } => {
            let rest = bytes.strip_prefix(BOM).unwrap_or(bytes);
            let start = offset - (bytes.len() - rest.len());
            let text = String::from_utf8_lossy(rest).into_owned();
            (text, start..start + char::REPLACEMENT_CHARACTER.len_utf8())
        }
        DecodeError::UnknownEncoding { name } => {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let start = text.find(name.as_str()).unwrap_or(0);
            (text, start..start + name.len())
        }
    }
}

fn utf16_as_far_as_read(bytes: &[u8]) -> (String, Span) {
    let (unit, bytes): (fn([u8; 2]) -> u16, _) = match bytes {
        [0xff, 0xfe, rest @ ..] => (u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => (u16::from_be_bytes, rest),
        _ => (unmarked(bytes).unwrap_or(u16::from_le_bytes), bytes),
    };
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::new();
    let mut wrong = None;
    for letter in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let letter = letter.unwrap_or_else(|_| {
            wrong.get_or_insert(text.len());
            char::REPLACEMENT_CHARACTER
        });
        text.push(letter);
    }
    if !rest.is_empty() {
        wrong.get_or_insert(text.len());
        text.push(char::REPLACEMENT_CHARACTER);
    }
    let start = wrong.unwrap_or(0);
    (text, start..start + char::REPLACEMENT_CHARACTER.len_utf8())
}

/// The bytes of `text` in the encoding of `before`, with its byte order mark; `None` where that has no such character.
pub fn encode_as(before: &[u8], text: &str) -> Option<Vec<u8>> {
    let utf16 =
        |unit: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(unit).collect() };
    let one_byte = |byte: fn(char) -> Option<u8>| text.chars().map(byte).collect();
    match (encoding(before), before) {
        (Encoding::Utf16, [0xff, ..]) => {
            Some([&[0xff, 0xfe][..], &utf16(u16::to_le_bytes)].concat())
        }
        (Encoding::Utf16, _) => Some([&[0xfe, 0xff][..], &utf16(u16::to_be_bytes)].concat()),
        (Encoding::UnmarkedUtf16, [0, ..]) => Some(utf16(u16::to_be_bytes)),
        (Encoding::UnmarkedUtf16, _) => Some(utf16(u16::to_le_bytes)),
        (Encoding::Utf8, [0xef, 0xbb, 0xbf, ..]) => Some(format!("\u{feff}{text}").into_bytes()),
        (Encoding::Latin1, _) => one_byte(|letter| u8::try_from(u32::from(letter)).ok()),
        (Encoding::Windows1252, _) => one_byte(in_windows_1252),
        (Encoding::Ascii, _) => text.is_ascii().then(|| text.as_bytes().to_vec()),
        (Encoding::Utf8 | Encoding::Misdeclared, _) => Some(text.as_bytes().to_vec()),
    }
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
        let declared = decode(b"<?xml version='1.0' encoding='KOI8-R'?><a>\xc1</a>");
        assert_eq!(
            declared,
            Err(DecodeError::UnknownEncoding {
                name: "KOI8-R".to_owned()
            })
        );
    }

    #[test]
    fn what_is_no_text_is_shown_as_far_as_it_can_be_read() {
        for (bytes, expected, at) in [
            (&b"ab\xffc"[..], "ab\u{fffd}c", "\u{fffd}"),
            (b"\xef\xbb\xbfab\xff", "ab\u{fffd}", "\u{fffd}"),
            (b"\xff\xfea\0\x00\xd8b\0", "a\u{fffd}b", "\u{fffd}"),
            (b"\xfe\xff\0a\0", "a\u{fffd}", "\u{fffd}"),
            (
                b"<?xml version='1.0' encoding='KOI8-R'?>\xc1",
                "<?xml version='1.0' encoding='KOI8-R'?>\u{fffd}",
                "KOI8-R",
            ),
        ] {
            let error = decode(bytes).unwrap_err();
            let (text, span) = as_far_as_read(bytes, &error);
            assert_eq!(text, expected);
            assert_eq!(&text[span], at);
        }
    }

    #[test]
    fn a_declaration_that_says_something_else_does_not_matter_to_what_can_be_read() {
        for (name, letters, expected, known_as) in [
            (
                "windows-1252",
                &b"\x80\xe9"[..],
                "€é",
                Encoding::Windows1252,
            ),
            ("koi8-r", b"e", "e", Encoding::Ascii),
            ("ascii", b"e", "e", Encoding::Utf8),
            ("ascii", "é".as_bytes(), "é", Encoding::Misdeclared),
            ("UTF-16", "é".as_bytes(), "é", Encoding::Misdeclared),
        ] {
            let declaration = format!("<?xml version='1.0' encoding='{name}'?>");
            let bytes = [declaration.as_bytes(), letters].concat();
            assert_eq!(decode(&bytes).unwrap(), format!("{declaration}{expected}"));
            assert_eq!(encoding(&bytes), known_as);
        }
    }

    #[test]
    fn a_file_keeps_its_encoding() {
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a b='\xe9'/>";
        let windows = b"<?xml version='1.0' encoding='windows-1252'?><a b='\x80\x81\xe9'/>";
        let koi = b"<?xml version='1.0' encoding='koi8-r'?><a/>";
        let utf16: Vec<u8> = utf16_bytes("\u{feff}<a b='\u{e9}'/>", u16::to_le_bytes);
        let big: Vec<u8> = utf16_bytes("<a/>", u16::to_be_bytes);
        for before in [
            &latin[..],
            windows,
            koi,
            &utf16,
            &utf16[2..],
            &big,
            "\u{feff}<a/>".as_bytes(),
            "<a b='\u{e9}'/>".as_bytes(),
        ] {
            let text = decode(before).unwrap();
            assert_eq!(encode_as(before, &text).unwrap(), before);
        }
        for before in [&latin[..], windows, koi] {
            assert_eq!(encode_as(before, "\u{1d11e}"), None);
        }
    }
}
