use std::collections::BTreeMap;
use std::path::PathBuf;

use schema_core::assist;
use schema_core::span::LineIndex;

use super::diagnostic::result_id;
use crate::diagnostics;
use crate::place::Places;
use crate::protocol::{
    FullDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, WorkspaceDiagnosticParams,
    WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};
use crate::session::Session;
use crate::uri;

/// The most documents of a workspace; who has more runs `boxwright lint`.
const MOST: usize = 2000;

/// What is wrong with the documents of the workspace that are not open; those that are open are asked for themselves.
pub(super) fn run(
    session: &mut Session,
    params: &WorkspaceDiagnosticParams,
) -> WorkspaceDiagnosticReport {
    let before: BTreeMap<&str, &str> = params
        .previous_result_ids
        .iter()
        .map(|known| (known.uri.as_ref(), known.value.as_str()))
        .collect();
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in session.folders.clone() {
        let left = MOST.saturating_sub(files.len());
        files.extend(session.environment.documents(&folder, left));
    }
    let mut report = WorkspaceDiagnosticReport::default();
    for file in files {
        let address = uri::from_path(&file);
        let is_open = session.documents.contains_key(address.as_ref());
        let Some(text) = session
            .environment
            .read(&file)
            .filter(|text| !is_open && assist::is_domain(text))
        else {
            continue;
        };
        let found = session
            .environment
            .lint(Some(&file), &text, &session.settings);
        let found = found.unwrap_or_else(|_| schema_core::lint::lint(&text));
        let places = Places {
            text: &text,
            lines: &LineIndex::new(&text),
            columns: session.columns(),
        };
        let items = diagnostics::of_all(&found, &places, &address, &session.settings);
        let id = result_id(&items);
        report
            .items
            .push(if before.get(address.as_ref()) == Some(&id.as_str()) {
                WorkspaceDocumentDiagnosticReport::WorkspaceUnchangedDocumentDiagnosticReport(
                    WorkspaceUnchangedDocumentDiagnosticReport {
                        uri: address,
                        version: None,
                        unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                            result_id: id,
                        },
                    },
                )
            } else {
                WorkspaceDocumentDiagnosticReport::WorkspaceFullDocumentDiagnosticReport(
                    WorkspaceFullDocumentDiagnosticReport {
                        uri: address,
                        version: None,
                        full_document_diagnostic_report: FullDocumentDiagnosticReport {
                            result_id: Some(id),
                            items,
                        },
                    },
                )
            });
    }
    report
}
