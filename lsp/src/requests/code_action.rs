use std::collections::HashMap;

use schema_core::assist::{self, ActionKind};

use crate::diagnostics;
use crate::place::Places;
use crate::protocol::{CodeAction, CodeActionKind, CodeActionParams, Uri, WorkspaceEdit};
use crate::server::Failure;
use crate::session::Session;

const FIX_ALL: &str = "source.fixAll.boxwright";

pub(super) fn run(
    session: &mut Session,
    params: &CodeActionParams,
) -> Result<Vec<CodeAction>, Failure> {
    let uri = &params.text_document.uri;
    let columns = session.columns();
    if !session.document(uri)?.is_domain {
        return Ok(Vec::new());
    }
    let found = session.lint(uri);
    let wanted = |kind: &ActionKind| match &params.context.only {
        None => true,
        Some(only) => only
            .iter()
            .any(|only| covers(&text(only), kind_name(*kind))),
    };
    let mut actions = {
        let document = session.document(uri)?;
        let places = document.places(columns);
        let span = places.span(params.range);
        assist::actions(&assist::Document::new(document.text()), &span, &found)
    };
    if wanted(&ActionKind::FixAll) {
        actions.extend(fix_all(session, uri)?);
    }
    actions.retain(|action| wanted(&action.kind));
    let document = session.document(uri)?;
    let places = document.places(columns);
    let shown = actions.into_iter().map(|action| {
        let about = action.diagnostic.and_then(|index| found.get(index));
        let about =
            about.map(|about| diagnostics::diagnostic(about, &places, uri, &session.settings));
        code_action(action, about.into_iter().collect(), &places, uri)
    });
    Ok(shown.collect())
}

/// Everything that is safe to fix, as the project of the document asks.
fn fix_all(session: &mut Session, uri: &Uri) -> Result<Option<assist::Action>, Failure> {
    let document = session.document(uri)?;
    let (text, file) = (document.text().to_owned(), document.file.clone());
    let settings = session.settings.clone();
    let environment = std::cell::RefCell::new(&mut session.environment);
    Ok(assist::fix_all(&text, |text| {
        let found = environment
            .borrow_mut()
            .lint(file.as_deref(), text, &settings);
        found.unwrap_or_else(|_| schema_core::lint::lint(text))
    }))
}

fn code_action(
    action: assist::Action,
    about: Vec<crate::protocol::Diagnostic>,
    places: &Places<'_>,
    uri: &Uri,
) -> CodeAction {
    let changes = HashMap::from([(uri.clone(), places.edits(&action.edits))]);
    CodeAction {
        title: action.title,
        kind: Some(match action.kind {
            ActionKind::Fix | ActionKind::Suppress => CodeActionKind::QuickFix,
            ActionKind::FixAll => CodeActionKind::Custom(FIX_ALL.into()),
            ActionKind::Rewrite => CodeActionKind::RefactorRewrite,
        }),
        diagnostics: (!about.is_empty()).then_some(about),
        is_preferred: action.is_preferred.then_some(true),
        edit: Some(WorkspaceEdit {
            changes: Some(changes),
            ..WorkspaceEdit::default()
        }),
        ..CodeAction::default()
    }
}

const fn kind_name(kind: ActionKind) -> &'static str {
    match kind {
        ActionKind::Fix | ActionKind::Suppress => "quickfix",
        ActionKind::FixAll => FIX_ALL,
        ActionKind::Rewrite => "refactor.rewrite",
    }
}

/// The name of a kind that a client asks for.
fn text(kind: &CodeActionKind) -> String {
    let value = serde_json::to_value(kind).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

/// Whether a kind is the one that is wanted or below it.
fn covers(wanted: &str, kind: &str) -> bool {
    let rest = kind.strip_prefix(wanted);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || wanted.is_empty())
}
