use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::diagnostics;
use crate::protocol::{
    DocumentDiagnosticParams, DocumentDiagnosticReport, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport,
};
use crate::server::Failure;
use crate::session::Session;

pub(super) fn run(
    session: &mut Session,
    params: &DocumentDiagnosticParams,
) -> Result<DocumentDiagnosticReport, Failure> {
    let uri = &params.text_document.uri;
    let found = session.lint(uri);
    let columns = session.columns();
    let document = session.document(uri)?;
    let items = diagnostics::of_all(&found, &document.places(columns), uri, &session.settings);
    let id = result_id(&items);
    if params.previous_result_id.as_ref() == Some(&id) {
        return Ok(
            DocumentDiagnosticReport::RelatedUnchangedDocumentDiagnosticReport(
                RelatedUnchangedDocumentDiagnosticReport {
                    related_documents: None,
                    unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                        result_id: id,
                    },
                },
            ),
        );
    }
    Ok(
        DocumentDiagnosticReport::RelatedFullDocumentDiagnosticReport(
            RelatedFullDocumentDiagnosticReport {
                related_documents: None,
                full_document_diagnostic_report: FullDocumentDiagnosticReport {
                    result_id: Some(id),
                    items,
                },
            },
        ),
    )
}

/// What tells diagnostics from others.
pub(super) fn result_id(items: &[crate::protocol::Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    serde_json::to_string(items)
        .unwrap_or_default()
        .hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
