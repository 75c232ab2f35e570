//! What keeps the time of reading bounded: limits on what costs more than its length, looked at before the parser runs.
//!
//! The parser compares each attribute with all others of its element, and hands namespaces down from element to element,
//! so that a few megabytes of either would take hours. A small text cannot cost much, and is not looked at.

use crate::span::Span;

use super::{MAX_DEPTH, Unreadable};

/// A text below this size costs little, whatever is in it.
const SMALL: usize = 64 << 10;
/// The most attributes of an element that are read.
const MAX_ATTRIBUTES: usize = 1024;
/// The most declarations of namespaces in a text that are read.
const MAX_NAMESPACES: usize = 4096;

/// Stops at the first thing of a text that is beyond a limit.
pub(super) fn check(text: &str) -> Result<(), Unreadable> {
    if text.len() < SMALL {
        return Ok(());
    }
    if let Some((at, name)) = text.match_indices("xmlns").nth(MAX_NAMESPACES) {
        let message = format!("more than {MAX_NAMESPACES} namespaces are declared");
        return Err(too_large(message, at..at + name.len()));
    }
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(found) = find(text, at, "<") {
        let rest = text.get(found..).unwrap_or_default();
        at = match rest.as_bytes() {
            [b'<', b'/', ..] => {
                depth = depth.saturating_sub(1);
                found + 2
            }
            [b'<', b'!', b'-', b'-', ..] => behind(text, found + 4, "-->"),
            [b'<', b'!', b'[', ..] => behind(text, found + 3, "]]>"),
            [b'<', b'?', ..] => behind(text, found + 2, "?>"),
            [b'<', b'!', ..] => found + 2,
            _ => {
                let tag = Tag::read(rest);
                let name = || found..found + tag.name;
                if tag.attributes > MAX_ATTRIBUTES {
                    let message = format!("an element has more than {MAX_ATTRIBUTES} attributes");
                    return Err(too_large(message, name()));
                }
                if !tag.is_empty {
                    depth += 1;
                    if depth > MAX_DEPTH + 1 {
                        return Err(too_deep(name()));
                    }
                }
                found + tag.length
            }
        };
    }
    Ok(())
}

/// That elements are nested too deep.
pub(super) fn too_deep(span: Span) -> Unreadable {
    too_large(format!("elements are nested deeper than {MAX_DEPTH}"), span)
}

fn too_large(message: String, span: Span) -> Unreadable {
    Unreadable::TooLarge { message, span }
}

fn find(text: &str, from: usize, what: &str) -> Option<usize> {
    text.get(from..)?.find(what).map(|at| from + at)
}

/// Behind the next `end`; the end of the text where there is none.
fn behind(text: &str, from: usize, end: &str) -> usize {
    find(text, from, end).map_or(text.len(), |at| at + end.len())
}

/// What a start tag looks like from far.
struct Tag {
    /// Its length up to the `>`, or to the next `<` where it has none.
    length: usize,
    /// The length of `<` and the name.
    name: usize,
    attributes: usize,
    is_empty: bool,
}

impl Tag {
    /// The tag with which `text` begins.
    fn read(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut tag = Self {
            length: bytes.len(),
            name: 0,
            attributes: 0,
            is_empty: false,
        };
        let mut at = 1;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'"' | b'\'' => {
                    tag.attributes += 1;
                    let rest = bytes.get(at + 1..).unwrap_or_default();
                    let length = rest.iter().position(|other| other == byte);
                    at += length.unwrap_or(rest.len()) + 1;
                }
                b'>' => {
                    tag.is_empty = bytes.get(at - 1) == Some(&b'/');
                    tag.length = at + 1;
                    break;
                }
                b'<' => {
                    tag.length = at;
                    break;
                }
                _ => {}
            }
            at += 1;
        }
        let is_end = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/');
        let name = bytes.iter().take(tag.length).position(is_end);
        tag.name = name.unwrap_or(tag.length);
        tag
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> Option<String> {
        match check(text) {
            Ok(()) => None,
            Err(Unreadable::TooLarge { message, span }) => {
                let place = text.get(span).unwrap();
                let short = place.get(..8).unwrap_or(place);
                Some(format!("{short}: {message}"))
            }
            Err(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_would_cost_too_much_is_not_parsed() {
        let many = |piece: &str| piece.repeat(SMALL / piece.len() + 1);
        let attributes = (0..9000).map(|number| format!(" a{number}='>'"));
        let attributes = attributes.collect::<Vec<_>>().concat();
        let values = |count: usize| " a='<'".repeat(count);
        let padding = many(" ");
        for (text, expected) in [
            (many("<a>"), Some("<a: elements are nested deeper than 256")),
            (
                many("<a b='/>'>"),
                Some("<a: elements are nested deeper than 256"),
            ),
            (many("<a></a>"), None),
            (many("<a b='>'/>"), None),
            (many("<!-- <a> -->"), None),
            (many("<![CDATA[<a>]]>"), None),
            (many("<?a <a> ?>"), None),
            (
                format!("<b><aa{attributes}/></b>"),
                Some("<aa: an element has more than 1024 attributes"),
            ),
            (format!("<a{}/>{padding}", values(1024)), None),
            (
                many("<a xmlns:b='c'/>"),
                Some("xmlns: more than 4096 namespaces are declared"),
            ),
            ("<a>".repeat(300), None),
            (format!("{padding}<a b='"), None),
        ] {
            let start = text.get(..20).unwrap();
            assert_eq!(refused(&text).as_deref(), expected, "{start}");
        }
    }
}
