//! Elements of other applications, kept as they are.

use std::borrow::Cow;

use crate::domain::value::text_in_json;
use crate::spec::{Value, ValueSpec};
use crate::syntax::{Document, Element};

/// An element of another application, as it stands in the text, with the namespaces that it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foreign(String);

impl Foreign {
    /// The text of the element.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of the element, with its prefix.
    pub fn name(&self) -> &str {
        let name = self.0.get(1..).unwrap_or_default();
        let end = name.find(|c: char| c.is_whitespace() || c == '>' || c == '/');
        name.get(..end.unwrap_or(name.len())).unwrap_or_default()
    }

    /// An element of a text. What it needs of the namespaces that elements around it declare, it declares itself then.
    pub(crate) fn of(element: Element<'_, '_>) -> Self {
        let text = element.document_text();
        let own = text.get(element.range()).unwrap_or_default();
        let (name, rest) = own
            .split_at_checked(1 + element.written_name().len())
            .unwrap_or_default();
        let start_tag = text.get(element.start_tag()).unwrap_or_default();
        let mut out = name.to_owned();
        for (prefix, uri) in element.outer_namespaces() {
            if !declares(start_tag, prefix) {
                out.push_str(" xmlns:");
                out.push_str(prefix);
                out.push_str("='");
                out.push_str(
                    &uri.replace('&', "&amp;")
                        .replace('\'', "&apos;")
                        .replace('<', "&lt;"),
                );
                out.push('\'');
            }
        }
        out.push_str(rest);
        Self(out)
    }
}

/// Whether a start tag says what a prefix stands for.
fn declares(start_tag: &str, prefix: &str) -> bool {
    let mut rest = start_tag;
    while let Some((_, behind)) = rest.split_once("xmlns:") {
        let end = behind.strip_prefix(prefix);
        if end.is_some_and(|end| end.trim_start().starts_with('=')) {
            return true;
        }
        rest = behind;
    }
    false
}

impl Value for Foreign {
    const SPEC: ValueSpec = ValueSpec {
        what: "one XML element",
        words: &[],
    };

    fn read(text: &str) -> Option<Self> {
        let document = Document::parse(text).ok()?;
        let root = document.root();
        // A text around it, such as a comment, is not the element.
        (root.range() == (0..text.len())).then(|| Self(text.to_owned()))
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }
}

text_in_json! {
    Foreign: "^<",
}
