//! Putting elements in, with the indentation of their neighbours.

use crate::path::Path;
use crate::syntax::outline::{Kind, Node, Outline};
use crate::syntax::repair::{FaultKind, repair};

use super::{EditError, Editor, Place};

/// An element that goes into another.
#[derive(Clone, Debug)]
pub(super) struct Insertion {
    /// Before which of the children; `None` at the end.
    before: Option<usize>,
    xml: String,
}

impl Editor<'_, '_> {
    pub(super) fn insert(
        &mut self,
        parent: &Path,
        place: &Place,
        xml: &str,
    ) -> Result<(), EditError> {
        let index = self.find(parent)?;
        let xml = xml.trim();
        let name = name_of_one_element(xml).ok_or(EditError::NotAnElement)?;
        let Some(node) = self.node(index) else {
            return Ok(());
        };
        let elements: Vec<usize> = self.outline.elements(node).collect();
        let position = match place {
            Place::First => 0,
            Place::Last => elements.len(),
            Place::Before(path) => self.position(&elements, path)?,
            Place::After(path) => self.position(&elements, path)? + 1,
            Place::Ordered(order) => self.ordered(&elements, order, &name),
        };
        let before = elements.get(position).copied();
        self.insertions.entry(index).or_default().push(Insertion {
            before,
            xml: xml.to_owned(),
        });
        Ok(())
    }

    fn position(&self, elements: &[usize], path: &Path) -> Result<usize, EditError> {
        let index = self.find(path)?;
        let place = elements.iter().position(|element| *element == index);
        place.ok_or_else(|| EditError::WrongPath(path.clone()))
    }

    /// The place behind the last element that does not come after `name` in `order`.
    fn ordered(&self, elements: &[usize], order: &[String], name: &str) -> usize {
        let rank = |name: &str| order.iter().position(|other| other == name);
        let Some(own) = rank(name) else {
            return elements.len();
        };
        let goes_before = |element: &usize| {
            let node = self.node(*element);
            node.and_then(|node| rank(self.outline.name(node)))
                .is_some_and(|other| other <= own)
        };
        let after = elements
            .iter()
            .rposition(goes_before)
            .map(|place| place + 1);
        after.unwrap_or_else(|| {
            let comes_after = |element: &usize| {
                let node = self.node(*element);
                node.and_then(|node| rank(self.outline.name(node)))
                    .is_some_and(|other| other > own)
            };
            elements
                .iter()
                .position(comes_after)
                .unwrap_or(elements.len())
        })
    }

    /// Makes the edits that put elements into one.
    pub(super) fn put_in(&mut self, parent: usize, insertions: Vec<Insertion>) {
        let Some(node) = self.node(parent).cloned() else {
            return;
        };
        let own = self.outline.indent(node.start_tag.start).map(str::to_owned);
        let Some(end_tag) = node.end_tag.clone() else {
            self.fill(&node, own.as_deref(), &insertions);
            return;
        };
        let first = self.outline.elements(&node).next();
        let inner = match first.and_then(|first| self.node(first)) {
            Some(first) => self.outline.indent(first.span.start).map(str::to_owned),
            None => own.as_ref().map(|own| format!("{own}  ")),
        };
        for insertion in insertions {
            let line_end = self.outline.line_end();
            let (at, neighbour) = match insertion.before {
                Some(before) => (self.start_with_comments(before), Some(before)),
                None => {
                    let last = self.last_part(&node);
                    let end = last
                        .and_then(|last| self.node(last))
                        .map(|last| last.span.end);
                    (end.unwrap_or(end_tag.start), last)
                }
            };
            // A neighbour that goes away takes its line with it: what goes in has a line of its own there.
            let line = neighbour.and_then(|neighbour| self.line_that_goes(neighbour, at));
            if let (Some(line), Some(indent)) = (line, &inner) {
                let xml = indented(&insertion.xml, indent, line_end);
                self.replace(line..line, format!("{indent}{xml}{line_end}"));
                continue;
            }
            let text = match (&inner, insertion.before) {
                (None, _) => insertion.xml,
                (Some(indent), Some(_)) => {
                    format!(
                        "{}{line_end}{indent}",
                        indented(&insertion.xml, indent, line_end)
                    )
                }
                (Some(indent), None) => {
                    format!(
                        "{line_end}{indent}{}",
                        indented(&insertion.xml, indent, line_end)
                    )
                }
            };
            let is_empty = self
                .outline
                .slice(node.start_tag.end..end_tag.start)
                .trim()
                .is_empty();
            // Blanks are all that is in the element: they become the lines around what goes in.
            if is_empty
                && first.is_none()
                && let Some(own) = &own
            {
                let behind = self.outline.slice(node.start_tag.end..end_tag.start);
                let has_line = behind.contains('\n');
                let text = if has_line {
                    text
                } else {
                    format!("{text}{line_end}{own}")
                };
                self.replace(node.start_tag.end..node.start_tag.end, text);
                continue;
            }
            self.replace(at..at, text);
        }
    }

