//! What a client can ask, one file each.

mod code_action;
mod completion;
mod definition;
mod diagnostic;
mod document_link;
mod document_symbol;
mod explain;
mod folding_range;
mod formatting;
mod hover;
mod linked_editing_range;
mod normalized;
mod prepare_rename;
mod range_formatting;
mod references;
mod rename;
mod selection_range;
mod workspace_diagnostic;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::server::Failure;
use crate::session::{Client, Session};

/// Answers a request.
type Run = fn(&mut Session, Value) -> Result<Value, Failure>;

/// Every request, by its method.
static ALL: &[(&str, Run)] = &[
    ("textDocument/codeAction", |session, params| {
        with(params, |params| code_action::run(session, params))
    }),
    ("textDocument/completion", |session, params| {
        with(params, |params| completion::run(session, params))
    }),
    ("textDocument/definition", |session, params| {
        with(params, |params| definition::run(session, params))
    }),
    ("textDocument/diagnostic", |session, params| {
        with(params, |params| diagnostic::run(session, params))
    }),
    ("textDocument/documentLink", |session, params| {
        with(params, |params| document_link::run(session, params))
    }),
    ("textDocument/documentSymbol", |session, params| {
        with(params, |params| document_symbol::run(session, params))
    }),
    ("textDocument/foldingRange", |session, params| {
        with(params, |params| folding_range::run(session, params))
    }),
    ("textDocument/formatting", |session, params| {
        with(params, |params| formatting::run(session, params))
    }),
    ("textDocument/hover", |session, params| {
        with(params, |params| hover::run(session, params))
    }),
    ("textDocument/linkedEditingRange", |session, params| {
        with(params, |params| linked_editing_range::run(session, params))
    }),
    ("textDocument/prepareRename", |session, params| {
        with(params, |params| prepare_rename::run(session, params))
    }),
    ("textDocument/rangeFormatting", |session, params| {
        with(params, |params| range_formatting::run(session, params))
    }),
    ("textDocument/references", |session, params| {
        with(params, |params| references::run(session, params))
    }),
    ("textDocument/rename", |session, params| {
        with(params, |params| rename::run(session, params))
    }),
    ("textDocument/selectionRange", |session, params| {
        with(params, |params| selection_range::run(session, params))
    }),
    ("workspace/diagnostic", |session, params| {
        with(params, |params| {
            Ok(workspace_diagnostic::run(session, params))
        })
    }),
    ("boxwright/explain", |_, params| with(params, explain::run)),
    ("boxwright/normalized", |session, params| {
        with(params, |params| normalized::run(session, params))
    }),
];

/// What answers the request of this method.
pub(crate) fn find(method: &str) -> Option<Run> {
    ALL.iter()
        .find(|(name, _)| *name == method)
        .map(|(_, run)| *run)
}

fn with<P: DeserializeOwned, R: Serialize>(
    params: Value,
    run: impl FnOnce(&P) -> Result<R, Failure>,
) -> Result<Value, Failure> {
    let params =
        serde_json::from_value(params).map_err(|error| Failure::invalid(error.to_string()))?;
    let result = run(&params)?;
    serde_json::to_value(result).map_err(|error| Failure::invalid(error.to_string()))
}

/// What the server can do, as a client is told.
pub(crate) fn capabilities(client: Client) -> Value {
    json!({
        "positionEncoding": if client.utf8 { "utf-8" } else { "utf-16" },
        "textDocumentSync": { "openClose": true, "change": 2, "save": { "includeText": false } },
        "completionProvider": { "triggerCharacters": ["<", "/", " ", "'", "\"", "="] },
        "hoverProvider": true,
        "definitionProvider": true,
        "referencesProvider": true,
        "documentSymbolProvider": true,
        "codeActionProvider": { "codeActionKinds": ["quickfix", "refactor.rewrite", "source.fixAll.boxwright"] },
        "documentLinkProvider": {},
        "documentFormattingProvider": true,
        "documentRangeFormattingProvider": true,
        "renameProvider": { "prepareProvider": true },
        "foldingRangeProvider": true,
        "selectionRangeProvider": true,
        "linkedEditingRangeProvider": true,
        "diagnosticProvider": {
            "identifier": "boxwright", "interFileDependencies": false, "workspaceDiagnostics": true,
        },
        "workspace": { "workspaceFolders": { "supported": true, "changeNotifications": true } },
    })
}
