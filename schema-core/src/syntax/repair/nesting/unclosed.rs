//! Where an element ends that nothing closes.

use super::super::tag::Ending;
use super::super::{Fault, FaultKind, Mender};
use super::Node;

impl Mender<'_, '_> {
    /// Closes all elements above `depth`, which nothing closes before `at`.
    pub(super) fn close_above(&mut self, depth: usize, at: usize, indent: Option<usize>) {
        while self.open.len() > depth + 1 {
            let Some(index) = self.open.pop() else { return };
            self.scopes.leave(self.open.len().max(1));
            self.close_unclosed(index, at, indent);
        }
    }

    /// Closes an element that nothing closes before `at`: before the first element inside that belongs outside.
    pub(super) fn close_unclosed(&mut self, index: usize, at: usize, indent: Option<usize>) {
        let (last, moved) = self.last_inside(index);
        let Some(node) = self.nodes.get(index).cloned() else {
            return;
        };
        let limit = moved
            .and_then(|moved| self.nodes.get(moved))
            .map_or(at, |moved| moved.start);
        let name = self.name_of(index);
        let inside = node
            .cut
            .as_ref()
            .map_or(node.tag_end, |cut| cut.end)
            .max(node.tag_end);
        let place = self.trimmed_end(inside..limit.max(inside)).max(inside);
        if let Some(moved) = moved {
            self.split_chain(index, last, moved);
        }
        let has_content = place > inside;
        if let Some(own) = self.nodes.get_mut(index) {
            own.end = Some(place..place);
        }
        if node.ending == Ending::Missing {
            let end = if has_content { ">" } else { "/>" };
            let mut fault = self.unfinished(&node, end).unended();
            if has_content {
                let closing = self.closing(&node, name, last.is_some());
                fault = fault.edit(place..place, closing);
            }
            self.report(fault);
            return;
        }
        let tag = node.start..node.tag_end;
        let fault = Fault::new(
            FaultKind::UnclosedElement,
            tag.clone(),
            format!("`<{name}>` is not closed"),
        )
        .related(format!("`</{name}>` is missing here"), place..place);
        // Text alone ends with the next tag, whatever that is; so does what indentation tells.
        let told = match (moved.and_then(|moved| self.nodes.get(moved)), node.indent) {
            (Some(moved), Some(own)) => moved.indent == Some(own),
            (None, Some(own)) => indent.is_some_and(|indent| indent < own),
            (_, None) => false,
        };
        let (span, text) = if has_content {
            (place..place, self.closing(&node, name, last.is_some()))
        } else {
            (tag.end - 1..tag.end, "/>".to_owned())
        };
        let title = format!("close `<{name}>`");
        let fault = if told || last.is_none() {
            fault.safe(title)
        } else {
            fault.guess(title)
        };
        self.report(fault.edit(span, text).unended());
    }

    /// The end tag as it is put in: on a line of its own behind elements that stand on theirs.
    fn closing(&self, node: &Node, name: &str, has_elements: bool) -> String {
        let on_own_line = has_elements
            && node
                .first
                .and_then(|first| self.nodes.get(first))
                .is_some_and(|first| first.indent.is_some());
        match node.indent.filter(|_| on_own_line) {
            Some(indent) => {
                let blanks = self.slice(node.start.saturating_sub(indent)..node.start);
                let line_end = if self.text.contains("\r\n") {
                    "\r\n"
                } else {
                    "\n"
                };
                format!("{line_end}{blanks}</{name}>")
            }
            None => format!("</{name}>"),
        }
    }

    /// The last child of an unclosed element that belongs to it, and the first behind that, which does not.
    fn last_inside(&self, index: usize) -> (Option<usize>, Option<usize>) {
        let indented = self.is_indented(index);
        let mut last = None;
        let mut next = self.nodes.get(index).and_then(|node| node.first);
        while let Some(child) = next {
            if !self.belongs_inside(index, child, indented) {
                return (last, Some(child));
            }
            last = Some(child);
            next = self.nodes.get(child).and_then(|child| child.next);
        }
        (last, None)
    }

    fn belongs_inside(&self, index: usize, child: usize, indented: bool) -> bool {
        let (Some(own), Some(inner)) = (self.nodes.get(index), self.nodes.get(child)) else {
            return true;
        };
        let (name, inner_name) = (self.name_of(index), self.name_of(child));
        // A document has one root element, so what is in it has nowhere else to go.
        if own.parent.is_none() {
            return name != inner_name;
        }
        let fits = self.can_be_in(name, inner_name);
        let outer = self.open.len().checked_sub(1);
        let fits_outside = outer
            .and_then(|depth| self.fits(depth, self.name_of(*self.open.get(depth)?), inner_name));
        if fits == Some(false) && fits_outside == Some(true) {
            return false;
        }
        if fits == Some(true) && fits_outside == Some(false) {
            return true;
        }
        match (own.indent, inner.indent) {
            (Some(own), Some(inner)) if indented => inner > own,
            (_, _) => name != inner_name,
        }
    }

    /// Moves `moved` and what is behind it out of `index`, whose last child becomes `last`.
    fn split_chain(&mut self, index: usize, last: Option<usize>, moved: usize) {
        let (parent, tail) = match self.nodes.get_mut(index) {
            Some(node) => {
                let tail = node.last;
                node.last = last;
                if last.is_none() {
                    node.first = None;
                }
                (node.parent, tail)
            }
            None => return,
        };
        if let Some(last) = last.and_then(|last| self.nodes.get_mut(last)) {
            last.next = None;
        }
        if let Some(moved) = self.nodes.get_mut(moved) {
            moved.previous = Some(index);
            moved.parent = parent;
        }
        match parent {
            // Only the first of the moved learns of its new parent: whoever asks for another's goes by the open elements.
            Some(parent) => {
                if let Some(node) = self.nodes.get_mut(index) {
                    node.next = Some(moved);
                }
                if let Some(parent) = self.nodes.get_mut(parent) {
                    parent.last = tail;
                }
            }
            None => {
                let mut next = Some(moved);
                while let Some(root) = next {
                    self.roots.push(root);
                    next = self.nodes.get_mut(root).and_then(|root| root.next.take());
                }
            }
        }
    }
}
