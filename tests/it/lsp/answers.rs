//! What the server answers, by request.

use serde_json::{Value, json};
use tests::editor::Editor;
use tests::program::Sandbox;

use super::{TWO_DISKS, place, position};

fn opened(text: &str) -> (Editor, String) {
    let mut editor = Editor::ready(&json!({ "textDocument": { "diagnostic": {} } }));
    let uri = editor.uri("a.xml");
    editor.open(&uri, text);
    (editor, uri)
}

fn about(uri: &str) -> Value {
    json!({ "textDocument": { "uri": uri } })
}

/// The text with the edits of a workspace edit made.
fn edited(text: &str, uri: &str, edit: &Value) -> String {
    let mut edits: Vec<(usize, usize, &str)> = edit["changes"]
        .get(uri)
        .unwrap()
        .as_array()
        .unwrap()
        .iter()
        .map(|edit| {
            let offset = |place: &Value| {
                let line = usize::try_from(place["line"].as_u64().unwrap()).unwrap();
                let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
                start + usize::try_from(place["character"].as_u64().unwrap()).unwrap()
            };
            let range = &edit["range"];
            (
                offset(&range["start"]),
                offset(&range["end"]),
                edit["newText"].as_str().unwrap(),
            )
        })
        .collect();
    edits.sort_unstable();
    let mut out = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        out.replace_range(start..end, new);
    }
    out
}

#[test]
fn diagnostics_are_asked_for_with_their_other_places_and_their_pages() {
    let options = json!({ "rulePages": "https://example.org/rules/" });
    let mut editor = Editor::start();
    let abilities = json!({ "textDocument": { "diagnostic": {} }, "general": { "positionEncodings": ["utf-8", "utf-16"] } });
    let answer = editor
        .request(
            "initialize",
            &json!({ "capabilities": abilities, "initializationOptions": options }),
        )
        .unwrap();
    assert_eq!(answer["capabilities"]["positionEncoding"], "utf-8");
    let uri = editor.uri("a.xml");
    editor.open(&uri, TWO_DISKS);
    let report = editor
        .request("textDocument/diagnostic", &about(&uri))
        .unwrap();
    let found = report["items"].as_array().unwrap();
    let found = found
        .iter()
        .find(|found| found["code"] == "duplicate-target-dev")
        .unwrap();
    assert_eq!(found["severity"], 1);
    assert_eq!(
        found["relatedInformation"][0]["location"]["range"]["start"]["line"],
        6
    );
    assert_eq!(
        found["codeDescription"]["href"],
        "https://example.org/rules/duplicate-target-dev.md"
    );
    let again = json!({ "textDocument": { "uri": uri }, "previousResultId": report["resultId"] });
    assert_eq!(
        editor.request("textDocument/diagnostic", &again).unwrap()["kind"],
        "unchanged"
    );
}

#[test]
fn columns_are_counted_as_was_agreed_upon() {
    let text = "<domain type='vbox'><name>\u{1d11e}\u{e9}</name><nmae/></domain>";
    for (encodings, column) in [
        (json!(["utf-8"]), 40),
        (json!(["utf-16"]), 37),
        (json!([]), 37),
    ] {
        let mut editor = Editor::ready(&json!({ "general": { "positionEncodings": encodings } }));
        let uri = editor.uri("a.xml");
        editor.open(&uri, text);
        let found = editor.wait("textDocument/publishDiagnostics");
        let all = found["diagnostics"].as_array().unwrap();
        let found = all
            .iter()
            .find(|found| found["code"] == "unknown-element")
            .unwrap();
        assert_eq!(found["range"]["start"]["character"], column, "{encodings}");
    }
}

#[test]
fn actions_carry_the_edits_that_mend() {
    let (mut editor, uri) = opened(TWO_DISKS);
    let at = position(TWO_DISKS, TWO_DISKS.rfind("sda").unwrap());
    let ask = |only: Value| json!({ "textDocument": { "uri": uri }, "range": { "start": at, "end": at }, "context": { "diagnostics": [], "only": only } });
    let all = editor
        .request("textDocument/codeAction", &ask(json!(["quickfix"])))
        .unwrap();
    let titles: Vec<&str> = all
        .as_array()
        .unwrap()
        .iter()
        .map(|action| action["title"].as_str().unwrap())
        .collect();
    assert!(
        titles.contains(&"Suppress `duplicate-target-dev` here"),
        "{titles:?}"
    );
    let mended = edited(TWO_DISKS, &uri, &all[0]["edit"]);
    assert_ne!(mended, TWO_DISKS);
    let fix_all = editor
        .request("textDocument/codeAction", &ask(json!(["source.fixAll"])))
        .unwrap();
    assert!(
        fix_all
            .as_array()
            .unwrap()
            .iter()
            .all(|action| action["kind"] == "source.fixAll.boxwright")
    );
}

