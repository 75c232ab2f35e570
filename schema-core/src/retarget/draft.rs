//! The document on its way: what was edited so far, and where things stood in the source.

use crate::diagnostic::{Diagnostic, Edit};
use crate::edit::{self, Change, EditError};
use crate::elements::{self, Element};
use crate::path::{Path, Segment};
use crate::span::Span;
use crate::support::Release;

use super::{Conversion, Entry, Origin, Retargeted, Verb};

/// A document on its way.
pub(super) struct Draft {
    text: String,
    root: Element,
    /// How long the source is.
    len: usize,
    /// What makes the text of the source.
    edits: Vec<Edit>,
    /// What the pass that runs asks for.
    changes: Vec<Change>,
    report: Vec<Entry>,
    conversions: Vec<Conversion>,
    pub(super) from: Origin,
    pub(super) target: Release,
    /// The folder for converted images.
    pub(super) images: Option<String>,
}

impl Draft {
    pub(super) fn new(
        text: &str,
        root: Element,
        from: Origin,
        target: Release,
        images: Option<String>,
    ) -> Self {
        Self {
            text: text.to_owned(),
            root,
            len: text.len(),
            edits: Vec::new(),
            changes: Vec::new(),
            report: Vec::new(),
            conversions: Vec::new(),
            from,
            target,
            images,
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The document as it was when the pass began.
    pub(super) fn root(&self) -> Element {
        self.root.clone()
    }

    /// The address of the element whose start tag holds a place.
    pub(super) fn element_at(&self, span: &Span) -> Option<Path> {
        fn find<'e>(element: &'e Element, span: &Span) -> Option<&'e Path> {
            if element.start_tag.contains(&span.start) {
                return Some(&element.path);
            }
            let mut children = element.children.iter();
            children.find_map(|child| find(child, span))
        }
        find(&self.root, span).cloned()
    }

    /// The devices of a name, as they were when the pass began.
    pub(super) fn devices(&self, name: &str) -> Vec<Element> {
        let devices = self.root.child("devices");
        let children = devices.into_iter().flat_map(|devices| &devices.children);
        children
            .filter(|device| device.name == name)
            .cloned()
            .collect()
    }

    /// Reports something about a place of the text.
    pub(super) fn say(&mut self, verb: Verb, span: &Span, message: impl Into<String>) {
        let span = self.origin(span);
        self.report.push(Entry {
            span,
            verb,
            message: message.into(),
        });
    }

    /// Takes an element away.
    pub(super) fn drop(&mut self, element: &Element, why: impl Into<String>) {
        self.say(Verb::Dropped, &element.start_tag, why);
        self.remove(&element.path);
    }

    /// Takes an element or attribute away without a word.
    pub(super) fn remove(&mut self, path: &Path) {
        let path = path.clone();
        self.changes.push(if path.is_attribute() {
            Change::RemoveAttribute { path }
        } else {
            Change::RemoveElement { path }
        });
    }

    /// Gives an attribute of an element a value.
    pub(super) fn set(&mut self, element: &Element, attribute: &'static str, value: &str) {
        self.changes.push(Change::SetAttribute {
            path: element.path.attribute(attribute),
            value: value.to_owned(),
        });
    }

    /// Gives an element a text.
    pub(super) fn set_text(&mut self, element: &Element, text: &str) {
        self.changes.push(Change::SetText {
            path: element.path.clone(),
            text: text.to_owned(),
        });
    }

    /// Puts an element where it belongs.
    pub(super) fn insert(&mut self, parent: &Path, xml: impl Into<String>) {
        self.changes.push(Change::InsertElement {
            place: edit::place(parent),
            parent: parent.clone(),
            xml: xml.into(),
        });
    }

    /// Puts something else in the place of an element.
    pub(super) fn replace(&mut self, element: &Element, xml: &str) {
        if let Some(parent) = element.path.parent() {
            self.changes.push(Change::InsertElement {
                place: edit::Place::Before(element.path.clone()),
                parent,
                xml: xml.to_owned(),
            });
        }
        self.remove(&element.path);
    }

