//! The life of a connection: whatever comes, in whatever order, the server answers and lives on.

use std::io::Write as _;
use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};
use tests::editor::Editor;
use tests::program::Sandbox;

use super::{TWO_DISKS, place};

const NOT_INITIALIZED: i64 = -32002;
const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;
const INVALID_PARAMS: i64 = -32602;
const CANCELLED: i64 = -32800;

fn code(answer: Result<Value, (i64, String)>) -> i64 {
    answer.unwrap_err().0
}

#[test]
fn requests_come_after_initialize_and_before_shutdown() {
    let mut editor = Editor::start();
    assert_eq!(
        code(editor.request("textDocument/hover", &json!({}))),
        NOT_INITIALIZED
    );
    editor.notify(
        "textDocument/didChange",
        &json!({ "nothing": "of the kind" }),
    );
    editor
        .request("initialize", &json!({ "capabilities": {} }))
        .unwrap();
    assert_eq!(
        code(editor.request("initialize", &json!({ "capabilities": {} }))),
        INVALID_REQUEST
    );
    editor.request("shutdown", &Value::Null).unwrap();
    assert_eq!(
        code(editor.request("textDocument/hover", &json!({}))),
        INVALID_REQUEST
    );
    editor.notify("exit", &Value::Null);
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn a_client_that_leaves_is_no_failure_unless_it_forgets_to_say_shutdown() {
    let mut editor = Editor::ready(&json!({}));
    editor.notify("exit", &Value::Null);
    assert_eq!(editor.end(), Some(1));
    let mut editor = Editor::ready(&json!({}));
    editor.hang_up();
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn what_makes_no_sense_is_an_error_and_nothing_else() {
    let mut editor = Editor::ready(&json!({}));
    let uri = editor.uri("a.xml");
    assert_eq!(
        code(editor.request("textDocument/nonsense", &json!({}))),
        METHOD_NOT_FOUND
    );
    assert_eq!(
        code(editor.request("textDocument/hover", &json!({ "a": 1 }))),
        INVALID_PARAMS
    );
    assert_eq!(
        code(editor.request("textDocument/hover", &place(&uri, "", 0))),
        INVALID_PARAMS
    );
    editor.change(&uri, 1, [0, 0, 0, 0], "x");
    let log = editor.wait("window/logMessage");
    assert!(
        log["message"].as_str().unwrap().contains("is not open"),
        "{log}"
    );
    editor.open(&uri, TWO_DISKS);
    let found = editor.wait("textDocument/publishDiagnostics");
    assert_eq!(found["version"], 0);
    // Places far behind the text are its end.
    let far = json!({ "textDocument": { "uri": uri }, "position": { "line": 9_999_999, "character": 9_999_999 } });
    editor.request("textDocument/hover", &far).unwrap();
    editor.request("textDocument/completion", &far).unwrap();
    editor.change(&uri, 2, [9_999_999, 0, 9_999_999, 5], "<!-- the end -->");
    editor.wait("textDocument/publishDiagnostics");
}

#[test]
fn a_request_that_is_taken_back_before_its_turn_is_not_carried_out() {
    let mut editor = Editor::ready(&json!({}));
    let uri = editor.uri("a.xml");
    editor.open(&uri, &"<domain>\n".repeat(20_000));
    // While the server looks at that, the question and its cancellation wait together.
    let id = editor.send_request("textDocument/hover", &place(&uri, TWO_DISKS, 3));
    editor.notify("$/cancelRequest", &json!({ "id": id }));
    match editor.answer(id) {
        Err((code, _)) => assert_eq!(code, CANCELLED),
        Ok(_) => tests::noted("the answer was quicker than its cancellation"),
    }
    editor.notify("$/cancelRequest", &json!({ "id": 12345 }));
    editor
        .request(
            "textDocument/documentSymbol",
            &json!({ "textDocument": { "uri": uri } }),
        )
        .unwrap();
}

#[test]
fn a_huge_document_is_one_finding() {
    let mut editor = Editor::ready(&json!({}));
    let uri = editor.uri("a.xml");
    let text = format!(
        "<domain type='vbox'><description>{}</description></domain>",
        "a".repeat(34 << 20)
    );
    editor.open(&uri, &text);
    let found = editor.wait("textDocument/publishDiagnostics");
    assert_eq!(found["diagnostics"].as_array().unwrap().len(), 1);
    assert_eq!(found["diagnostics"][0]["code"], "document-too-large");
}

#[test]
fn a_text_of_nothing_but_start_tags_takes_no_request_down() {
    let mut editor = Editor::ready(&json!({}));
    let uri = editor.uri("a.xml");
    let text = "<domain>\n".repeat(20_000);
    editor.open(&uri, &text);
    let end = place(&uri, &text, text.len());
    let mut asked = json!({ "textDocument": { "uri": uri }, "positions": [end["position"]] });
    let range = json!({ "start": end["position"], "end": end["position"] });
    asked["range"] = range;
    asked["context"] = json!({ "diagnostics": [], "includeDeclaration": true, "triggerKind": 1 });
    asked["position"] = end["position"].clone();
    for method in [
        "documentSymbol",
        "foldingRange",
        "selectionRange",
        "codeAction",
        "completion",
        "hover",
        "definition",
        "references",
    ] {
        let answer = editor.request(&format!("textDocument/{method}"), &asked);
        assert!(answer.is_ok(), "{method}: {answer:?}");
    }
}

/// Messages that make sense, and some that make none, to be sent in any order.
fn messages(uri: &str) -> Vec<(&'static str, Value)> {
    let document = json!({ "uri": uri, "languageId": "xml", "version": 1, "text": TWO_DISKS });
    let about = json!({ "textDocument": { "uri": uri, "version": 2 } });
    let at = place(uri, TWO_DISKS, TWO_DISKS.len() / 2);
    let mut changed = about.clone();
    changed["contentChanges"] = json!([{ "text": "<domain><name>\u{1d11e}" }, { "text": "a",
        "range": { "start": { "line": 5, "character": 1 }, "end": { "line": 0, "character": 0 } } }]);
    vec![
        ("initialize", json!({ "capabilities": {} })),
        ("initialized", json!({})),
        ("textDocument/didOpen", json!({ "textDocument": document })),
        ("textDocument/didChange", changed),
        ("textDocument/didSave", about.clone()),
        ("textDocument/didClose", about.clone()),
        ("textDocument/completion", at.clone()),
        ("textDocument/hover", at.clone()),
        ("textDocument/rename", at),
        ("textDocument/documentSymbol", about.clone()),
        ("textDocument/diagnostic", about),
        ("workspace/diagnostic", json!({ "previousResultIds": [] })),
        (
            "workspace/didChangeConfiguration",
            json!({ "settings": { "target": "no release" } }),
        ),
        ("workspace/didChangeWatchedFiles", json!(7)),
        ("workspace/symbol", json!([])),
        ("$/cancelRequest", json!({ "id": "nobody" })),
        ("$/setTrace", json!({ "value": "off" })),
    ]
}

#[test]
fn in_any_order_every_request_is_answered() {
    let mut state: u64 = 20_261_128;
    let mut below = |limit: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % limit
    };
    for _ in 0..20 {
        let mut editor = Editor::start();
        let all = messages(&editor.uri("a.xml"));
        let mut asked = Vec::new();
        for _ in 0..60 {
            let (method, params) = &all[below(all.len())];
            // Also as a question what is none, and without waiting what is one.
            if below(4) == 0 {
                editor.notify(method, params);
            } else {
                asked.push(editor.send_request(method, params));
            }
        }
        for id in asked {
            // With a result or with an error.
            let _answer = editor.answer(id);
        }
        editor.hang_up();
        assert_eq!(editor.end(), Some(0));
    }
}

#[test]
fn a_client_that_takes_nothing_any_more_has_left() {
    let sandbox = Sandbox::new();
    let mut command = sandbox.command(&["lsp"]);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let mut input = child.stdin.take().unwrap();
    let text =
        json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {} }).to_string();
    // Until the server is gone, with its end of the pipe still open here.
    while write!(input, "Content-Length: {}\r\n\r\n{text}", text.len())
        .and_then(|()| input.flush())
        .is_ok()
    {
        std::thread::sleep(Duration::from_millis(1));
    }
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn what_is_no_message_ends_the_server_with_a_word_about_it() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run_with(&["lsp"], "Content-Length: 5\r\n\r\nhello");
    assert_eq!(ran.status, 2, "{}", ran.all());
    assert!(ran.stderr.starts_with("error: "), "{}", ran.all());
}

#[test]
fn what_is_no_domain_is_left_alone() {
    let mut editor = Editor::ready(&json!({}));
    let uri = editor.uri("pom.xml");
    let text = "<project>\n<nmae>\n</project>";
    editor.open(&uri, text);
    assert_eq!(
        editor.wait("textDocument/publishDiagnostics")["diagnostics"],
        json!([])
    );
    let list = editor
        .request("textDocument/completion", &place(&uri, text, 12))
        .unwrap();
    assert_eq!(list["items"], json!([]));
    let options = json!({ "tabSize": 2, "insertSpaces": true });
    let asked = json!({ "textDocument": { "uri": uri }, "options": options });
    assert_eq!(
        editor.request("textDocument/formatting", &asked).unwrap(),
        Value::Null
    );
}
