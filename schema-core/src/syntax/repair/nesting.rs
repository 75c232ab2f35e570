//! Which end tag belongs to which element.

mod early;
mod unclosed;

use crate::lint::suggest::is_close;
use crate::span::Span;
use crate::syntax::tokens::{TokenKind, ahead};

use super::tag::{Ending, Tag};
use super::{DEEPEST, Fault, FaultKind, MAX_ELEMENTS, Mender, names};

/// How many elements one looks at to find what belongs to a tag.
const FEW: usize = 32;
/// The longest name that is compared letter by letter.
const LONGEST: usize = 128;

/// An element. Its children hang on a chain, so that what stands behind an element that was closed too late can be
/// moved out of it at once.
#[derive(Clone, Debug)]
pub(super) struct Node {
    start: usize,
    pub(super) name: Span,
    /// Behind the start tag.
    pub(super) tag_end: usize,
    ending: Ending,
    /// What is cut off from a start tag that was never finished.
    cut: Option<Span>,
    /// The quote that such a tag lacks.
    quote: &'static str,
    /// The end tag, or the end of a start tag that closes itself; what closes it where nothing does.
    end: Option<Span>,
    /// The blanks before it on its line, where there is nothing else.
    indent: Option<usize>,
    parent: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    next: Option<usize>,
    previous: Option<usize>,
}

impl Mender<'_, '_> {
    /// Takes note of a start tag.
    pub(super) fn enter(&mut self, tag: &Tag, cut: Option<Span>) {
        if self.nodes.len() >= MAX_ELEMENTS {
            self.gave_up = true;
            return;
        }
        let sound = self.element_name(&tag.name);
        if let (prefix, _) = names::split(&sound)
            && !prefix.is_empty()
        {
            let _declared = self.namespace(tag, prefix, &tag.name);
        }
        let node = Node {
            start: tag.start,
            name: tag.name.clone(),
            tag_end: tag.end,
            ending: tag.ending,
            cut,
            quote: tag.quote,
            end: (tag.ending == Ending::Empty).then_some(tag.slash..tag.end),
            indent: self.indent(tag.start),
            parent: self.open.last().copied(),
            first: None,
            last: None,
            next: None,
            previous: None,
        };
        let index = self.nodes.len();
        self.nodes.push(node);
        match self.open.last().copied() {
            Some(parent) => self.attach(parent, index),
            None => self.roots.push(index),
        }
        if tag.ending == Ending::Empty {
            self.scopes.leave(self.open.len().max(1));
        } else {
            self.open.push(index);
        }
    }

    fn attach(&mut self, parent: usize, child: usize) {
        let last = self.nodes.get(parent).and_then(|parent| parent.last);
        if let Some(child) = self.nodes.get_mut(child) {
            child.previous = last;
            child.parent = Some(parent);
        }
        if let Some(last) = last.and_then(|last| self.nodes.get_mut(last)) {
            last.next = Some(child);
        }
        if let Some(parent) = self.nodes.get_mut(parent) {
            parent.first.get_or_insert(child);
            parent.last = Some(child);
        }
    }

    /// Takes note of an end tag.
    pub(super) fn leave(&mut self, tag: &Tag) {
        let span = tag.start..tag.end;
        let name = self.slice(tag.name.clone());
        let Some(top) = self.open.last().copied() else {
            self.unmatched(tag);
            return;
        };
        let indent = self.indent(tag.start);
        if name.is_empty() && !self.next_closes(top) {
            let meant = self.name_of(top);
            let message = "an end tag without name".to_owned();
            let place = tag.name.start..tag.end;
            self.report(
                Fault::new(FaultKind::UnfinishedTag, span.clone(), message)
                    .guess(format!("write `</{meant}>`"))
                    .edit(place, format!("{meant}>")),
            );
            self.close(span);
            return;
        }
        if name == self.name_of(top) && !self.belongs_outside(top, indent) {
            self.unfinished_end(tag);
            self.close_named(tag);
            return;
        }
        let known = self
            .open
            .iter()
            .rposition(|open| self.name_of(*open) == name);
        if known.is_some_and(|depth| depth + 2 == self.open.len()) && self.next_closes(top) {
            self.exchanged(tag, top);
            return;
        }
        match known {
            Some(depth) if self.closes_ancestor(depth, top, indent, tag) => {
                self.close_above(depth, tag.start, indent);
                self.unfinished_end(tag);
                self.close_named(tag);
            }
            Some(_) | None => match self.misspelt(tag, top, indent) {
                Some(depth) => {
                    self.close_above(depth, tag.start, indent);
                    self.mismatched(tag);
                }
                None => self.unmatched(tag),
            },
        }
    }

