//! Values that nobody should see.

use std::borrow::Cow;
use std::fmt;

use crate::domain::value::text_in_json;
use crate::spec::{Value, ValueSpec};

/// A password: as it is, or where it is.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(String);

/// The attributes that hold a secret, each behind the name of its element: libvirt's and Boxwright's own.
const ATTRIBUTES: &[(&str, &str)] = &[("graphics", "passwd"), ("remoteDisplay", "vncPassword")];

/// Whether what an attribute holds is not for everybody's eyes.
pub(crate) fn is_secret(element: &str, attribute: &str) -> bool {
    ATTRIBUTES.contains(&(element, attribute))
}

/// What a secret says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum SecretIs<'a> {
    /// The secret that the machine has, whatever it is: what a dump shows.
    Kept,
    /// In the environment variable of that name.
    Env(&'a str),
    /// In the file at that path, without the line end.
    File(&'a str),
    /// This.
    Plain(&'a str),
}

impl fmt::Debug for SecretIs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kept | Self::Plain(_) => f.write_str(Secret::KEPT),
            Self::Env(name) => write!(f, "env:{name}"),
            Self::File(path) => write!(f, "file:{path}"),
        }
    }
}

impl Secret {
    /// What stands in the place of a secret where it is shown. In a document it means the one that the machine has.
    pub const KEPT: &'static str = "(redacted)";

    /// A secret from its text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// What it says.
    pub fn is(&self) -> SecretIs<'_> {
        let text = self.0.as_str();
        if text == Self::KEPT {
            SecretIs::Kept
        } else if let Some(name) = text.strip_prefix("env:") {
            SecretIs::Env(name)
        } else if let Some(path) = text.strip_prefix("file:") {
            SecretIs::File(path)
        } else {
            SecretIs::Plain(text)
        }
    }

    /// Whether it says nothing, neither a secret nor where one is.
    pub fn is_empty(&self) -> bool {
        match self.is() {
            SecretIs::Kept => false,
            SecretIs::Env(text) | SecretIs::File(text) | SecretIs::Plain(text) => text.is_empty(),
        }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.is())
    }
}

impl Value for Secret {
    const SPEC: ValueSpec = ValueSpec {
        what: "a secret, or `env:NAME` or `file:PATH` for where it is",
        words: &[],
    };

    fn read(text: &str) -> Option<Self> {
        Some(Self(text.to_owned()))
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }
}

text_in_json! {
    Secret: "",
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Domain;
    use crate::spec::{Element, ElementSpec};

    #[test]
    fn every_secret_that_a_document_can_have_is_known_to_be_one() {
        fn look(spec: &ElementSpec, found: &mut usize) {
            let element = spec.name.trim_start_matches("vbox:");
            for attribute in spec.attributes {
                if attribute.value.what == Secret::SPEC.what {
                    assert!(
                        is_secret(element, attribute.name),
                        "{element}/@{}",
                        attribute.name
                    );
                    *found += 1;
                }
            }
            let inside = spec.children.iter();
            for child in inside.filter_map(|child| child.content.element()) {
                look(child, found);
            }
        }
        let mut found = 0;
        look(Domain::SPEC, &mut found);
        assert!(found > 0);
    }
}