    pub(super) fn convert(&mut self, span: &Span, from: String, to: String, command: String) {
        let span = self.origin(span);
        let conversion = Conversion {
            span,
            from,
            to,
            command,
        };
        if !self
            .conversions
            .iter()
            .any(|known| known.to == conversion.to)
        {
            self.conversions.push(conversion);
        }
    }

    /// The conversion to an image, where there is one already.
    pub(super) fn converted(&self, to: &str) -> Option<&Conversion> {
        self.conversions.iter().find(|known| known.to == to)
    }

    /// Makes what was asked for since the last time.
    pub(super) fn commit(&mut self) -> Result<(), EditError> {
        let changes = std::mem::take(&mut self.changes);
        let edits = edit::edits(&self.text, &without_overlaps(changes))?;
        self.take(&edits);
        Ok(())
    }

    /// Makes edits of the text.
    pub(super) fn take(&mut self, edits: &[Edit]) {
        if edits.is_empty() {
            return;
        }
        let text = edit::apply(&self.text, edits);
        // What edits of ours break is not kept.
        if let Some(root) = elements::elements(&text) {
            self.edits = edit::together(self.len, &self.edits, edits);
            self.text = text;
            self.root = root;
        }
    }

    /// Where a place of the text was in the source; what is new stands where it was put.
    fn origin(&self, span: &Span) -> Span {
        let start = self.source_of(span.start);
        start..self.source_of(span.end).max(start)
    }

    fn source_of(&self, at: usize) -> usize {
        let (mut here, mut source) = (0, 0);
        for Edit { span, text } in &self.edits {
            let kept = span.start - source;
            if at < here + kept {
                return source + (at - here);
            }
            here += kept;
            if at < here + text.len() {
                return span.start;
            }
            here += text.len();
            source = span.end;
        }
        (source + at.saturating_sub(here)).min(self.len)
    }

    pub(super) fn finish(self, left: Vec<Diagnostic>) -> Retargeted {
        let Self {
            text,
            from,
            mut report,
            mut conversions,
            ..
        } = self;
        // Stable: what is said of one place stays in its order.
        report.sort_by_key(|entry| entry.span.start);
        conversions.sort_by_key(|conversion| conversion.span.start);
        Retargeted {
            from,
            text,
            report,
            conversions,
            left,
        }
    }
}

/// The changes but for those of what goes away as a whole, and one for each place.
fn without_overlaps(changes: Vec<Change>) -> Vec<Change> {
    let removed: Vec<Path> = changes
        .iter()
        .filter_map(|change| match change {
            Change::RemoveElement { path } => Some(path.clone()),
            Change::SetAttribute { .. }
            | Change::RemoveAttribute { .. }
            | Change::SetText { .. }
            | Change::InsertElement { .. }
            | Change::MoveElement { .. } => None,
        })
        .collect();
    let mut kept: Vec<Change> = Vec::new();
    for change in changes {
        let path = match &change {
            Change::SetAttribute { path, .. }
            | Change::RemoveAttribute { path }
            | Change::SetText { path, .. }
            | Change::RemoveElement { path }
            | Change::MoveElement { path, .. } => path,
            Change::InsertElement { parent, .. } => parent,
        };
        let is_removed = |outer: &Path| path.starts_with(outer);
        let goes = match &change {
            Change::RemoveElement { path } => removed
                .iter()
                .any(|outer| path.starts_with(outer) && path != outer),
            Change::SetAttribute { .. }
            | Change::RemoveAttribute { .. }
            | Change::SetText { .. }
            | Change::InsertElement { .. }
            | Change::MoveElement { .. } => removed.iter().any(is_removed),
        };
        if !goes && !kept.contains(&change) {
            kept.push(change);
        }
    }
    kept
}

impl Element {
    /// The first element of a name in this one.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|attribute| attribute.name == name)?;
        Some(&found.value)
    }

    /// The value of an attribute of an element in this one.
    pub(super) fn of_child(&self, child: &str, attribute: &str) -> Option<&str> {
        self.child(child)?.attribute(attribute)
    }
}

impl Path {
    /// Whether this is the address of an attribute.
    pub(super) fn is_attribute(&self) -> bool {
        matches!(self.segments().last(), Some(Segment::Attribute(_)))
    }
}
