//! Diagnostics in the protocol's terms.

use schema_core::Severity;

use crate::place::Places;
use crate::protocol::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity,
    DiagnosticTag, Location, MessageText, PublishDiagnosticsParams, Uri,
};
use crate::session::Session;
use crate::settings::Settings;

/// Sends what is wrong with a document; of one that is not open any more, that nothing is.
pub(crate) fn publish(session: &mut Session, uri: &Uri) {
    let found = session.lint(uri);
    let columns = session.columns();
    let (version, diagnostics) = match session.documents.get(uri.as_ref()) {
        Some(document) => {
            let places = document.places(columns);
            let version = Some(document.version);
            (version, of_all(&found, &places, uri, &session.settings))
        }
        None => (None, Vec::new()),
    };
    let params = PublishDiagnosticsParams {
        uri: uri.clone(),
        version,
        diagnostics,
    };
    session.notify("textDocument/publishDiagnostics", &params);
}

pub(crate) fn of_all(
    found: &[schema_core::Diagnostic],
    places: &Places<'_>,
    uri: &Uri,
    settings: &Settings,
) -> Vec<Diagnostic> {
    found
        .iter()
        .map(|found| diagnostic(found, places, uri, settings))
        .collect()
}

/// One diagnostic: the message, then why and what to do, as on the command line.
pub(crate) fn diagnostic(
    found: &schema_core::Diagnostic,
    places: &Places<'_>,
    uri: &Uri,
    settings: &Settings,
) -> Diagnostic {
    let mut message = found.message.clone();
    for note in &found.notes {
        message.push('\n');
        message.push_str(note);
    }
    let related = found
        .related
        .iter()
        .map(|label| DiagnosticRelatedInformation {
            location: Location {
                uri: uri.clone(),
                range: places.range(&label.span),
            },
            message: label.message.clone(),
        });
    let page = settings.rule_pages.as_ref().map(|base| CodeDescription {
        href: rule_page(base, found.rule),
    });
    // What has no effect is shown as what could go away.
    let is_idle = found.rule == "no-effect-on-virtualbox" || found.rule == "unused-suppression";
    Diagnostic {
        range: places.range(&found.span),
        severity: Some(match found.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            Severity::Note => DiagnosticSeverity::Information,
        }),
        code: Some(Code::String(found.rule.to_owned())),
        code_description: page,
        source: Some("boxwright".to_owned()),
        message: MessageText::String(message),
        tags: is_idle.then(|| vec![DiagnosticTag::Unnecessary]),
        related_information: (!found.related.is_empty()).then(|| related.collect()),
        data: None,
    }
}

/// The address of a rule's page.
pub(crate) fn rule_page(base: &str, rule: &str) -> Uri {
    Uri::from(format!("{base}{rule}.md"))
}
