//! The one way to a domain that can be planned.

use crate::diagnostic::{Diagnostic, Severity};
use crate::domain::Domain;
use crate::lint::{self, Scope};
use crate::parse::Parsed;
use crate::source::SourceMap;

/// A domain for VirtualBox without errors. Only [`validate`] makes one.
#[derive(Clone, Debug)]
pub struct Validated {
    domain: Domain,
    source: SourceMap,
    warnings: Vec<Diagnostic>,
}

impl Validated {
    /// The domain.
    pub fn domain(&self) -> &Domain {
        &self.domain
    }

    /// Where its values stand.
    pub fn source(&self) -> &SourceMap {
        &self.source
    }

    /// Warnings and notes, in the order of the text.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }
}

/// Why there is no validated domain.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the document has {}", errors(.diagnostics))]
pub struct Rejected {
    /// Everything that was found, errors and others, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

fn errors(diagnostics: &[Diagnostic]) -> String {
    match diagnostics.iter().filter(|found| found.is_error()).count() {
        1 => "an error".to_owned(),
        count => format!("{count} errors"),
    }
}

/// Checks what was read.
pub fn validate(parsed: Parsed) -> Result<Validated, Rejected> {
    let mut diagnostics = lint::found(&parsed, Scope::default());
    // A document for another hypervisor is no fault, but it cannot go any further than this.
    for diagnostic in &mut diagnostics {
        if diagnostic.rule == lint::rules::NOT_VBOX_DOMAIN.name {
            diagnostic.severity = Severity::Error;
        }
    }
    // No comment makes VirtualBox do what it cannot: only what is not an error can be kept quiet here.
    let quiet = |found: &Diagnostic| !found.is_error();
    diagnostics = lint::suppress::apply(&parsed, Scope::default(), diagnostics, quiet);
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Err(Rejected { diagnostics });
    }
    Ok(Validated {
        domain: parsed.domain,
        source: parsed.source,
        warnings: diagnostics,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::rules::testing::domain;
    use crate::parse::parse;

    #[test]
    fn a_document_without_errors_is_validated_and_keeps_its_warnings() {
        let validated =
            validate(parse(&domain("<currentMemory>99999999</currentMemory>"))).unwrap();
        assert_eq!(validated.domain().name, "a");
        assert_eq!(validated.warnings().len(), 1);
    }

    #[test]
    fn an_error_rejects_and_everything_is_reported() {
        let rejected = validate(parse(&domain(
            "<currentMemory>99999999</currentMemory><uuid>x</uuid>",
        )))
        .unwrap_err();
        assert_eq!(rejected.diagnostics.len(), 2);
        assert_eq!(rejected.to_string(), "the document has an error");
    }

    #[test]
    fn warnings_can_be_suppressed_and_errors_cannot() {
        let quiet =
            "<!-- boxwright-ignore current-memory-mismatch, invalid-value: for another program -->";
        let validated = validate(parse(&domain(&format!(
            "{quiet}<currentMemory>99999999</currentMemory>"
        ))))
        .unwrap();
        let rules: Vec<&str> = validated
            .warnings()
            .iter()
            .map(|found| found.rule)
            .collect();
        assert_eq!(rules, ["unused-suppression"]);
        let rejected = validate(parse(&domain(&format!("{quiet}<vcpu>x</vcpu>")))).unwrap_err();
        let rules: Vec<&str> = rejected
            .diagnostics
            .iter()
            .map(|found| found.rule)
            .collect();
        assert_eq!(rules, ["unused-suppression", "invalid-value"]);
    }

    #[test]
    fn a_domain_that_was_not_read_from_a_text_is_checked_as_well() {
        assert!(validate(Parsed::from(Domain::default())).is_err());
    }
}
