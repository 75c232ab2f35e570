//! Changes to a document as the smallest edits of its text: comments, order and everything unknown survive.
//!
//! All changes of one call are about the document as it is: none of them sees what another does.

mod insert;
mod set;
mod together;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Edit;
use crate::order;
use crate::path::{Path, Segment};
use crate::span::Span;
use crate::syntax::characters::is_allowed;
use crate::syntax::outline::{Attribute, Kind, Node, Outline};
use crate::syntax::repair::is_well_formed;

use insert::Insertion;

pub use set::{place, set};
pub use together::together;

/// A change to a document. Items are counted as they stand in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Gives an attribute a value, whether it is there or not.
    SetAttribute {
        /// The attribute.
        path: Path,
        /// Its value, not escaped.
        value: String,
    },
    /// Takes an attribute away, if it is there.
    RemoveAttribute {
        /// The attribute.
        path: Path,
    },
    /// Gives an element that has no elements a text.
    SetText {
        /// The element.
        path: Path,
        /// Its text, not escaped.
        text: String,
    },
    /// Puts an element into another.
    InsertElement {
        /// The element that gets it.
        parent: Path,
        /// Where in it.
        place: Place,
        /// The element.
        xml: String,
    },
    /// Takes an element away, with its line where it stands alone.
    RemoveElement {
        /// The element.
        path: Path,
    },
    /// Takes an element away and puts it elsewhere.
    MoveElement {
        /// The element.
        path: Path,
        /// The element that gets it.
        parent: Path,
        /// Where in it.
        place: Place,
    },
}

/// A place in an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Before all other elements.
    First,
    /// Behind all other elements.
    Last,
    /// Before an element in it.
    Before(Path),
    /// Behind an element in it.
    After(Path),
    /// Where it belongs when elements come in this order: behind the last that comes before it.
    Ordered(Vec<String>),
}

/// Why changes cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The text is not well-formed, so nothing is sure about where its elements are.
    #[error("the document is not well-formed; mend it first")]
    NotWellFormed,
    /// There is no such element.
    #[error("the document has no `{0}`")]
    NoSuchElement(Path),
    /// An item is to be made of which those before it are not there.
    #[error("the next `<{name}>` would be `{name}[{count}]`")]
    Gap {
        /// The items of which there are too few.
        name: String,
        /// How many there are.
        count: usize,
    },
    /// The path is not that of an attribute, or not that of an element.
    #[error("`{0}` is not what the change is about")]
    WrongPath(Path),
    /// A text is to be set where elements are.
    #[error("`{0}` has elements, so it cannot have a text")]
    HasElements(Path),
    /// What is to be inserted is not one element.
    #[error("what is to be inserted is not one element")]
    NotAnElement,
    /// XML does not allow a character.
    #[error("XML does not allow the character U+{:04X}", u32::from(*.0))]
    IllegalCharacter(char),
    /// Two changes are about the same place.
    #[error("two changes are about the same place")]
    Overlap,
    /// The document would not be well-formed afterwards.
    #[error("the document would not be well-formed afterwards")]
    Breaks,
}

/// The edits that make all `changes` to a document.
pub fn edits(text: &str, changes: &[Change]) -> Result<Vec<Edit>, EditError> {
    let outline = Outline::new(text).ok_or(EditError::NotWellFormed)?;
    let mut editor = Editor {
        outline: &outline,
        edits: Vec::new(),
        insertions: BTreeMap::new(),
        removed: Vec::new(),
        set: Vec::new(),
    };
    for change in changes {
        editor.change(change)?;
    }
    let edits = editor.finish()?;
    if is_well_formed(&apply(text, &edits)) {
        Ok(edits)
    } else {
        Err(EditError::Breaks)
    }
}

