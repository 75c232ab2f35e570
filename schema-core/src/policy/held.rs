//! Whether a document satisfies policies, and where it does not.

use std::borrow::Cow;

use super::demand::{Demand, kib};
use super::path::Hit;
use super::ways::{End, Fork};
use super::{Condition, Policies, Policy, Stage};
use crate::diagnostic::Diagnostic;
use crate::lint::tree::{Attr, Devices, Node, Tree};
use crate::lint::{Rule, rules};
use crate::source::SourceMap;
use crate::syntax::Document;

/// The most places that are kept of what does not satisfy one policy; no more findings are shown of a document.
const MOST: usize = 10_000;

/// What a document does not satisfy.
pub(crate) fn check(
    source: &SourceMap,
    document: &Document<'_>,
    policies: &Policies,
    stage: Stage,
) -> Vec<Diagnostic> {
    if policies.is_empty() {
        return Vec::new();
    }
    // Policies have ways of their own to them.
    let devices = Devices::default();
    let mut tree = Tree::new(source, document.root(), &devices);
    let root = tree.root();
    let mut walk = Walk {
        policies: policies.all(),
        seen: vec![Seen::default(); policies.all().len()],
    };
    walk.enter(policies.root(), root);
    for (policy, seen) in policies.all().iter().zip(walk.seen) {
        // Most are satisfied, and need not be asked whether they count.
        if !seen.refused.is_empty() && policy.counts_in(stage, root) {
            for hit in seen.refused {
                policy.report(hit, &mut tree);
            }
        }
    }
    tree.finish()
}

/// The walk through a document on the ways of policies.
struct Walk<'p, 'a, 't> {
    policies: &'p [Policy],
    /// What was seen for each of them.
    seen: Vec<Seen<'p, 'a, 't>>,
}

/// What was seen for a policy.
#[derive(Clone, Debug, Default)]
struct Seen<'p, 'a, 't> {
    /// How much is there in the element in which it is counted, and the last of it.
    count: usize,
    last: Option<Hit<'p, 'a, 't>>,
    /// What does not satisfy the policy.
    refused: Vec<Hit<'p, 'a, 't>>,
}

impl<'p, 'a, 't> Walk<'p, 'a, 't> {
    fn enter(&mut self, fork: &'p Fork, node: Node<'a, 't>) {
        for number in &fork.counted {
            if let Some(seen) = self.seen.get_mut(*number) {
                (seen.count, seen.last) = (0, None);
            }
        }
        for end in &fork.ends {
            self.look(end, node);
        }
        if !fork.next.is_empty() {
            for inner in node.inside() {
                let name = inner.name();
                for (step, behind) in &fork.next {
                    if step.leads_to(inner, name) {
                        self.enter(behind, inner);
                    }
                }
            }
        }
        for number in &fork.counted {
            if let Some((policy, seen)) = self.of(*number) {
                seen.judge(&policy.demand, node);
            }
        }
    }

    /// Looks at what is at the end of a way.
    fn look(&mut self, end: &'p End, node: Node<'a, 't>) {
        let attribute = end.attribute.as_deref();
        let Some(hit) = Hit::of(node, attribute, end.default.as_deref()) else {
            return;
        };
        let mut value = None;
        for number in &end.policies {
            let Some((policy, seen)) = self.of(*number) else {
                continue;
            };
            match &policy.demand {
                Demand::Exists | Demand::Count(_) => seen.count(hit),
                // Nobody can remove what is not there.
                Demand::Absent if hit.is_said() => seen.refuse(hit),
                Demand::Absent => {}
                demand @ (Demand::Equals(_)
                | Demand::In(_)
                | Demand::Matches(_)
                | Demand::Range(_)) => {
                    if !demand.accepts(value.get_or_insert_with(|| hit.value())) {
                        seen.refuse(hit);
                    }
                }
            }
        }
    }

    fn of(&mut self, number: usize) -> Option<(&'p Policy, &mut Seen<'p, 'a, 't>)> {
        self.policies.get(number).zip(self.seen.get_mut(number))
    }
}

impl<'p, 'a, 't> Seen<'p, 'a, 't> {
    fn count(&mut self, hit: Hit<'p, 'a, 't>) {
        if hit.is_said() {
            self.count += 1;
            self.last = Some(hit);
        }
    }

    fn refuse(&mut self, hit: Hit<'p, 'a, 't>) {
        if self.refused.len() <= MOST {
            self.refused.push(hit);
        }
    }

    /// Looks at how much is there in an element that has to have it.
    fn judge(&mut self, demand: &Demand, anchor: Node<'a, 't>) {
        if !demand.accepts_count(self.count) {
            // What is too much is shown, what is too little where it should be.
            let more = demand.accepts_count(self.count + 1);
            let last = self.last.filter(|_| !more);
            self.refuse(last.unwrap_or(Hit::Element(anchor)));
        }
    }
}

impl Condition {
    fn holds(&self, root: Node<'_, '_>) -> bool {
        let mut count = 0_usize;
        let mut any = false;
        self.path.hits(root, &mut |hit| {
            count += usize::from(hit.is_said());
            any |= self.demand.accepts(&hit.value());
        });
        match &self.demand {
            demand @ (Demand::Exists | Demand::Absent | Demand::Count(_)) => {
                demand.accepts_count(count)
            }
            Demand::Equals(_) | Demand::In(_) | Demand::Matches(_) | Demand::Range(_) => any,
        }
    }
}

impl Policy {
    /// Whether it counts for a document that is read for something.
    fn counts_in(&self, stage: Stage, root: Node<'_, '_>) -> bool {
        self.enforce.counts_in(stage) && self.when.iter().all(|when| when.holds(root))
    }

    fn report(&self, hit: Hit<'_, '_, '_>, tree: &mut Tree<'_, '_>) {
        let rule = self.rule();
        let demand = format!("`{}` {}", self.path, self.demand);
        let message = if self.message.is_empty() {
            demand.clone()
        } else {
            self.message.clone()
        };
        let report = match hit {
            Hit::Element(node) | Hit::Silent(node, _) => tree.report(rule, &node, message),
            Hit::Attribute(attribute) => tree.report(rule, &attribute, message),
        };
        let origin = format!("policy `{}` of {}", self.name, self.origin);
        report
            .severity(self.severity)
            .note(if self.message.is_empty() {
                origin
            } else {
                format!("{origin}: {demand}")
            });
    }

    fn rule(&self) -> &'static Rule {
        if self.locked {
            &rules::LOCKED_POLICY_VIOLATION
        } else {
            &rules::POLICY_VIOLATION
        }
    }
}

impl<'p, 'a> Hit<'p, 'a, '_> {
    /// Whether the document says it.
    fn is_said(self) -> bool {
        match self {
            Self::Element(_) | Self::Attribute(_) => true,
            Self::Silent(..) => false,
        }
    }

    /// The value; a size is in KiB.
    fn value(self) -> Cow<'a, str>
    where
        'p: 'a,
    {
        match self {
            Self::Attribute(attribute) => Cow::Borrowed(attribute.value()),
            Self::Silent(_, default) => Cow::Borrowed(default),
            Self::Element(node) => {
                let text = node.text();
                let unit = node.attribute("unit").map(Attr::value);
                let size = unit.and_then(|unit| kib(&text, unit));
                size.map_or(text, |size| Cow::Owned(size.to_string()))
            }
        }
    }
}
