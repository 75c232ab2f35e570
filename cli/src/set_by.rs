//! What a line of a project's file puts into documents: what is wrong with it is shown at that line.

use std::path::Path;
use std::sync::Arc;

use project::{Instance, Place};
use schema_core::diagnostic::Diagnostic;

use crate::report::Found;

/// The lines of a project's file that say something of a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SetBy {
    /// What messages call the file, with the machine.
    file: String,
    text: Arc<str>,
    places: Vec<Place>,
}

impl SetBy {
    /// Those of a machine; nothing where there are none.
    pub(crate) fn of(instance: &Instance, file: &Path, text: &Arc<str>) -> Option<Self> {
        (!instance.set.is_empty()).then(|| Self {
            file: super::instances::named(file, &instance.name),
            text: Arc::clone(text),
            places: instance.set.clone(),
        })
    }

    /// Takes those of the findings that are about what was set, to be shown where that is said.
    pub(crate) fn take(&self, findings: &mut Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut taken = Vec::new();
        findings.retain(|found| {
            let mut places = self.places.iter();
            let Some(place) = places.find(|place| found.path.starts_with(&place.path)) else {
                return true;
            };
            let mut found = found.clone();
            found.span = place.span.clone();
            // They are about the text of the document that was made.
            found.related.clear();
            found.fixes.clear();
            taken.push(found);
            false
        });
        taken
    }

    /// The findings with the file that they are shown in.
    pub(crate) fn found<'f>(&'f self, findings: &'f [Diagnostic]) -> Found<'f> {
        Found::new(&self.file, &self.text, findings)
    }
}
