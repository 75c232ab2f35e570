//! Elements to be written, laid out as VirtualBox lays its files out.

use std::ops::IndexMut as _;

/// An element.
#[derive(Clone, Debug, Default)]
pub(super) struct Out {
    name: &'static str,
    attributes: Vec<(String, String)>,
    children: Vec<Self>,
    text: String,
}

impl Out {
    pub(super) fn new(name: &'static str) -> Self {
        Self {
            name,
            ..Self::default()
        }
    }

    /// Adds an attribute.
    pub(super) fn set(&mut self, name: &str, value: impl Into<String>) {
        self.attributes.push((name.to_owned(), value.into()));
    }

    /// Adds an attribute that is not empty.
    pub(super) fn set_some(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.set(name, value);
        }
    }

    /// Adds an attribute, or gives one that is there another value.
    pub(super) fn replace(&mut self, name: &str, value: &str) {
        self.attributes.retain(|(known, _)| known != name);
        self.set(name, value);
    }

    /// The first element of a name, made where there is none.
    fn child(&mut self, name: &'static str) -> &mut Self {
        let known = self.children.iter().position(|child| child.name == name);
        let place = known.unwrap_or(self.children.len());
        if known.is_none() {
            self.children.push(Self::new(name));
        }
        self.children.index_mut(place)
    }

    pub(super) fn push(&mut self, child: Self) {
        self.children.push(child);
    }

    /// Adds an element unless nothing is in it.
    pub(super) fn push_some(&mut self, child: Self) {
        if !child.is_empty() {
            self.children.push(child);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.attributes.is_empty() && self.children.is_empty() && self.text.is_empty()
    }

    pub(super) fn say(&mut self, text: &str) {
        text.clone_into(&mut self.text);
    }

    /// The element at the end of a way of names with slashes between them, made where it is not there.
    pub(super) fn at(&mut self, way: &'static str) -> &mut Self {
        way.split('/')
            .filter(|name| !name.is_empty())
            .fold(self, Self::child)
    }

    /// Whether there is an element at the end of a way.
    pub(super) fn has(&self, way: &str) -> bool {
        let mut names = way.split('/').filter(|name| !name.is_empty());
        let end = names.try_fold(self, |at, name| {
            at.children.iter().find(|child| child.name == name)
        });
        end.is_some()
    }

    /// The text of the whole, each element on a line of its own.
    pub(super) fn print(&self) -> String {
        let mut text = String::new();
        self.write(0, &mut text);
        text
    }

    fn write(&self, depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        out.push_str(&indent);
        out.push('<');
        out.push_str(self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape(value, out);
            out.push('"');
        }
        if self.children.is_empty() && self.text.is_empty() {
            return out.push_str("/>\n");
        }
        out.push('>');
        escape_text(&self.text, out);
        if !self.children.is_empty() {
            out.push('\n');
            for child in &self.children {
                child.write(depth + 1, out);
            }
            out.push_str(&indent);
        }
        out.push_str("</");
        out.push_str(self.name);
        out.push_str(">\n");
    }
}

/// A value between double quotes; line ends and tabs would be read as blanks.
fn escape(value: &str, out: &mut String) {
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            c => out.push(c),
        }
    }
}

fn escape_text(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            c => out.push(c),
        }
    }
}