#[test]
fn a_list_of_offers_has_one_range_where_the_client_takes_that() {
    let text = "<domain type='vbox'>\n  <devices>\n    <di\n  </devices>\n</domain>\n";
    let at = text.find("<di").unwrap() + 3;
    for (lists, shared) in [
        (json!({ "itemDefaults": ["editRange"] }), true),
        (json!({}), false),
    ] {
        let completion = json!({ "completionList": lists });
        let mut editor = Editor::ready(&json!({ "textDocument": { "completion": completion } }));
        let uri = editor.uri("a.xml");
        editor.open(&uri, text);
        let list = editor
            .request("textDocument/completion", &place(&uri, text, at))
            .unwrap();
        let disk = list["items"].as_array().unwrap();
        let disk = disk.iter().find(|item| item["label"] == "disk").unwrap();
        let (range, new) = if shared {
            (&list["itemDefaults"]["editRange"], &disk["textEditText"])
        } else {
            (&disk["textEdit"]["range"], &disk["textEdit"]["newText"])
        };
        assert_eq!(range["start"], position(text, at - 3));
        assert_eq!(range["end"], position(text, at));
        assert!(new.as_str().unwrap().starts_with("<disk"), "{disk}");
    }
}

#[test]
fn documents_are_formatted_whole_and_in_part() {
    let text = "<domain type='vbox'>\n<name>a</name>\n<devices>\n<disk/>\n</devices>\n</domain>\n";
    let (mut editor, uri) = opened(text);
    let options = json!({ "tabSize": 2, "insertSpaces": true });
    let edits = editor
        .request(
            "textDocument/formatting",
            &json!({ "textDocument": { "uri": uri }, "options": options }),
        )
        .unwrap();
    let formatted = edited(text, &uri, &json!({ "changes": { &uri: edits } }));
    assert_eq!(
        formatted,
        "<domain type='vbox'>\n  <name>a</name>\n  <devices>\n    <disk/>\n  </devices>\n</domain>\n"
    );
    let range =
        json!({ "start": { "line": 3, "character": 0 }, "end": { "line": 3, "character": 7 } });
    let part = json!({ "textDocument": { "uri": uri }, "options": options, "range": range });
    let edits = editor
        .request("textDocument/rangeFormatting", &part)
        .unwrap();
    let formatted = edited(text, &uri, &json!({ "changes": { &uri: edits } }));
    assert!(
        formatted.contains("\n    <disk/>\n") && formatted.contains("\n<name>"),
        "{formatted}"
    );
}

