//! What was said already of a document that several machines are made of: the same fault of each of them is one fault.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use schema_core::diagnostic::Diagnostic;
use schema_core::span::LineIndex;

/// A fault of a document: its rule, place, line and words.
type Fault = (PathBuf, &'static str, String, usize, String);

/// What was said of the machines of each document.
#[derive(Debug, Default)]
pub(crate) struct Said {
    faults: BTreeSet<Fault>,
    /// Whether something was left out.
    is_more: bool,
}

impl Said {
    /// What was not said of another machine of the document `base`; all where the text is made of none.
    pub(crate) fn new_ones(
        &mut self,
        base: Option<&Path>,
        text: &str,
        mut found: Vec<Diagnostic>,
    ) -> Vec<Diagnostic> {
        let Some(base) = base.filter(|_| !found.is_empty()) else {
            return found;
        };
        let lines = LineIndex::new(text);
        found.retain(|found| {
            let is_new = self.faults.insert((
                base.to_owned(),
                found.rule,
                found.path.to_string(),
                lines.line(found.span.start),
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
