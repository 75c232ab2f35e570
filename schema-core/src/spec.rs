//! The vocabulary as data, and what each element and value can do.
//!
//! Specs, readers and writers are made from the declarations in [`domain`](crate::domain); nothing here is written twice.

use std::borrow::Cow;

use crate::domain::value::SizeUnit;
use crate::parse::{At, Reader};
use crate::support::Release;
use crate::write::Writer;

/// An element: a declaration in [`domain`](crate::domain).
pub trait Element: Sized {
    /// What it consists of.
    const SPEC: &'static ElementSpec;

    /// Reads it, and reports what is wrong with it; gives what could be read.
    fn read(reader: &mut Reader, at: At<'_, '_>) -> Self;

    /// Writes what stands between `<name` and the end tag.
    fn write(&self, writer: &mut Writer);
}

/// The value of an attribute, or of an element that has only text.
pub trait Value: Sized {
    /// What it can be.
    const SPEC: ValueSpec;

    /// Reads it; `None` where the text is none of its values.
    fn read(text: &str) -> Option<Self>;

    /// The text that reads as this.
    fn text(&self) -> Cow<'_, str>;
}

/// What an element consists of.
#[derive(Debug)]
pub struct ElementSpec {
    /// The name of the tag.
    pub name: &'static str,
    /// What it is for.
    pub docs: &'static str,
    /// Its attributes, in the order in which they are written.
    pub attributes: &'static [AttributeSpec],
    /// Its own text, where it has one.
    pub text: Option<TextSpec>,
    /// The elements inside, in the order in which they are written.
    pub children: &'static [ChildSpec],
}

/// An attribute.
#[derive(Debug)]
pub struct AttributeSpec {
    /// The name.
    pub name: &'static str,
    /// What it is for.
    pub docs: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// What its absence means, where that is a value.
    pub default: Option<fn() -> String>,
    /// The first release of VirtualBox that has it, where that is not said elsewhere.
    pub since: Option<Release>,
    /// What it can be.
    pub value: ValueSpec,
}

/// The text of an element.
#[derive(Debug)]
pub struct TextSpec {
    /// What it is for.
    pub docs: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// What it can be.
    pub value: ValueSpec,
}

/// An element inside another.
#[derive(Debug)]
pub struct ChildSpec {
    /// The name of the tag.
    pub name: &'static str,
    /// The name in JSON, which is another one where an attribute beside it has the name of the tag.
    pub json: &'static str,
    /// What it is for there.
    pub docs: &'static str,
    /// How often it occurs.
    pub occurs: Occurs,
    /// The first release of VirtualBox that has it, where that is not said elsewhere.
    pub since: Option<Release>,
    /// What it consists of.
    pub content: Content,
}

/// How often an element occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occurs {
    /// Once.
    Required,
    /// Once or not at all.
    Optional,
    /// Any number of times.
    Repeated,
}

/// What an element inside another consists of.
#[derive(Clone, Copy, Debug)]
pub enum Content {
    /// Attributes, text, elements. A function, since elements can hold themselves.
    Element(fn() -> &'static ElementSpec),
    /// Text.
    Value(ValueSpec),
    /// Nothing: it is there or it is not.
    Empty,
}

impl Content {
    /// The spec of the element, where it is more than text.
    pub fn element(&self) -> Option<&'static ElementSpec> {
        match self {
            Self::Element(spec) => Some(spec()),
            Self::Value(_) | Self::Empty => None,
        }
    }
}

/// What a value can be.
#[derive(Clone, Copy, Debug)]
pub struct ValueSpec {
    /// What it is, such as `a whole number`.
    pub what: &'static str,
    /// The words that it can be; none where it is not a word of a list.
    pub words: &'static [WordSpec],
}

/// A word that a value can be.
#[derive(Clone, Copy, Debug)]
pub struct WordSpec {
    /// The word.
    pub word: &'static str,
    /// What it means.
    pub docs: &'static str,
    /// Whether libvirt knows it and VirtualBox has nothing of the kind.
    pub is_foreign: bool,
}

/// The attribute of every element whose text is a size.
pub const UNIT: AttributeSpec = AttributeSpec {
    name: "unit",
    docs: "The unit of the number.",
    required: false,
    default: Some(|| "KiB".to_owned()),
    since: None,
    value: SizeUnit::SPEC,
};

/// The text of a type's default.
pub fn default_text<T: Value + Default>() -> String {
    T::default().text().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Domain;

    fn visit(spec: &'static ElementSpec, check: &mut impl FnMut(&str, &str)) {
        check(spec.name, spec.docs);
        for attribute in spec.attributes {
            check(attribute.name, attribute.docs);
            for word in attribute.value.words {
                check(word.word, word.docs);
            }
        }
        for child in spec.children {
            check(child.name, child.docs);
            if let Content::Element(inner) = child.content {
                visit(inner(), check);
            }
        }
    }

    #[test]
    fn everything_in_the_vocabulary_has_a_name_and_docs() {
        let mut count = 0;
        visit(Domain::SPEC, &mut |name, docs| {
            assert!(
                !name.is_empty() && !docs.is_empty(),
                "`{name}` has no name or no docs"
            );
            count += 1;
        });
        assert!(count > 150, "only {count} things were visited");
    }

    #[test]
    fn defaults_are_values() {
        let disk = crate::domain::devices::Disk::SPEC;
        let kind = disk
            .attributes
            .iter()
            .find(|attribute| attribute.name == "type")
            .unwrap();
        assert_eq!(kind.default.unwrap()(), "file");
        assert!(!kind.required);
    }
}
