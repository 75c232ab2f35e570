//! The vocabulary, from the declarations of the core.

use schema_core::Domain;
use schema_core::spec::{
    self, AttributeSpec, ChildSpec, Content, Element as _, ElementSpec, ValueSpec,
};
use schema_core::support::Release;

use crate::dto::{AttributeEntry, ChildEntry, ElementEntry, Kind, Occurs, Value, Vocabulary, Word};

/// All that a document may say to VirtualBox.
pub fn vocabulary() -> Vocabulary {
    let mut specs: Vec<&'static ElementSpec> = vec![Domain::SPEC];
    let mut elements = Vec::new();
    let mut at = 0;
    while let Some(spec) = specs.get(at).copied() {
        elements.push(element(spec, &mut specs));
        at += 1;
    }
    Vocabulary {
        elements,
        releases: Release::ALL.iter().map(Release::to_string).collect(),
    }
}

fn element(spec: &'static ElementSpec, specs: &mut Vec<&'static ElementSpec>) -> ElementEntry {
    let ElementSpec {
        name,
        docs,
        attributes,
        text,
        children,
    } = spec;
    ElementEntry {
        name,
        docs,
        attributes: attributes.iter().map(attribute).collect(),
        text: text.as_ref().map(|text| value(&text.value)),
        children: children.iter().map(|each| child(each, specs)).collect(),
    }
}

fn attribute(spec: &AttributeSpec) -> AttributeEntry {
    let AttributeSpec {
        name,
        docs,
        required,
        default,
        value: of,
        since,
    } = spec;
    AttributeEntry {
        name,
        docs,
        required: *required,
        default: default.map(|default| default()),
        since: since.map(|since| since.to_string()),
        value: value(of),
    }
}

fn child(spec: &ChildSpec, specs: &mut Vec<&'static ElementSpec>) -> ChildEntry {
    let ChildSpec {
        name,
        json,
        docs,
        occurs,
        content,
        since,
    } = spec;
    let (kind, element, text) = match content {
        Content::Element(inner) => (Kind::Element, Some(number(inner(), specs)), None),
        Content::Value(of) => (Kind::Value, None, Some(value(of))),
        Content::Empty => (Kind::Flag, None, None),
    };
    ChildEntry {
        name,
        json,
        docs,
        occurs: match occurs {
            spec::Occurs::Required => Occurs::Required,
            spec::Occurs::Optional => Occurs::Optional,
            spec::Occurs::Repeated => Occurs::Repeated,
        },
        kind,
        element,
        value: text,
        since: since.map(|since| since.to_string()),
    }
}

/// The place of an element among all, which it gets when it is met first.
fn number(spec: &'static ElementSpec, specs: &mut Vec<&'static ElementSpec>) -> usize {
    let known = specs.iter().position(|known| std::ptr::eq(*known, spec));
    known.unwrap_or_else(|| {
        specs.push(spec);
        specs.len() - 1
    })
}

fn value(spec: &ValueSpec) -> Value {
    let ValueSpec { what, words } = spec;
    Value {
        what,
        words: words.iter().map(word).collect(),
    }
}

fn word(spec: &spec::WordSpec) -> Word {
    let spec::WordSpec {
        word,
        docs,
        is_foreign,
    } = spec;
    Word {
        word,
        docs,
        is_foreign: *is_foreign,
    }
}