    /// Reports the end tags of an element and of the one around it in the wrong order, and closes both.
    fn exchanged(&mut self, tag: &Tag, top: usize) {
        let (outer, inner) = (self.slice(tag.name.clone()), self.name_of(top));
        let opening = self
            .nodes
            .get(top)
            .map_or(0..0, |top| top.start..top.tag_end);
        let mut fault = Fault::new(
            FaultKind::MismatchedEndTag,
            tag.name.clone(),
            format!("`</{outer}>` stands before `</{inner}>`"),
        )
        .related("the element inside begins here", opening)
        .note("what begins last ends first")
        .safe("exchange them")
        .edit(tag.name.clone(), inner);
        self.close(tag.start..tag.end);
        while let Some(token) = self.tokens.next() {
            if token.kind == TokenKind::EndTag {
                let second = self.tag(token);
                fault = fault.edit(second.name.clone(), outer);
                self.close(second.start..second.end);
                break;
            }
        }
        self.report(fault);
    }

    /// Whether the innermost of two nested elements of one name lacks its end tag, as indentation tells.
    fn belongs_outside(&self, top: usize, indent: Option<usize>) -> bool {
        let own = self.nodes.get(top).and_then(|top| top.indent);
        let (Some(indent), Some(own)) = (indent, own) else {
            return false;
        };
        own > indent
            && self.open.iter().rev().skip(1).take(FEW).any(|open| {
                self.name_of(*open) == self.name_of(top)
                    && self
                        .nodes
                        .get(*open)
                        .is_some_and(|open| open.indent == Some(indent))
            })
    }

    /// Whether an end tag with the name of the element at `depth` is meant for it, and not for what is open inside.
    fn closes_ancestor(&self, depth: usize, top: usize, indent: Option<usize>, tag: &Tag) -> bool {
        let Some(top) = self.nodes.get(top) else {
            return true;
        };
        let ancestor = self.open.get(depth).and_then(|open| self.nodes.get(*open));
        let ancestor_indent = ancestor.and_then(|ancestor| ancestor.indent);
        match (indent, top.indent) {
            // `<name>a</memory>`: the end of the element on whose line it stands.
            (None, _) => {
                !self.is_one_line(top.tag_end..tag.start)
                    || ancestor.is_some_and(|ancestor| self.is_one_line(ancestor.start..tag.start))
            }
            (Some(indent), Some(own))
                if ancestor_indent.is_some_and(|ancestor| ancestor != indent) =>
            {
                indent < own
            }
            (Some(_), Some(_) | None) => true,
        }
    }

    /// Whether the next tag closes `node`.
    fn next_closes(&self, node: usize) -> bool {
        let behind = ahead::from_tag(self.tokens.clone());
        ahead::end_name(self.text, behind) == Some(self.name_of(node))
    }

    /// The depth of the element that an end tag of another name is meant for.
    fn misspelt(&self, tag: &Tag, top: usize, indent: Option<usize>) -> Option<usize> {
        if self.next_closes(top) {
            return None;
        }
        let name = self.slice(tag.name.clone());
        let unfinished = tag.ending == Ending::Missing;
        let is_near = |node: usize| {
            let own = self.name_of(node);
            name.len() <= LONGEST && is_close(name, own) || unfinished && own.starts_with(name)
        };
        let depth = self.open.len().checked_sub(1)?;
        if is_near(top) {
            return Some(depth);
        }
        let of = |node: &usize| self.nodes.get(*node);
        let own = of(&top)?;
        let same_place = match indent {
            Some(indent) => own.indent == Some(indent) && self.is_indented(top),
            None => self.is_one_line(own.tag_end..tag.start) && own.first.is_none(),
        };
        if same_place {
            return Some(depth);
        }
        // The inner elements are not closed, and the name is misspelt as well.
        let mut outer = self.open.iter().enumerate().rev().skip(1).take(FEW);
        outer
            .find(|(_, node)| {
                indent.is_some()
                    && of(node).is_some_and(|of| of.indent == indent)
                    && is_near(**node)
            })
            .map(|(depth, _)| depth)
    }

    /// Whether the element stands deeper in the text than the one that it is in, so that indentation means something.
    fn is_indented(&self, node: usize) -> bool {
        let own = self.nodes.get(node);
        let outer = own
            .and_then(|own| own.parent)
            .and_then(|parent| self.nodes.get(parent));
        match (
            own.and_then(|own| own.indent),
            outer.map(|outer| outer.indent),
        ) {
            (Some(own), Some(Some(outer))) => own > outer,
            (Some(_), None) => true,
            (_, _) => false,
        }
    }

