use std::path::{Path, PathBuf};

use schema_core::Diagnostic;
use schema_core::assist::{Host, NoHost};
use schema_core::support::Release;

use super::*;
use crate::settings::Settings;

/// A host that fails where a document says so.
struct Fragile;

impl Environment for Fragile {
    fn lint(
        &mut self,
        _: Option<&Path>,
        text: &str,
        _: &Settings,
    ) -> Result<Vec<Diagnostic>, String> {
        assert!(
            !text.contains("fail"),
            "this document makes the linter fail"
        );
        Ok(schema_core::lint::lint(text))
    }

    fn target(&mut self, _: Option<&Path>, _: &Settings) -> Option<Release> {
        None
    }

    fn forget(&mut self) {}

    fn documents(&mut self, _: &Path, _: usize) -> Vec<PathBuf> {
        Vec::new()
    }

    fn read(&mut self, _: &Path) -> Option<String> {
        None
    }

    fn seed(&mut self) -> u64 {
        1
    }

    fn host(&self) -> &dyn Host {
        &NoHost
    }
}

fn request(id: i32, method: &str, params: Value) -> Message {
    Message::Request(RawRequest::new(
        RequestId::from(id),
        method.to_owned(),
        params,
    ))
}

fn notification(method: &str, params: Value) -> Message {
    Message::Notification(RawNotification::new(method.to_owned(), params))
}

fn open(text: &str) -> Message {
    let document = json!({ "uri": "untitled:a", "languageId": "xml", "version": 1, "text": text });
    notification("textDocument/didOpen", json!({ "textDocument": document }))
}

fn ready() -> Server {
    let mut server = Server::new(Box::new(Fragile));
    server.handle(vec![request(
        1,
        "initialize",
        json!({ "capabilities": {} }),
    )]);
    server
}

/// What was sent, as the methods of notifications and the codes of errors.
fn shown(messages: &[Message]) -> Vec<String> {
    let shown = messages.iter().map(|message| match message {
        Message::Request(request) => request.method.clone(),
        Message::Notification(notification) => notification.method.clone(),
        Message::Response(response) => match &response.response_result {
            Ok(_) => "answer".to_owned(),
            Err(error) => error.code.to_string(),
        },
    });
    shown.collect()
}

#[test]
fn a_request_that_panics_is_logged_and_answered_and_the_server_lives_on() {
    let mut server = ready();
    assert_eq!(
        shown(&server.handle(vec![open("<domain>fail</domain>")])),
        ["window/logMessage"]
    );
    let range =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } });
    let asked = json!({ "textDocument": { "uri": "untitled:a" }, "range": range, "context": { "diagnostics": [] } });
    let answers = server.handle(vec![request(2, "textDocument/codeAction", asked)]);
    assert_eq!(
        shown(&answers),
        [
            (ErrorCode::InternalError as i32).to_string(),
            "window/logMessage".to_owned()
        ]
    );
    let answers = server.handle(vec![open("<domain/>")]);
    assert_eq!(shown(&answers), ["textDocument/publishDiagnostics"]);
}

#[test]
fn of_a_row_of_changes_the_last_is_told_and_what_was_taken_back_is_not_carried_out() {
    let mut server = ready();
    let hover = json!({ "textDocument": { "uri": "untitled:a" }, "position": { "line": 0, "character": 2 } });
    let answers = server.handle(vec![
        open("<domain/>"),
        open("<domain type='vbox'/>"),
        request(2, "textDocument/hover", hover.clone()),
        request(3, "textDocument/hover", hover),
        notification("$/cancelRequest", json!({ "id": 2 })),
    ]);
    let cancelled = (ErrorCode::RequestCanceled as i32).to_string();
    assert_eq!(
        shown(&answers),
        [&cancelled, "answer", "textDocument/publishDiagnostics"]
    );
}
