//! What is found, up to a limit: a text with a fault in every one of a million elements must not take a million times the
//! memory of a finding.

use crate::diagnostic::Diagnostic;
use crate::lint::rules;
use crate::path::Path;

/// The most findings that are kept of one document and one way of looking at it.
const MOST: usize = 10_000;

/// Findings in the order in which they come.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    kept: Vec<Diagnostic>,
    /// The last one, where there are too many to keep it.
    beyond: Option<Diagnostic>,
}

impl Findings {
    /// Adds one, and gives it to have more said about it.
    pub(crate) fn push(&mut self, found: Diagnostic) -> &mut Diagnostic {
        if self.kept.len() < MOST {
            self.kept.push_mut(found)
        } else {
            self.beyond.insert(found)
        }
    }

    /// Whether there are too many already, so that no more are kept.
    pub(crate) const fn is_full(&self) -> bool {
        self.beyond.is_some()
    }

    pub(crate) fn extend(&mut self, more: Vec<Diagnostic>) {
        for found in more {
            self.push(found);
        }
    }

    /// The one that was added last.
    pub(crate) fn last_mut(&mut self) -> Option<&mut Diagnostic> {
        self.beyond.as_mut().or_else(|| self.kept.last_mut())
    }

    /// Takes back the one that was added last.
    pub(crate) fn pop(&mut self) -> Option<Diagnostic> {
        self.beyond.take().or_else(|| self.kept.pop())
    }

    /// The number of the one that was added last, for [`Self::get_mut`].
    pub(crate) fn last(&self) -> usize {
        (self.kept.len() + usize::from(self.beyond.is_some())).saturating_sub(1)
    }

    pub(crate) fn get_mut(&mut self, at: usize) -> Option<&mut Diagnostic> {
        self.kept.get_mut(at)
    }

    /// The number of the last one that is such.
    pub(crate) fn rposition(&self, is_it: impl Fn(&Diagnostic) -> bool) -> Option<usize> {
        self.kept.iter().rposition(is_it)
    }

    /// All that were kept, and whether there were more.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        if self.beyond.is_some() {
            let message = format!("only {MOST} findings are shown of this document");
            let rule = &rules::TOO_MANY_FINDINGS;
            let mut more = rule.diagnostic(message, 0..0, Path::root());
            more.notes.push("mend those, and check it again".to_owned());
            self.kept.push(more);
        }
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::lint;
    use crate::lint::rules::testing::devices;

    #[test]
    fn what_is_beyond_the_limit_is_said_once() {
        let count = |faults: usize| {
            let found = lint(&devices(&"<tilt/>".repeat(faults)));
            let more = found
                .iter()
                .filter(|found| found.rule == "too-many-findings");
            (found.len(), more.count())
        };
        assert_eq!(count(super::MOST), (super::MOST, 0));
        assert_eq!(count(super::MOST + 5), (super::MOST + 1, 1));
    }
}
