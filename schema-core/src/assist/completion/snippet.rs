//! An element or attribute with what it needs, and places to fill in.

use std::fmt::Write as _;

use crate::spec::Occurs;

use super::super::Context;
use super::super::known::Known;
use super::super::sketch::Document;
use super::values::Suggestion;

/// What people write in an element beside what must be there, in the order in which they do.
static USUAL: &[(&str, &[&str])] = &[
    ("", &["@type", "name", "memory", "vcpu", "os", "devices"]),
    ("memory", &["@unit"]),
    ("os", &["type"]),
    ("clock", &["@offset"]),
    ("devices/disk", &["@type", "@device", "source", "target"]),
    ("devices/disk/source", &["@file"]),
    ("devices/disk/target", &["@dev", "@bus"]),
    (
        "devices/disk/address",
        &["@type", "@controller", "@bus", "@target", "@unit"],
    ),
    ("devices/controller", &["@type", "@index"]),
    ("devices/interface", &["@type", "mac", "model"]),
    ("devices/filesystem", &["@type", "source", "target"]),
    ("devices/filesystem/source", &["@dir"]),
    ("devices/filesystem/target", &["@dir"]),
    ("devices/graphics", &["@type", "@port"]),
    ("devices/serial", &["@type", "source"]),
    ("devices/serial/source", &["@path"]),
    ("devices/parallel", &["@type", "source"]),
    ("devices/parallel/source", &["@path"]),
    ("devices/sound", &["@model"]),
    ("devices/video", &["model"]),
    ("devices/video/model", &["@type", "@vram"]),
    ("devices/hostdev", &["@mode", "@type", "source"]),
    ("devices/hostdev/source", &["vendor", "product"]),
    ("devices/hostdev/source/vendor", &["@id"]),
    ("devices/hostdev/source/product", &["@id"]),
];

/// How deep a snippet goes.
const MAX_DEPTH: usize = 4;
/// The most words that a place to fill in offers.
const MAX_CHOICES: usize = 12;

/// The text of something new, and the same with places to fill in.
#[derive(Clone, Debug, Default)]
pub(super) struct Snippet {
    pub(super) plain: String,
    pub(super) stops: String,
    count: usize,
}

impl Snippet {
    /// An element with what it needs.
    pub(super) fn element(
        document: &Document<'_>,
        name: &str,
        known: &Known,
        context: &Context<'_>,
    ) -> Self {
        let mut snippet = Self::default();
        snippet.nested(document, name, known, context, 0);
        snippet
    }

    fn nested(
        &mut self,
        document: &Document<'_>,
        name: &str,
        known: &Known,
        context: &Context<'_>,
        depth: usize,
    ) {
        self.text(&format!("<{name}"));
        if name == "vbox:machine" {
            self.text(" xmlns:vbox='urn:boxwright:vbox:1'");
        }
        let (attributes, children) = parts(known);
        for name in &attributes {
            if let Some(value) = known.attribute(name) {
                self.text(" ");
                self.attribute(name, &document.suggestions(&value, None, context));
            }
        }
        if known.is_always_empty() || (!attributes.is_empty() && children.is_empty()) {
            match known.text().filter(|text| text.is_required) {
                Some(_) => {}
                None => return self.text("/>"),
            }
        }
        self.text(">");
        if let Some(text) = known.text().filter(|_| children.is_empty()) {
            self.stop(&document.suggestions(&text, None, context));
        } else if children.is_empty() || depth >= MAX_DEPTH {
            self.line(depth + 1);
            self.bare_stop();
            self.line(depth);
        } else {
            for name in children {
                if let Some(child) = known.child(name) {
                    self.line(depth + 1);
                    self.nested(document, name, &child, context, depth + 1);
                }
            }
            self.line(depth);
        }
        self.text(&format!("</{name}>"));
    }

    /// ` name='…'`
    pub(super) fn attribute(&mut self, name: &str, suggestions: &[Suggestion]) {
        self.text(&format!("{name}='"));
        self.stop(suggestions);
        self.text("'");
    }

    fn line(&mut self, depth: usize) {
        self.text("\n");
        self.text(&"  ".repeat(depth));
    }

    fn text(&mut self, text: &str) {
        self.plain.push_str(text);
        for character in text.chars() {
            if matches!(character, '$' | '}' | '\\') {
                self.stops.push('\\');
            }
            self.stops.push(character);
        }
    }

    fn bare_stop(&mut self) {
        self.count += 1;
        // Writing to a String cannot fail.
        let _ok = write!(self.stops, "${}", self.count);
    }

    fn stop(&mut self, suggestions: &[Suggestion]) {
        let useful: Vec<&str> = suggestions
            .iter()
            .filter(|suggestion| !suggestion.is_foreign)
            .map(|suggestion| suggestion.text.as_str())
            .collect();
        let Some(first) = useful.first() else {
            return self.bare_stop();
        };
        self.plain.push_str(first);
        self.count += 1;
        let is_choice = useful.len() > 1 && useful.len() <= MAX_CHOICES;
        let words: Vec<String> = useful
            .iter()
            .take(if is_choice { MAX_CHOICES } else { 1 })
            .map(|word| escaped(word))
            .collect();
        let count = self.count;
        let _ok = match words.as_slice() {
            [only] => write!(self.stops, "${{{count}:{only}}}"),
            all => write!(self.stops, "${{{count}|{}|}}", all.join(",")),
        };
    }
}

/// The attributes and the elements that an element is written with.
fn parts(known: &Known) -> (Vec<&'static str>, Vec<&'static str>) {
    let usual = USUAL
        .iter()
        .find(|(path, _)| *path == known.path)
        .map_or(&[][..], |(_, parts)| parts);
    let mut attributes: Vec<&'static str> = usual
        .iter()
        .filter_map(|part| part.strip_prefix('@'))
        .filter(|name| known.attribute(name).is_some())
        .collect();
    let mut children: Vec<&'static str> = usual
        .iter()
        .copied()
        .filter(|part| !part.starts_with('@') && known.has_child(part))
        .collect();
    for name in known.attribute_names() {
        let is_required = known.attribute(name).is_some_and(|value| value.is_required);
        if is_required && !attributes.contains(&name) {
            attributes.push(name);
        }
    }
    for name in known.child_names() {
        let is_required = known
            .child(name)
            .is_some_and(|child| child.occurs == Occurs::Required);
        if is_required && !children.contains(&name) {
            children.push(name);
        }
    }
    (attributes, children)
}

/// A text as it stands in a place to fill in.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        if matches!(character, '$' | '}' | '\\' | ',' | '|') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}
