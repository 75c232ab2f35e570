//! Policies together: the ways that their paths take through a document, which many of them have in common, so that each
//! is gone once.

use super::path::{PolicyPath, Step};
use super::{Enforce, Policy};

/// What documents have to satisfy, made ready to be looked for in many of them.
#[derive(Clone, Debug, Default)]
pub struct Policies {
    all: Vec<Policy>,
    /// What leads on from the root element.
    root: Fork,
}

/// An element on the way of some paths.
#[derive(Clone, Debug, Default)]
pub(super) struct Fork {
    /// The elements inside that paths lead on to.
    pub(super) next: Vec<(Step, Self)>,
    /// The policies, by number, that count what is in each such element.
    pub(super) counted: Vec<usize>,
    /// What paths lead to that end here.
    pub(super) ends: Vec<End>,
}

/// What paths lead to, with the policies, by number, that are about it.
#[derive(Clone, Debug)]
pub(super) struct End {
    /// An attribute; the element itself where there is none.
    pub(super) attribute: Option<String>,
    /// What silence means for the attribute.
    pub(super) default: Option<String>,
    pub(super) policies: Vec<usize>,
}

impl Policies {
    /// Makes policies ready; those that count nowhere are left out.
    pub fn new(all: impl IntoIterator<Item = Policy>) -> Self {
        let mut policies = Self::default();
        for policy in all {
            if policy.enforce != Enforce::Never {
                policies.root.add(&policy, policies.all.len(), 0);
                policies.all.push(policy);
            }
        }
        policies
    }

    /// Whether there is nothing to satisfy.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(super) fn all(&self) -> &[Policy] {
        &self.all
    }

    pub(super) const fn root(&self) -> &Fork {
        &self.root
    }
}

impl From<Vec<Policy>> for Policies {
    fn from(all: Vec<Policy>) -> Self {
        Self::new(all)
    }
}

impl Fork {
    /// Adds the rest of the way of a policy with a number, from `depth` steps on.
    fn add(&mut self, policy: &Policy, number: usize, depth: usize) {
        let path = &policy.path;
        if policy.demand.counts() && depth == path.anchor {
            self.counted.push(number);
        }
        let Some(step) = path.steps.get(depth) else {
            return self.end(path, number);
        };
        let fork = match self.next.iter_mut().find(|(known, _)| known == step) {
            Some((_, fork)) => fork,
            None => {
                let (_, fork) = self.next.push_mut((step.clone(), Self::default()));
                fork
            }
        };
        fork.add(policy, number, depth + 1);
    }

    /// Adds the end of the way.
    fn end(&mut self, path: &PolicyPath, number: usize) {
        let mut ends = self.ends.iter_mut();
        match ends.find(|end| end.attribute == path.attribute && end.default == path.default) {
            Some(end) => end.policies.push(number),
            None => self.ends.push(End {
                attribute: path.attribute.clone(),
                default: path.default.clone(),
                policies: vec![number],
            }),
        }
    }
}