    /// Reports the tags of an element whose names differ: the wrong one is the one that nobody knows there.
    fn mismatched(&mut self, tag: &Tag) {
        let begins = self.open.last().copied();
        let begins = begins.map_or("", |top| self.name_of(top));
        let ends = self.slice(tag.name.clone());
        let is_known = |name: &str| {
            let around = self.open.len().saturating_sub(1);
            let around = self.open.get(..around).unwrap_or_default();
            let way: Vec<&str> = around.iter().map(|open| self.name_of(*open)).collect();
            way.len() < DEEPEST && (self.is_child)(&way, name) == Some(true)
        };
        let is_finished = tag.ending != Ending::Missing;
        if is_finished && is_known(ends) && !is_known(begins) {
            self.rename_start(tag);
        } else {
            self.rename(tag);
        }
    }

    fn rename_start(&mut self, tag: &Tag) {
        let top = self.open.last().and_then(|top| self.nodes.get(*top));
        let Some(place) = top.map(|top| top.name.clone()) else {
            return;
        };
        let (written, meant) = (self.slice(place.clone()), self.slice(tag.name.clone()));
        let message = format!("`<{written}>` ends with `</{meant}>`");
        let fault = Fault::new(FaultKind::MismatchedEndTag, place.clone(), message)
            .related("the element ends here", tag.start..tag.end)
            .note(format!("did you mean `<{meant}>`?"))
            .edit(place, meant);
        self.renamed(
            tag,
            fault,
            &format!("write `<{meant}>`"),
            written.eq_ignore_ascii_case(meant),
        );
    }

    fn rename(&mut self, tag: &Tag) {
        let Some(top) = self.open.last().copied() else {
            return;
        };
        let (written, meant) = (self.slice(tag.name.clone()), self.name_of(top));
        let opening = self
            .nodes
            .get(top)
            .map_or(0..0, |top| top.start..top.tag_end);
        let unfinished = tag.ending == Ending::Missing;
        let fault = if unfinished {
            Fault::new(
                FaultKind::UnfinishedTag,
                tag.start..tag.end,
                format!("the end tag `</{written}` has no `>`"),
            )
        } else {
            Fault::new(
                FaultKind::MismatchedEndTag,
                tag.name.clone(),
                format!("`</{written}>` where `</{meant}>` was expected"),
            )
            .related("the element begins here", opening)
        };
        let end = if unfinished {
            format!("{meant}>")
        } else {
            meant.to_owned()
        };
        let fault = fault.edit(tag.name.clone(), end);
        self.renamed(
            tag,
            fault,
            &format!("write `</{meant}>`"),
            written.eq_ignore_ascii_case(meant),
        );
    }

    /// Reports tags of one element of which one gets the name of the other; letters in another case are no guess.
    fn renamed(&mut self, tag: &Tag, fault: Fault, title: &str, is_case: bool) {
        self.report(if is_case {
            fault.safe(title)
        } else {
            fault.guess(title)
        });
        self.close(tag.start..tag.end);
    }

    /// Reports an end tag with a name but without `>`.
    fn unfinished_end(&mut self, tag: &Tag) {
        if tag.ending == Ending::Missing {
            let name = self.slice(tag.name.clone());
            let message = format!("the end tag `</{name}` has no `>`");
            self.report(
                Fault::new(FaultKind::UnfinishedTag, tag.start..tag.end, message)
                    .safe("add `>`")
                    .edit(tag.end..tag.end, ">"),
            );
        }
    }

    fn close_named(&mut self, tag: &Tag) {
        let written = self.slice(tag.name.clone());
        let sound = names::sound(written, true);
        if sound != written {
            self.report(
                Fault::new(
                    FaultKind::MalformedTag,
                    tag.name.clone(),
                    format!("`{written}` is no name of an element"),
                )
                .guess(format!("write `{sound}`"))
                .edit(tag.name.clone(), sound),
            );
        }
        self.close(tag.start..tag.end);
    }

    /// Closes the innermost element with the end tag at `span`.
    pub(super) fn close(&mut self, span: Span) {
        let Some(index) = self.open.pop() else { return };
        self.scopes.leave(self.open.len().max(1));
        let Some(node) = self.nodes.get_mut(index) else {
            return;
        };
        node.end = Some(span);
        if node.ending == Ending::Missing {
            let node = node.clone();
            let fault = self.unfinished(&node, ">");
            self.report(fault);
        }
    }

    /// A start tag without `>`.
    fn unfinished(&self, node: &Node, end: &str) -> Fault {
        let tag = node.start..node.tag_end;
        let text = self.slice(tag.clone());
        let message = format!("the tag `{}` has no `>`", super::excerpt(text));
        let cut = node.cut.clone();
        let is_cut = cut
            .as_ref()
            .is_some_and(|cut| !self.slice(cut.clone()).trim().is_empty());
        let is_only_begun = end == "/>" && !text.contains('=');
        let place = cut.unwrap_or(tag.end..tag.end);
        let end = format!("{}{end}", node.quote);
        let mut fault = Fault::new(
            FaultKind::UnfinishedTag,
            tag.start..place.end.max(tag.end),
            message,
        )
        .guess(format!("add `{end}`"))
        .edit(place, end);
        fault.is_lossy = is_cut || is_only_begun || !node.quote.is_empty();
        fault
    }

