//! What was said already of a document that several machines are made of: the same fault of each of them is one fault.

use std::collections::BTreeSet;
use std::path::PathBuf;

use schema_core::diagnostic::Diagnostic;

use crate::input::Base;

/// A fault of a document: its rule, path, place and words.
type Fault = (PathBuf, &'static str, String, usize, String);

/// What was said of the machines of each document.
#[derive(Debug, Default)]
pub(crate) struct Said {
    faults: BTreeSet<Fault>,
    /// Whether something was left out.
    is_more: bool,
}

impl Said {
    /// What was not said of another machine of the document `base`; all where it is a document of its own.
    pub(crate) fn new_ones(
        &mut self,
        base: Option<&Base>,
        mut found: Vec<Diagnostic>,
    ) -> Vec<Diagnostic> {
        let Some(base) = base.filter(|_| !found.is_empty()) else {
            return found;
        };
        found.retain(|found| {
            let is_new = self.faults.insert((
                base.path.clone(),
                found.rule,
                found.path.to_string(),
                base.origin.place(&found.span).start,
                found.message.clone(),
            ));
            self.is_more |= !is_new;
            is_new
        });
        found
    }

    /// What is to be said of what was left out.
    pub(crate) fn remark(&self) -> Option<&'static str> {
        self.is_more
            .then_some("what is the same in several machines of a document is said of the first")
    }
}
