//! Domain → canonical XML: two blanks a level, single quotes, one order.

use std::fmt::Write as _;

use crate::domain::Domain;
use crate::domain::metadata::Foreign;
use crate::spec::{Element, Value};
use crate::syntax::{OWN_NAMESPACE, OWN_PREFIX};

/// The canonical XML of a domain.
pub fn write(domain: &Domain) -> String {
    write_as(domain)
}

/// The canonical XML of another element.
pub fn write_as<T: Element>(element: &T) -> String {
    let mut writer = Writer::default();
    writer.element(T::SPEC.name, element);
    writer.out
}

/// Builds XML.
#[derive(Debug, Default)]
pub struct Writer {
    out: String,
    depth: usize,
    /// Whether the start tag that was begun last still lacks its `>`.
    open: bool,
    /// Whether the element has text, after which nothing may be indented.
    has_text: bool,
    /// The depth of the element that declares Boxwright's own namespace.
    declared: Option<usize>,
}

impl Writer {
    /// Writes a child element.
    pub fn element<T: Element>(&mut self, name: &'static str, value: &T) {
        self.begin(name);
        value.write(self);
        self.end(name);
    }

    /// Writes a child element that has nothing but text.
    pub fn leaf<T: Value>(&mut self, name: &'static str, value: &T) {
        self.begin(name);
        self.text(value);
        self.end(name);
    }

    /// Writes an empty child element.
    pub fn flag(&mut self, name: &'static str) {
        self.begin(name);
        self.end(name);
    }

    /// Writes an attribute of the element that was begun last.
    pub fn attribute<T: Value>(&mut self, name: &'static str, value: &T) {
        self.raw_attribute(name, &value.text());
    }

    /// Writes the text of the element that was begun last.
    pub fn text<T: Value>(&mut self, value: &T) {
        self.raw_text(&value.text());
    }

    /// Writes the text of the element that was begun last: a number of KiB.
    pub fn size(&mut self, kib: &u64) {
        self.raw_attribute("unit", "KiB");
        self.raw_text(&kib.text());
    }

    /// Writes an element of others as they wrote it: blanks may mean something to them.
    pub fn foreign(&mut self, element: &Foreign) {
        self.close_tag();
        self.indent();
        self.out.push_str(element.as_str());
        self.out.push('\n');
        self.has_text = false;
    }

    fn begin(&mut self, name: &'static str) {
        self.close_tag();
        self.indent();
        self.out.push('<');
        self.out.push_str(name);
        if self.declared.is_none() && name.starts_with(OWN_PREFIX) {
            self.declared = Some(self.depth);
            self.raw_attribute("xmlns:vbox", OWN_NAMESPACE);
        }
        self.open = true;
        self.has_text = false;
        self.depth += 1;
    }

    fn end(&mut self, name: &'static str) {
        self.depth -= 1;
        if self.declared == Some(self.depth) {
            self.declared = None;
        }
        if self.open {
            self.out.push_str("/>\n");
            self.open = false;
        } else {
            if !self.has_text {
                self.indent();
            }
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push_str(">\n");
        }
        self.has_text = false;
    }

    fn close_tag(&mut self) {
        if self.open {
            self.out.push_str(">\n");
            self.open = false;
        }
    }

    fn indent(&mut self) {
        for _ in 0..self.depth {
            self.out.push_str("  ");
        }
    }

    fn raw_attribute(&mut self, name: &'static str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("='");
        self.escape(value, true);
        self.out.push('\'');
    }

    fn raw_text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.out.push('>');
        self.open = false;
        self.has_text = true;
        self.escape(text, false);
    }

    /// Writes `text` so that it is read back as it is: a reader turns blanks in attributes into spaces, and `\r\n` into
    /// `\n`, unless they are character references.
    fn escape(&mut self, text: &str, attribute: bool) {
        for character in text.chars() {
            match character {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '\'' if attribute => self.out.push_str("&apos;"),
                '\r' => self.reference(character),
                '\n' | '\t' if attribute => self.reference(character),
                // What no XML can hold, not even as a reference; names of machines may have it.
                '\u{0}'..='\u{8}'
                | '\u{b}'
                | '\u{c}'
                | '\u{e}'..='\u{1f}'
                | '\u{fffe}'
                | '\u{ffff}' => {
                    self.out.push(char::REPLACEMENT_CHARACTER);
                }
                other => self.out.push(other),
            }
        }
    }

    fn reference(&mut self, character: char) {
        // Writing to a string cannot fail.
        let _ok = write!(self.out, "&#x{:x};", u32::from(character)).is_ok();
    }
}