/// The text with `edits` made, which are in the order of the text and do not overlap.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out =
        String::with_capacity(text.len() + edits.iter().map(|edit| edit.text.len()).sum::<usize>());
    let mut at = 0;
    for edit in edits {
        out.push_str(text.get(at..edit.span.start).unwrap_or_default());
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

struct Editor<'o, 't> {
    outline: &'o Outline<'t>,
    edits: Vec<Edit>,
    /// What goes into each element, in the order in which it was asked for.
    insertions: BTreeMap<usize, Vec<Insertion>>,
    /// The elements that go away, with what goes with them.
    removed: Vec<(usize, Span)>,
    /// The attributes that are set.
    set: Vec<(usize, String)>,
}

impl Editor<'_, '_> {
    fn change(&mut self, change: &Change) -> Result<(), EditError> {
        match change {
            Change::SetAttribute { path, value } => self.set_attribute(path, value),
            Change::RemoveAttribute { path } => self.remove_attribute(path),
            Change::SetText { path, text } => self.set_text(path, text),
            Change::InsertElement { parent, place, xml } => self.insert(parent, place, xml),
            Change::RemoveElement { path } => {
                let index = self.find(path)?;
                self.remove(path, index)
            }
            Change::MoveElement {
                path,
                parent,
                place,
            } => {
                let index = self.find(path)?;
                let target = self.find(parent)?;
                // An element cannot go into itself.
                let mut outer = Some(target);
                while let Some(at) = outer {
                    if at == index {
                        return Err(EditError::Overlap);
                    }
                    outer = self.outline.nodes.get(at).and_then(|node| node.parent);
                }
                let xml = self.lifted(index);
                self.remove(path, index)?;
                self.insert(parent, place, &xml)
            }
        }
    }

    /// The edits in the order of the text, if no two are about one place.
    fn finish(mut self) -> Result<Vec<Edit>, EditError> {
        self.close_emptied();
        for (parent, insertions) in std::mem::take(&mut self.insertions) {
            self.put_in(parent, insertions);
        }
        // Stable: insertions at one place stay in the order in which they were asked for.
        order::by(&mut self.edits, |edit| (edit.span.start, edit.span.end));
        let mut end = 0;
        for edit in &self.edits {
            if edit.span.start < end {
                return Err(EditError::Overlap);
            }
            end = edit.span.end;
        }
        Ok(self.edits)
    }

    /// Elements of which everything inside is removed end themselves: no blank lines stay between two tags.
    fn close_emptied(&mut self) {
        let is_removed = |index: usize| self.removed.iter().any(|(removed, _)| *removed == index);
        let blank = |index: usize| {
            let node = self.node(index);
            node.is_some_and(|node| match node.kind {
                Kind::Element => is_removed(index),
                Kind::Text => self.outline.slice(node.span.clone()).trim().is_empty(),
                Kind::Comment | Kind::Instruction => false,
            })
        };
        let parents = self
            .removed
            .iter()
            .filter_map(|(index, _)| self.node(*index)?.parent);
        let emptied = parents.filter(|parent| {
            let node = self.node(*parent);
            let is_empty = node.is_some_and(|node| {
                node.end_tag.is_some() && node.children.iter().copied().all(blank)
            });
            is_empty && !is_removed(*parent) && !self.insertions.contains_key(parent)
        });
        let emptied: BTreeSet<usize> = emptied.collect();
        for parent in emptied {
            let Some(node) = self.node(parent) else {
                continue;
            };
            let (inside, end) = (node.start_tag.end, node.span.end);
            self.edits
                .retain(|edit| edit.span.start < inside || edit.span.end > end);
            self.replace(inside - 1..end, "/>");
        }
    }

    fn replace(&mut self, span: Span, text: impl Into<String>) {
        self.edits.push(Edit {
            span,
            text: text.into(),
        });
    }

    fn node(&self, index: usize) -> Option<&Node> {
        self.outline.nodes.get(index)
    }

    /// The element at a path.
    fn find(&self, path: &Path) -> Result<usize, EditError> {
        let missing = || EditError::NoSuchElement(path.clone());
        let mut segments = path.segments().iter();
        let root = self.outline.root().ok_or_else(missing)?;
        let mut at = match segments.next() {
            Some(Segment::Child(name))
                if self
                    .node(root)
                    .is_some_and(|root| self.outline.name(root) == *name) =>
            {
                root
            }
            Some(_) | None => return Err(missing()),
        };
        for segment in segments {
            let (name, index) = match segment {
                Segment::Child(name) => (name, 0),
                Segment::Item(name, index) => (name, usize::try_from(*index).unwrap_or(usize::MAX)),
                Segment::Attribute(_) => return Err(EditError::WrongPath(path.clone())),
            };
            let node = self.node(at).ok_or_else(missing)?;
            let named = |child: &usize| {
                self.node(*child)
                    .is_some_and(|child| self.outline.name(child) == *name)
            };
            at = self
                .outline
                .elements(node)
                .filter(named)
                .nth(index)
                .ok_or_else(missing)?;
        }
        Ok(at)
    }

    /// The element of an attribute and the attribute's name.
    fn attribute_at(&self, path: &Path) -> Result<(usize, String), EditError> {
        let Some(Segment::Attribute(name)) = path.segments().last() else {
            return Err(EditError::WrongPath(path.clone()));
        };
        let element = path
            .parent()
            .ok_or_else(|| EditError::WrongPath(path.clone()))?;
        Ok((self.find(&element)?, name.to_string()))
    }

    fn attribute(&self, element: usize, name: &str) -> Option<&Attribute> {
        let node = self.node(element)?;
        node.attributes
            .iter()
            .find(|attribute| self.outline.slice(attribute.name.clone()) == name)
    }

    fn set_attribute(&mut self, path: &Path, value: &str) -> Result<(), EditError> {
        check_characters(value)?;
        let (element, name) = self.attribute_at(path)?;
        if let Some(attribute) = self.attribute(element, &name).cloned() {
            let span = attribute.value.clone();
            let quote = self.outline.slice(span.start..span.start + 1).to_owned();
            let value = escape(value, quote.chars().next());
            let key = (element, name);
            if self.set.contains(&key) {
                return Err(EditError::Overlap);
            }
            self.set.push(key);
            if self.outline.value(&attribute) != value {
                self.replace(span.start + 1..span.end - 1, value);
            }
            return Ok(());
        }
        let key = (element, name);
        if self.set.contains(&key) {
            return Err(EditError::Overlap);
        }
        let at = self.node(element).map_or(0, |node| {
            let last = node.attributes.last().map(|attribute| &attribute.value);
            last.unwrap_or(&node.name).end
        });
        self.replace(
            at..at,
            format!(" {}='{}'", key.1, escape(value, Some('\''))),
        );
        self.set.push(key);
        Ok(())
    }

    fn remove_attribute(&mut self, path: &Path) -> Result<(), EditError> {
        let (element, name) = self.attribute_at(path)?;
        if let Some(attribute) = self.attribute(element, &name) {
            let before = self.outline.slice(0..attribute.name.start);
            let start = before.trim_end_matches([' ', '\t', '\r', '\n']).len();
            self.replace(start..attribute.value.end, "");
        }
        Ok(())
    }

    fn set_text(&mut self, path: &Path, text: &str) -> Result<(), EditError> {
        check_characters(text)?;
        let index = self.find(path)?;
        let Some(node) = self.node(index) else {
            return Ok(());
        };
        if self.outline.elements(node).next().is_some() {
            return Err(EditError::HasElements(path.clone()));
        }
        let text = escape(text, None);
        let name = self.outline.name(node);
        if node.end_tag.is_none() {
            let span = node.start_tag.end - 2..node.start_tag.end;
            self.replace(span, format!(">{text}</{name}>"));
            return Ok(());
        }
        let of = |child: &usize| self.node(*child).filter(|child| child.kind == Kind::Text);
        let texts: Vec<Span> = node
            .children
            .iter()
            .filter_map(of)
            .map(|text| text.span.clone())
            .collect();
        let start = node.start_tag.end;
        // All pieces of text between comments are one text; it goes where the first is.
        let mut texts = texts.into_iter();
        match texts.next() {
            Some(first) => self.replace(first, text),
            None => self.replace(start..start, text),
        }
        for rest in texts {
            self.replace(rest, "");
        }
        Ok(())
    }

    fn remove(&mut self, path: &Path, index: usize) -> Result<(), EditError> {
        let Some(node) = self.node(index) else {
            return Ok(());
        };
        if node.parent.is_none() {
            return Err(EditError::WrongPath(path.clone()));
        }
        let span = node.span.clone();
        let behind = self.outline.slice(span.end..self.outline.text.len());
        let blanks = behind.len() - behind.trim_start_matches([' ', '\t', '\r']).len();
        let ends_line = behind.get(blanks..).unwrap_or_default().starts_with('\n');
        let span = match self.outline.indent(span.start) {
            Some(indent) if ends_line => span.start - indent.len()..span.end + blanks + 1,
            Some(_) | None => span,
        };
        self.removed.push((index, span.clone()));
        self.replace(span, "");
        Ok(())
    }
}

fn check_characters(text: &str) -> Result<(), EditError> {
    match text.chars().find(|character| !is_allowed(*character)) {
        Some(character) => Err(EditError::IllegalCharacter(character)),
        None => Ok(()),
    }
}

/// A text as it is written between tags, or a value between quotes of a kind.
fn escape(text: &str, quote: Option<char>) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' if quote.is_none() => out.push_str("&gt;"),
            '\'' if quote == Some('\'') => out.push_str("&apos;"),
            '"' if quote == Some('"') => out.push_str("&quot;"),
            '\r' => out.push_str("&#xd;"),
            '\n' if quote.is_some() => out.push_str("&#xa;"),
            '\t' if quote.is_some() => out.push_str("&#x9;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests;
