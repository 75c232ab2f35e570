//! The life of a connection: whatever comes, in whatever order, the server answers and lives on.

use serde_json::{Value, json};
use tests::editor::Editor;

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
