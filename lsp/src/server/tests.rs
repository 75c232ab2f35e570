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

    fn advice(&mut self, _: Option<&Path>, _: &Settings) -> Option<String> {
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

#[test]
fn without_a_host_and_a_project_the_settings_of_the_client_count() {
    let mut server = Server::new(Box::new(crate::Bare::new(1)));
    let told = |answers: Vec<Value>| {
        let found = answers.last().unwrap().pointer("/params/diagnostics");
        let found = found.unwrap().as_array().unwrap().iter();
        found
            .map(|found| found["code"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let say = |method: &str, params: Value| {
        json!({ "jsonrpc": "2.0", "method": method, "params": params }).to_string()
    };
    let initialize = json!({ "id": 1, "method": "initialize", "params": { "capabilities": {} } });
    let answers = server.handle_json(&initialize.to_string());
    assert_eq!(answers[0]["jsonrpc"], "2.0");
    let text = "<domain type='vbox'><name>a</name><memory>65536</memory><nmae/></domain>";
    let document = json!({ "uri": "untitled:a", "languageId": "xml", "version": 1, "text": text });
    let opened = say("textDocument/didOpen", json!({ "textDocument": document }));
    assert!(told(server.handle_json(&opened)).contains(&"unknown-element".to_owned()));
    let settings = json!({ "settings": { "ignore": ["unknown-element"] } });
    let changed = say("workspace/didChangeConfiguration", settings);
    assert!(!told(server.handle_json(&changed)).contains(&"unknown-element".to_owned()));
    assert!(server.handle_json("hello").is_empty());
}
