//! Makes characters of names and texts that nobody vouches for visible.
//!
//! A machine's name, a path in a document or a message of VirtualBox may hold terminal control sequences or characters
//! that change the direction of text; shown as they are they could forge what a person reads.

use std::borrow::Cow;
use std::fmt::Write;

/// The text with control, direction and invisible characters written as escapes; line ends are escaped too.
pub fn name(text: &str) -> Cow<'_, str> {
    escape(text, |c| is_hidden(c) || is_line_end(c))
}

/// The same for text of several lines: line feeds stay.
pub fn text(text: &str) -> Cow<'_, str> {
    escape(text, is_hidden)
}

/// The same for what a renderer made that has escape sequences of our own in it and columns that must not move.
pub fn styled(text: &str) -> Cow<'_, str> {
    replace(
        text,
        |c| is_hidden(c) && c != '\u{1b}',
        |out, _| out.write_char(char::REPLACEMENT_CHARACTER),
    )
}

/// XML text with such characters as character references, which mean the same there.
pub fn xml(text: &str) -> Cow<'_, str> {
    replace(text, is_hidden, |out, c| {
        write!(out, "&#x{:x};", u32::from(c))
    })
}

/// JSON text with such characters as `\u` escapes, which mean the same there (they can only stand inside strings).
pub fn json(text: &str) -> Cow<'_, str> {
    replace(text, is_hidden, |out, c| {
        let mut units = [0; 2];
        c.encode_utf16(&mut units)
            .iter()
            .try_for_each(|unit| write!(out, "\\u{unit:04x}"))
    })
}

fn escape(text: &str, hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    replace(text, hidden, |out, c| write!(out, "{}", c.escape_default()))
}

fn replace(
    text: &str,
    hidden: impl Fn(char) -> bool,
    escape: impl Fn(&mut String, char) -> std::fmt::Result,
) -> Cow<'_, str> {
    // Of nearly all texts the bytes alone say that nothing in them is hidden.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) || !text.contains(&hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if hidden(c) {
            // Writing to a string cannot fail; were it to, the character is better left out than shown.
            let _ok = escape(&mut out, c).is_ok();
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

fn is_line_end(c: char) -> bool {
    c == '\n' || c == '\t'
}

/// Characters that a terminal acts on, that turn text around, or that cannot be seen.
fn is_hidden(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        // Soft hyphen, Arabic letter mark, Mongolian vowel separator.
        '\u{ad}' | '\u{61c}' | '\u{180e}' => true,
        // Zero width, direction marks, line and paragraph separators, embeddings, isolates and the rest of that block.
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        // Byte order mark, interlinear annotation, tags.
        '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => true,
        _ => c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_show_what_is_in_them() {
        for (from, to) in [
            ("plain – ünï", "plain – ünï"),
            ("a\u{1b}[31mb", "a\\u{1b}[31mb"),
            ("a\nb\tc\r", "a\\nb\\tc\\r"),
            ("\u{202e}gpj.exe", "\\u{202e}gpj.exe"),
            ("c\u{9b}1", "c\\u{9b}1"),
            ("\u{e0041}", "\\u{e0041}"),
            ("zero\u{200b}width", "zero\\u{200b}width"),
        ] {
            assert_eq!(name(from), to);
        }
        assert_eq!(text("two\nlines\u{7f}"), "two\nlines\\u{7f}");
        assert_eq!(
            styled("\u{1b}[1mx\u{1b}[0m\u{9b}"),
            "\u{1b}[1mx\u{1b}[0m\u{fffd}"
        );
    }

    #[test]
    fn data_forms_keep_their_meaning() {
        assert_eq!(
            xml("<name>a\u{202e}b</name>\n"),
            "<name>a&#x202e;b</name>\n"
        );
        let shown = json("\"a\u{202e}\u{e0041}\"").into_owned();
        assert_eq!(shown, "\"a\\u202e\\udb40\\udc41\"");
        assert_eq!(
            serde_json::from_str::<String>(&shown).unwrap(),
            "a\u{202e}\u{e0041}"
        );
    }
}
