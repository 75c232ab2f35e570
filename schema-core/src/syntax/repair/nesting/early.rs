//! Elements that were closed before all that they hold.

use crate::span::Span;

use super::super::tag::Ending;
use super::super::{FaultKind, Mender};
use super::FEW;

impl Mender<'_, '_> {
    /// The element named `name` before `at` that has elements of its own behind its end, and where it is closed.
    pub(super) fn closed_early(&self, name: &str, at: usize) -> Option<(usize, Span)> {
        let siblings = match self.open.last() {
            Some(parent) => self.nodes.get(*parent)?.last,
            None => self.roots.last().copied(),
        };
        let indent = self.indent(at);
        let mut next = siblings;
        let mut later: Option<usize> = None;
        for _ in 0..FEW {
            let index = next?;
            let node = self.nodes.get(index)?;
            if self.name_of(index) == name {
                let later = later?;
                let inner = self.nodes.get(later)?;
                let deeper =
                    matches!((inner.indent, node.indent), (Some(inner), Some(own)) if inner > own);
                let fits = self.can_be_in(name, self.name_of(later)) == Some(true);
                let aligned = indent == node.indent;
                return (aligned && (deeper || fits))
                    .then(|| (index, node.end.clone().unwrap_or(node.start..node.start)));
            }
            later = Some(index);
            next = match self.open.last() {
                Some(_) => node.previous,
                None => {
                    let place = self.roots.iter().rposition(|root| *root == index)?;
                    place
                        .checked_sub(1)
                        .and_then(|before| self.roots.get(before))
                        .copied()
                }
            };
        }
        None
    }

    /// Makes the elements behind `early` its children.
    pub(super) fn adopt_next(&mut self, early: usize, end: Span) {
        let mut next = match self.nodes.get_mut(early) {
            Some(node) => {
                node.end = Some(end);
                node.ending = Ending::Open;
                node.next.take()
            }
            None => None,
        };
        if self.open.is_empty()
            && let Some(place) = self.roots.iter().rposition(|root| *root == early)
        {
            for index in self.roots.split_off(place + 1) {
                self.attach(early, index);
            }
            // What was reported as standing outside of the root is inside now.
            let start = self.nodes.get(early).map_or(0, |node| node.tag_end);
            self.faults
                .retain(|fault| fault.kind != FaultKind::OutsideRoot || fault.span.start < start);
            return;
        }
        if let Some(parent) = self.nodes.get(early).and_then(|node| node.parent)
            && let Some(parent) = self.nodes.get_mut(parent)
        {
            parent.last = Some(early);
        }
        while let Some(index) = next {
            next = self.nodes.get_mut(index).and_then(|node| node.next.take());
            self.attach(early, index);
        }
    }
}
