use crate::decode::{self, Encoding};
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::lint::rule::{Check, declare_rule};
use crate::lint::rules::misdeclared_encoding::{MISDECLARED_ENCODING, misdeclared};
use crate::path::Path;
use crate::span::Span;

declare_rule! {
    /// ## What it does
    /// Says that a file is in UTF-16, ISO-8859-1 or Windows-1252, or that its XML declaration names another encoding than
    /// UTF-8.
    ///
    /// ## Why is this bad?
    /// Such files are read rightly, but many tools that look at them line by line, such as `git diff` and `grep`, do not
    /// show them. `--fix` saves the file as UTF-8.
    pub(crate) static OTHER_ENCODING = {
        name: "other-encoding",
        alias: "X030",
        severity: Note,
        check: Check::Reading,
    }
}

/// What is to be said about the encoding of a file, whose bytes mean `text`.
pub fn of_encoding(bytes: &[u8], text: &str) -> Option<Diagnostic> {
    let declared = declared(text);
    let span = declared.clone().unwrap_or(0..0);
    let name = text.get(span.clone()).unwrap_or_default();
    let other = |what: &str| {
        OTHER_ENCODING.diagnostic(
            format!("the file is in {what}"),
            span.clone(),
            Path::default(),
        )
    };
    let mut diagnostic = match decode::encoding(bytes) {
        Encoding::Utf8 => return None,
        Encoding::Utf16 => other("UTF-16"),
        Encoding::UnmarkedUtf16 => other("UTF-16 without a byte order mark"),
        Encoding::Latin1 => other("ISO-8859-1"),
        Encoding::Windows1252 => other("Windows-1252"),
        Encoding::Ascii => other(&format!("`{name}`, as it says")),
        Encoding::Misdeclared => misdeclared(name, span),
    };
    let note = if diagnostic.is_error() {
        "what believes the declaration cannot read the file; it is read as UTF-8 here"
    } else {
        "it is read rightly here; UTF-8 is what all tools read"
    };
    diagnostic.notes.push(note.to_owned());
    let edit = declared.map(|span| Edit {
        span,
        text: "UTF-8".to_owned(),
    });
    diagnostic.fixes.push(Fix {
        title: "convert to UTF-8".to_owned(),
        applicability: Applicability::Safe,
        edits: edit.into_iter().collect(),
    });
    Some(diagnostic)
}

/// Whether a finding is about the encoding of a file, and mended by saving it as UTF-8.
pub fn is_of_encoding(found: &Diagnostic) -> bool {
    [OTHER_ENCODING.name, MISDECLARED_ENCODING.name].contains(&found.rule)
}

/// Where the XML declaration names the encoding.
fn declared(text: &str) -> Option<Span> {
    let end = text.find("?>").filter(|_| text.starts_with("<?xml"))?;
    let declaration = text.get(..end)?;
    let at = declaration.find("encoding")?;
    let open = at + declaration.get(at..)?.find(['\'', '"'])?;
    let quote = declaration.get(open..=open)?;
    let length = declaration.get(open + 1..)?.find(quote)?;
    Some(open + 1..open + 1 + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declaration_is_put_right() {
        let bytes = b"<?xml version='1.0' encoding=\"ISO-8859-1\"?><domain/>";
        let text = decode::decode(bytes).unwrap();
        let found = of_encoding(bytes, &text).unwrap();
        assert_eq!(&text[found.span.clone()], "ISO-8859-1");
        let fixed = crate::fix::apply(&text, &[found], Applicability::Safe);
        assert_eq!(fixed, "<?xml version='1.0' encoding=\"UTF-8\"?><domain/>");
    }

    #[test]
    fn what_a_declaration_says_wrongly_is_an_error_and_what_does_not_matter_a_note() {
        for (name, letter, expected) in [
            (
                "ascii",
                "ü",
                "misdeclared-encoding: the file says `ascii`, and is in UTF-8",
            ),
            (
                "UTF-16",
                "u",
                "misdeclared-encoding: the file says `UTF-16`, and is in UTF-8",
            ),
            (
                "koi8-r",
                "u",
                "other-encoding: the file is in `koi8-r`, as it says",
            ),
        ] {
            let text = format!("<?xml version='1.0' encoding='{name}'?><{letter}/>");
            let found = of_encoding(text.as_bytes(), &text).unwrap();
            assert_eq!(format!("{}: {}", found.rule, found.message), expected);
            let fixed = crate::fix::apply(&text, &[found], Applicability::Safe);
            assert_eq!(of_encoding(fixed.as_bytes(), &fixed), None);
        }
        assert_eq!(
            of_encoding(b"<?xml version='1.0' encoding='ascii'?><u/>", ""),
            None
        );
    }

    #[test]
    fn what_declares_nothing_is_converted_all_the_same() {
        let bytes = [0xff, 0xfe, b'<', 0, b'a', 0, b'/', 0, b'>', 0];
        let text = decode::decode(&bytes).unwrap();
        let found = of_encoding(&bytes, &text).unwrap();
        assert_eq!(found.message, "the file is in UTF-16");
        assert_eq!(found.fixes[0].edits, []);
        assert_eq!(of_encoding(b"<domain/>", "<domain/>"), None);
    }
}