    /// An end tag that closes nothing, or what was closed too early.
    fn unmatched(&mut self, tag: &Tag) {
        let span = tag.start..tag.end;
        let name = self.slice(tag.name.clone());
        let fault = if name.is_empty() {
            Fault::new(
                FaultKind::UnfinishedTag,
                span.clone(),
                "an end tag without name",
            )
        } else {
            let message = format!("`</{name}>` closes nothing");
            Fault::new(FaultKind::UnmatchedEndTag, span.clone(), message)
        };
        let Some((early, end)) = self.closed_early(name, tag.start) else {
            // The line goes with it, unless something else is mended there.
            let line = self.whole_line(span.clone());
            let mended = self.faults.last().and_then(|last| last.fix.edits.last());
            let is_free = mended.is_none_or(|mended| mended.span.end <= line.start);
            let place = if is_free { line } else { span };
            self.report(fault.guess("remove it").edit(place, ""));
            return;
        };
        let is_empty = self
            .nodes
            .get(early)
            .is_some_and(|node| node.ending == Ending::Empty);
        let fault = fault.related(format!("`<{name}>` is closed here already"), end.clone());
        self.report(if is_empty {
            fault
                .guess("remove the `/` there")
                .edit(end.start..end.start + 1, "")
        } else {
            fault
                .guess("remove the end tag there")
                .edit(self.whole_line(end), "")
        });
        self.adopt_next(early, span);
    }

    /// A part of the text with its line, if nothing else is on the line.
    fn whole_line(&self, span: Span) -> Span {
        let behind = self.slice(span.end..self.text.len());
        let blanks = behind.len() - behind.trim_start_matches([' ', '\t', '\r']).len();
        let ends = behind.get(blanks..).unwrap_or_default().starts_with('\n');
        match self.indent(span.start) {
            Some(indent) if ends => span.start - indent..span.end + blanks + 1,
            Some(_) | None => span,
        }
    }

    /// Where more stands outside of elements than in them, the text is something else than a document: what looks like a
    /// fault there is what its author wrote, and only a person can say what becomes of it.
    fn keep_what_outweighs(&mut self) {
        let outside: usize = (self.faults.iter().filter(|fault| is_outside(fault)))
            .map(|fault| fault.span.len())
            .sum();
        let inside: usize = (self.roots.iter())
            .filter_map(|root| self.nodes.get(*root))
            .map(|node| node.end.as_ref().map_or(node.tag_end, |end| end.end) - node.start)
            .sum();
        if outside <= inside {
            return;
        }
        let has_root = !self.roots.is_empty();
        for fault in &mut self.faults {
            fault.is_choice |= !has_root || is_outside(fault);
        }
    }

    /// The end of the text: closes what is open, and looks at what stands beside the root element.
    pub(super) fn finish(&mut self) {
        let end = self.text.len();
        while let Some(index) = self.open.pop() {
            self.close_unclosed(index, end, None);
        }
        self.keep_what_outweighs();
        let mut roots = std::mem::take(&mut self.roots).into_iter();
        let Some(first) = roots.next() else {
            let at = self.trimmed_end(0..end);
            let fault = Fault::new(
                FaultKind::MissingRoot,
                at..at,
                "the document has no element",
            )
            .guess("add a `<domain>`")
            .edit(at..at, "<domain/>");
            let is_text = self.faults.iter().any(is_outside);
            self.report(if is_text { fault.choice() } else { fault });
            return;
        };
        for root in roots {
            let Some(node) = self.nodes.get(root) else {
                continue;
            };
            let end = node.end.as_ref().map_or(node.tag_end, |end| end.end);
            let (tag, whole) = (node.start..node.tag_end, node.start..end);
            let message = format!("a second root element `<{}>`", self.name_of(root));
            let first = self
                .nodes
                .get(first)
                .map_or(0..0, |first| first.start..first.tag_end);
            let place = self.whole_line(whole);
            self.report(
                Fault::new(FaultKind::OutsideRoot, tag, message)
                    .related("the first is here", first)
                    .note("a document has one; put the second into a file of its own")
                    .guess("remove the second")
                    .edit(place, ""),
            );
        }
    }
}

fn is_outside(fault: &Fault) -> bool {
    fault.kind == FaultKind::OutsideRoot
}