    /// Puts elements into one that has no end tag.
    fn fill(&mut self, node: &Node, own: Option<&str>, insertions: &[Insertion]) {
        let line_end = self.outline.line_end();
        let mut text = ">".to_owned();
        for insertion in insertions {
            match own {
                Some(own) => {
                    let indent = format!("{own}  ");
                    text.push_str(line_end);
                    text.push_str(&indent);
                    text.push_str(&indented(&insertion.xml, &indent, line_end));
                }
                None => text.push_str(&insertion.xml),
            }
        }
        if let Some(own) = own {
            text.push_str(line_end);
            text.push_str(own);
        }
        text.push_str("</");
        text.push_str(self.outline.name(node));
        text.push('>');
        self.replace(node.start_tag.end - 2..node.start_tag.end, text);
    }

    /// Where an element begins, with the comments that stand on the lines right above it.
    fn start_with_comments(&self, index: usize) -> usize {
        let Some(node) = self.node(index) else {
            return 0;
        };
        let mut start = node.span.start;
        let Some(siblings) = node.parent.and_then(|parent| self.node(parent)) else {
            return start;
        };
        let place = siblings
            .children
            .iter()
            .position(|child| *child == index)
            .unwrap_or(0);
        let mut before = siblings
            .children
            .iter()
            .take(place)
            .rev()
            .filter_map(|child| self.node(*child));
        while let Some(blanks) = before.next().filter(|node| self.outline.is_blank(node)) {
            let lines = self
                .outline
                .slice(blanks.span.clone())
                .matches('\n')
                .count();
            let comment = before.next().filter(|node| node.kind == Kind::Comment);
            match comment {
                Some(comment)
                    if lines == 1 && self.outline.indent(comment.span.start).is_some() =>
                {
                    start = comment.span.start;
                }
                Some(_) | None => break,
            }
        }
        start
    }

    /// The last part of an element that is no blank.
    fn last_part(&self, node: &Node) -> Option<usize> {
        let is_part = |child: &usize| {
            self.node(*child)
                .is_some_and(|part| !self.outline.is_blank(part))
        };
        node.children.iter().copied().rfind(is_part)
    }

    /// Where the line of an element begins that goes away with its line, if `at` is in it.
    fn line_that_goes(&self, index: usize, at: usize) -> Option<usize> {
        let (_, span) = self.removed.iter().find(|(removed, _)| *removed == index)?;
        (span.start < at && at < span.end).then_some(span.start)
    }

    /// The text of an element without the indentation that it has where it stands.
    pub(super) fn lifted(&self, index: usize) -> String {
        let Some(node) = self.node(index) else {
            return String::new();
        };
        let text = self.outline.slice(node.span.clone());
        match self.outline.indent(node.span.start) {
            Some(indent) if can_be_indented(text) => {
                let lines: Vec<&str> = text
                    .lines()
                    .map(|line| line.strip_prefix(indent).unwrap_or(line))
                    .collect();
                lines.join(self.outline.line_end())
            }
            Some(_) | None => text.to_owned(),
        }
    }
}

/// Whether every line of an element begins with a tag or a comment, so that blanks before it mean nothing.
fn can_be_indented(xml: &str) -> bool {
    let Some(outline) = Outline::new(xml) else {
        return false;
    };
    let is_plain = |node: &Node| {
        let text = outline.slice(node.span.clone());
        match node.kind {
            Kind::Text => outline.is_blank(node) || !text.contains('\n'),
            Kind::Comment | Kind::Instruction => !text.contains('\n'),
            Kind::Element => {
                !node
                    .attributes
                    .iter()
                    .any(|attribute| outline.value(attribute).contains('\n'))
                    && !outline.slice(node.start_tag.clone()).contains("xml:space")
            }
        }
    };
    outline.nodes.iter().all(is_plain)
}

/// An element with blanks before each of its lines but the first.
fn indented(xml: &str, indent: &str, line_end: &str) -> String {
    if !xml.contains('\n') || !can_be_indented(xml) {
        return xml.to_owned();
    }
    let mut lines = xml.lines();
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        out.push_str(line_end);
        if !line.trim().is_empty() {
            out.push_str(indent);
            out.push_str(line);
        }
    }
    out
}

/// The name of the element that a text is; prefixes may be declared where it goes.
fn name_of_one_element(xml: &str) -> Option<String> {
    let repair = repair(xml, &|_, _| None);
    let only_prefixes = repair
        .faults
        .iter()
        .all(|fault| fault.kind == FaultKind::UndeclaredPrefix);
    let text = repair.text.filter(|_| only_prefixes)?;
    let outline = Outline::new(&text)?;
    let [only] = outline.top.as_slice() else {
        return None;
    };
    let node = outline.nodes.get(*only)?;
    (node.kind == Kind::Element).then(|| outline.name(node).to_owned())
}
