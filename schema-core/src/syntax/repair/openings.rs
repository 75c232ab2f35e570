//! Tags that lack their `<`, which are text so.

use crate::syntax::characters::{blank_length, name_length};
use crate::syntax::tokens::Token;

use super::{Fault, FaultKind, Mender};

impl Mender<'_, '_> {
    /// Takes note of a start tag that lacks its `<`. What stands behind it is read rightly only when it has one.
    pub(super) fn opening(&mut self, token: Token) {
        if self.openings.len() >= super::MAX_FAULTS {
            return;
        }
        let Some(parent) = self.open.last().map(|parent| self.name_of(*parent)) else {
            return;
        };
        let text = self.slice(token.span());
        let start = token.start + blank_length(text);
        let Some(name) = tag_without_opening(text) else {
            return;
        };
        if self.can_be_in(parent, name) != Some(true) {
            return;
        }
        let message = format!("`<` is missing before `{name}`");
        self.openings.push(
            Fault::new(FaultKind::MalformedTag, start..start + name.len(), message)
                .safe(format!("write `<{name}`"))
                .edit(start..start, "<"),
        );
    }
}

/// The name in a text that begins with a start tag but for its `<`: `disk type='file'>`.
pub(crate) fn tag_without_opening(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let name = text
        .get(..name_length(text))
        .filter(|name| !name.is_empty())?;
    let mut rest = text.get(name.len()..)?;
    loop {
        rest = rest.trim_start();
        if rest.starts_with('>') || rest.starts_with("/>") {
            return Some(name);
        }
        let behind = rest
            .get(name_length(rest)..)
            .filter(|behind| behind.len() < rest.len())?;
        let value = behind.trim_start().strip_prefix('=')?.trim_start();
        let quote = value
            .chars()
            .next()
            .filter(|quote| matches!(quote, '"' | '\''))?;
        (_, rest) = value.get(1..)?.split_once(quote)?;
    }
}

#[cfg(test)]
mod tests {
    use super::tag_without_opening;

    #[test]
    fn a_tag_is_known_without_its_opening() {
        for (text, expected) in [
            ("\n  disk type='file' device=\"disk\">\n", Some("disk")),
            ("memory>", Some("memory")),
            ("acpi/>", Some("acpi")),
            ("a b", None),
            ("a b='c'", None),
            ("a > b", Some("a")),
            ("1 > 0", None),
            ("", None),
        ] {
            assert_eq!(tag_without_opening(text), expected, "{text}");
        }
    }
}
