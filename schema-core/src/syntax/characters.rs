//! Which characters XML allows where.

/// Whether XML allows the character in a document at all.
pub(crate) const fn is_allowed(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => true,
        '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => false,
        _ => true,
    }
}

/// Whether the byte is one of XML's four blanks.
pub(crate) const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// Whether a name can begin with the character.
pub(crate) const fn begins_name(character: char) -> bool {
    matches!(character,
        'a'..='z' | 'A'..='Z' | ':' | '_'
        | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}'
        | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}'
        | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
        | '\u{10000}'..='\u{effff}')
}

/// Whether a name can have the character after its first.
pub(crate) const fn continues_name(character: char) -> bool {
    begins_name(character)
        || matches!(character,
            '0'..='9' | '-' | '.' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// The length of the name that `text` begins with, in bytes; 0 without one.
pub(crate) fn name_length(text: &str) -> usize {
    let simple = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if simple > 0 && !text.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        let rest = text.get(simple..).unwrap_or_default();
        return simple + length_while(rest, continues_name);
    }
    match text.chars().next() {
        Some(first) if begins_name(first) => length_while(text, continues_name),
        Some(_) | None => 0,
    }
}

/// The length of the blanks that `text` begins with.
pub(crate) fn blank_length(text: &str) -> usize {
    text.bytes().take_while(|byte| is_blank(*byte)).count()
}

/// The length of the characters that `text` begins with and that are `wanted`, in bytes.
pub(crate) fn length_while(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    text.char_indices()
        .find(|(_, character)| !wanted(*character))
        .map_or(text.len(), |(at, _)| at)
}

/// What `&…;` at the beginning of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reference<'t> {
    /// `&lt;`, `&#60;` and the like.
    Character(char),
    /// A reference to an entity that XML itself does not have.
    Entity(&'t str),
    /// A number of a character that XML does not allow, or that is none.
    Forbidden,
}

/// The reference that `text` begins with, and its length; `None` where the `&` stands for itself.
pub(crate) fn reference(text: &str) -> Option<(Reference<'_>, usize)> {
    let rest = text.strip_prefix('&')?;
    if let Some(number) = rest.strip_prefix('#') {
        let (digits, radix) = match number.strip_prefix('x') {
            Some(digits) => (digits, 16),
            None => (number, 10),
        };
        let length = length_while(digits, |character| character.is_digit(radix));
        let value = digits.get(..length).filter(|value| !value.is_empty())?;
        let after = digits.get(length..)?.strip_prefix(';')?;
        let character = u32::from_str_radix(value, radix)
            .ok()
            .and_then(char::from_u32)
            .filter(|character| is_allowed(*character));
        let reference = character.map_or(Reference::Forbidden, Reference::Character);
        return Some((reference, text.len() - after.len()));
    }
    let length = name_length(rest);
    let name = rest.get(..length).filter(|name| !name.is_empty())?;
    let after = rest.get(length..)?.strip_prefix(';')?;
    let reference = named(name).map_or(Reference::Entity(name), Reference::Character);
    Some((reference, text.len() - after.len()))
}

/// The character of one of the five entities that XML has.
pub(crate) fn named(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

/// `text` with its references written out; those that mean nothing stay as they are.
pub(crate) fn resolve(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains('&') {
        return std::borrow::Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let length = match reference(from) {
            Some((Reference::Character(character), length)) => {
                out.push(character);
                length
            }
            Some((Reference::Entity(_) | Reference::Forbidden, _)) | None => {
                out.push('&');
                1
            }
        };
        rest = from.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    std::borrow::Cow::Owned(out)
}

/// The text as it is written between quotes of either kind, or between tags.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '\'' => out.push_str("&apos;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_end_where_xml_says() {
        let cases = [
            ("disk type", 4),
            ("a-b.c:d_1>", 9),
            ("\u{e4}b=", 3),
            ("1a", 0),
            ("-a", 0),
            ("", 0),
            (":a", 2),
        ];
        for (text, length) in cases {
            assert_eq!(name_length(text), length, "{text}");
        }
    }

    #[test]
    fn references_are_told_from_lone_ampersands() {
        let cases = [
            ("&amp;x", Some((Reference::Character('&'), 5))),
            ("&#60;", Some((Reference::Character('<'), 5))),
            ("&#x1d11e;", Some((Reference::Character('\u{1d11e}'), 9))),
            ("&#0;", Some((Reference::Forbidden, 4))),
            ("&#xd800;", Some((Reference::Forbidden, 8))),
            ("&#99999999999;", Some((Reference::Forbidden, 14))),
            ("&nbsp;", Some((Reference::Entity("nbsp"), 6))),
            ("& b", None),
            ("&b", None),
            ("&#;", None),
            ("&#x;", None),
        ];
        for (text, expected) in cases {
            assert_eq!(reference(text), expected, "{text}");
        }
        assert_eq!(resolve("a &lt; b &#98; & &x;"), "a < b b & &x;");
    }
}
