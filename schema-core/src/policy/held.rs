//! Whether a document satisfies policies, and where it does not.

use std::borrow::Cow;

use super::demand::{Demand, kib};
use super::path::Hit;
use super::{Condition, Policy, Stage};
use crate::diagnostic::Diagnostic;
use crate::lint::tree::{Attr, Node, Tree};
use crate::lint::{Rule, rules};
use crate::source::SourceMap;
use crate::syntax::Document;

/// What a document does not satisfy.
pub(crate) fn check(
    source: &SourceMap,
    document: &Document<'_>,
    policies: &[Policy],
    stage: Stage,
) -> Vec<Diagnostic> {
    let mut tree = Tree::new(source, document.root());
    let root = tree.root();
    for policy in policies {
        if policy.enforce.counts_in(stage) && policy.when.iter().all(|when| when.holds(root)) {
            policy.check(root, &mut tree);
        }
    }
    tree.finish()
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
            Demand::Exists => count > 0,
            Demand::Absent => count == 0,
            Demand::Count(range) => range.has(&count.to_string()),
            Demand::Equals(_) | Demand::In(_) | Demand::Matches(_) | Demand::Range(_) => any,
        }
    }
}

impl Policy {
    fn check<'a, 't>(&self, root: Node<'a, 't>, tree: &mut Tree<'a, 't>) {
        match &self.demand {
            Demand::Exists => self.count(root, tree, |count| count > 0),
            Demand::Count(range) => {
                self.count(root, tree, |count| range.has(&count.to_string()));
            }
            Demand::Absent
            | Demand::Equals(_)
            | Demand::In(_)
            | Demand::Matches(_)
            | Demand::Range(_) => self.path.hits(root, &mut |hit| {
                let refused = match &self.demand {
                    // Nobody can remove what is not there.
                    Demand::Absent => hit.is_said(),
                    Demand::Exists
                    | Demand::Equals(_)
                    | Demand::In(_)
                    | Demand::Matches(_)
                    | Demand::Range(_)
                    | Demand::Count(_) => !self.demand.accepts(&hit.value()),
                };
                if refused {
                    self.report(hit, tree);
                }
            }),
        }
    }

    /// Looks at how much is there, in each element that has to have it.
    fn count<'a, 't>(
        &self,
        root: Node<'a, 't>,
        tree: &mut Tree<'a, 't>,
        is_right: impl Fn(usize) -> bool,
    ) {
        for anchor in self.path.anchors(root) {
            let mut count = 0;
            let mut last = None;
            self.path.hits_in(anchor, &mut |hit| {
                if hit.is_said() {
                    count += 1;
                    last = Some(hit);
                }
            });
            if !is_right(count) {
                // What is too much is shown, what is too little where it should be.
                let more = is_right(count + 1);
                self.report(last.filter(|_| !more).unwrap_or(Hit::Element(anchor)), tree);
            }
        }
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
                Cow::Owned(size.map_or(text, |size| size.to_string()))
            }
        }
    }
}