#[test]
fn the_rest_answers_too() {
    let (mut editor, uri) = opened(TWO_DISKS);
    let disk = TWO_DISKS.find("<disk").unwrap() + 2;
    let dev = TWO_DISKS.find("sda").unwrap() + 1;
    let at = |at| place(&uri, TWO_DISKS, at);
    let hover = editor.request("textDocument/hover", &at(disk)).unwrap();
    assert!(
        hover["contents"]["value"]
            .as_str()
            .unwrap()
            .contains("`<disk>`")
    );
    let definition = editor
        .request("textDocument/definition", &at(disk))
        .unwrap();
    assert_eq!(definition["range"]["start"]["line"], 5);
    let mut asked = at(TWO_DISKS.find("<controller").unwrap() + 2);
    asked["context"] = json!({ "includeDeclaration": true });
    assert_eq!(
        editor
            .request("textDocument/references", &asked)
            .unwrap()
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let symbols = editor
        .request("textDocument/documentSymbol", &about(&uri))
        .unwrap();
    assert_eq!(symbols[0]["name"], "domain");
    let folds = editor
        .request("textDocument/foldingRange", &about(&uri))
        .unwrap();
    assert_eq!(folds[0]["endLine"], 8);
    let mut asked = about(&uri);
    asked["positions"] = json!([position(TWO_DISKS, dev)]);
    let selections = editor
        .request("textDocument/selectionRange", &asked)
        .unwrap();
    assert_eq!(selections[0]["parent"]["range"]["end"]["character"], 54);
    let linked = editor
        .request("textDocument/linkedEditingRange", &at(disk))
        .unwrap();
    assert_eq!(linked["ranges"].as_array().unwrap().len(), 2);
    let prepared = editor
        .request("textDocument/prepareRename", &at(dev))
        .unwrap();
    assert_eq!(prepared["placeholder"], "sda");
    let mut asked = at(dev);
    asked["newName"] = json!("sdx");
    let renamed = editor.request("textDocument/rename", &asked).unwrap();
    assert!(edited(TWO_DISKS, &uri, &renamed).contains("dev='sdx'"));
    let links = editor
        .request("textDocument/documentLink", &about(&uri))
        .unwrap();
    assert_eq!(links, json!([]));
    let page = editor
        .request("boxwright/explain", &json!({ "rule": "K408" }))
        .unwrap();
    assert!(page.as_str().unwrap().contains("## Why is this bad?"));
    assert!(
        editor
            .request("boxwright/normalized", &about(&uri))
            .is_err()
    );
}

#[test]
fn settings_come_from_the_project_and_from_the_client_while_it_runs() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "boxwright.toml",
        "ignore = ['duplicate-target-dev', 'duplicate-drive-address']\n",
    );
    sandbox.write("other.xml", TWO_DISKS);
    let mut editor = Editor::ready_in(sandbox, &json!({}));
    let uri = editor.uri("a.xml");
    let errors = |found: &Value| {
        let all = found["diagnostics"].as_array().unwrap();
        all.iter()
            .filter(|found| found["severity"] == 1)
            .map(|found| found["code"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    editor.open(&uri, TWO_DISKS);
    let before = errors(&editor.wait("textDocument/publishDiagnostics"));
    assert!(!before.contains(&"duplicate-target-dev".to_owned()));
    editor.sandbox.write("boxwright.toml", "");
    editor.notify("workspace/didChangeWatchedFiles", &json!({ "changes": [] }));
    assert!(
        errors(&editor.wait("textDocument/publishDiagnostics"))
            .contains(&"duplicate-target-dev".to_owned())
    );
    let settings = json!({ "boxwright": { "ignore": ["duplicate-target-dev"] } });
    editor.notify(
        "workspace/didChangeConfiguration",
        &json!({ "settings": settings }),
    );
    assert!(
        !errors(&editor.wait("textDocument/publishDiagnostics"))
            .contains(&"duplicate-target-dev".to_owned())
    );
    // Policies are findings as well, also those of a file that the configuration extends.
    let policy = "[[policy]]\nname = 'small'\npath = 'memory'\noperator = 'range'\nvalue = { max = '256 MiB' }\n";
    editor.sandbox.write("house.toml", policy);
    editor
        .sandbox
        .write("boxwright.toml", "extends = 'house.toml'\n");
    editor.notify("workspace/didChangeWatchedFiles", &json!({ "changes": [] }));
    assert!(
        errors(&editor.wait("textDocument/publishDiagnostics"))
            .contains(&"policy-violation".to_owned())
    );
    editor.sandbox.write("boxwright.toml", "ignroe = []\n");
    editor.notify("workspace/didChangeWatchedFiles", &json!({ "changes": [] }));
    let message = editor.wait("window/showMessage");
    assert!(
        message["message"]
            .as_str()
            .unwrap()
            .contains("did you mean `ignore`?"),
        "{message}"
    );
    // What can be read and should be looked at is told as well.
    editor.sandbox.write("boxwright.toml", "target = '9.9'\n");
    editor.notify("workspace/didChangeWatchedFiles", &json!({ "changes": [] }));
    let message = editor.wait("window/showMessage");
    let said = message["message"].as_str().unwrap();
    assert!(
        said.contains("boxwright.toml:1:10: VirtualBox 9.9 is not known here"),
        "{said}"
    );
    editor.sandbox.write("boxwright.toml", "");
    editor.notify("workspace/didChangeWatchedFiles", &json!({ "changes": [] }));
    let report = editor
        .request("workspace/diagnostic", &json!({ "previousResultIds": [] }))
        .unwrap();
    let files = report["items"].as_array().unwrap();
    assert_eq!(files.len(), 1, "{report}");
    assert!(files[0]["uri"].as_str().unwrap().ends_with("/other.xml"));
}
