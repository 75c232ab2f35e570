//! Random edits of documents from many places: no crash, and at the end the diagnostics of the command line.
//!
//! `BOXWRIGHT_EDITS` says how many edits; the usual number is small, since every document is linted once more by a
//! program of its own.

use schema_core::decode::decode;
use schema_core::span::{Columns, LineIndex};
use serde_json::{Value, json};
use tests::editor::Editor;
use tests::tree;

const USUAL: usize = 2_000;
/// How many edits a document gets.
const EACH: usize = 100;

/// What is inserted.
const PIECES: &[&str] = &[
    "<",
    ">",
    "/",
    "'",
    "\"",
    "=",
    " ",
    "\n",
    "&",
    "&amp;",
    "a",
    "<disk>",
    "</disk>",
    "<disk type='file'>",
    "/>",
    "<target dev='sda'/>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?x?>",
    " type='x'",
    "\u{e9}",
    "\u{1d11e}",
    "</devices>",
    "<source file='/a'/>",
    "<!-- boxwright-ignore K408: x -->",
    "unit='MiB'",
    "0",
    "\r\n",
];

const REQUESTS: &[&str] = &[
    "textDocument/completion",
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/linkedEditingRange",
    "textDocument/prepareRename",
];

/// The same numbers in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }
}

fn documents() -> Option<Vec<String>> {
    let corpus = tree::corpus()?;
    let mut paths: Vec<_> = ["valid", "vbox", "invalid"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(corpus.join("domain").join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "xml"))
        .collect();
    paths.sort();
    let texts = paths
        .iter()
        .filter_map(|path| Some(decode(&std::fs::read(path).ok()?).ok()?.into_owned()));
    // What the server gets is text, what the command line gets is a file of it: the encoding is UTF-8 in both.
    Some(
        texts
            .filter(|text| {
                text.trim_start().starts_with("<domain ")
                    && !text.contains("encoding=")
                    && text.len() < 20_000
            })
            .collect(),
    )
}

/// One edit of what is behind the start tag of the root, so that it stays a domain.
fn edit(text: &str, numbers: &mut Numbers) -> (usize, usize, &'static str) {
    let root = text.find("<domain").unwrap();
    let first = root + text.get(root..).unwrap().find('>').unwrap() + 1;
    // Within a line end of two characters there is no place in an editor's terms.
    let in_line_end = |at: usize| {
        text.get(..at).is_some_and(|head| head.ends_with('\r'))
            && text.get(at..).is_some_and(|tail| tail.starts_with('\n'))
    };
    let boundary = |mut at: usize| {
        while !text.is_char_boundary(at) || in_line_end(at) {
            at -= 1;
        }
        at
    };
    let start = boundary(first + numbers.below(text.len() - first + 1));
    let end = match numbers.below(3) {
        0 => boundary((start + numbers.below(12)).min(text.len())).max(start),
        _ => start,
    };
    let piece = PIECES.iter().cycle().nth(numbers.below(PIECES.len()));
    (start, end, piece.unwrap())
}

#[test]
fn random_edits_end_with_the_findings_of_the_command_line() {
    let Some(documents) = documents() else { return };
    let edits = std::env::var("BOXWRIGHT_EDITS").map_or(USUAL, |number| number.parse().unwrap());
    let mut numbers = Numbers(20_261_128);
    let mut editor = Editor::ready(&json!({
        "textDocument": { "diagnostic": {} }, "general": { "positionEncodings": ["utf-8"] },
    }));
    let mut asked = 0;
    for round in 0..edits.div_ceil(EACH) {
        let mut text = documents[numbers.below(documents.len())].clone();
        let uri = editor.uri(&format!("{round}.xml"));
        editor.open(&uri, &text);
        for version in 1..=EACH {
            let (start, end, new) = edit(&text, &mut numbers);
            let lines = LineIndex::new(&text);
            let [from, to] = [start, end].map(|at| lines.position(&text, at, Columns::Utf8));
            editor.change(
                &uri,
                version,
                [from.line, from.character, to.line, to.character],
                new,
            );
            text.replace_range(start..end, new);
            if version % 10 == 0 {
                let method = REQUESTS[numbers.below(REQUESTS.len())];
                let at = LineIndex::new(&text).position(&text, start, Columns::Utf8);
                let position = json!({ "line": at.line, "character": at.character });
                let params = json!({ "textDocument": { "uri": uri }, "position": position });
                editor
                    .request(method, &params)
                    .unwrap_or_else(|error| panic!("{method}: {error:?} in\n{text}"));
                asked += 1;
            }
        }
        let report = editor
            .request(
                "textDocument/diagnostic",
                &json!({ "textDocument": { "uri": uri } }),
            )
            .unwrap();
        assert_eq!(
            served(&report),
            linted(&editor, &text),
            "round {round}:\n{text}"
        );
        editor.notify(
            "textDocument/didClose",
            &json!({ "textDocument": { "uri": uri } }),
        );
    }
    assert!(
        editor
            .unasked
            .iter()
            .all(|message| message["method"] != "window/logMessage"),
        "{:?}",
        editor.unasked
    );
    tests::noted(&format!("{edits} edits, {asked} requests between them"));
}

/// Rule, line and column of what the server found.
fn served(report: &Value) -> Vec<(String, u64, u64)> {
    let found = report["items"].as_array().unwrap().iter();
    let mut found: Vec<_> = found
        .map(|found| {
            let start = found.pointer("/range/start").unwrap();
            (
                found["code"].as_str().unwrap().to_owned(),
                start["line"].as_u64().unwrap(),
                start["character"].as_u64().unwrap(),
            )
        })
        .collect();
    found.sort();
    found
}

/// The same of what the command line finds.
fn linted(editor: &Editor, text: &str) -> Vec<(String, u64, u64)> {
    editor.sandbox.write("linted.xml", text);
    let ran = editor.sandbox.run(&["lint", "--format=json", "linted.xml"]);
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    let lines = LineIndex::new(text);
    let mut found: Vec<_> = report
        .get("diagnostics")
        .unwrap()
        .as_array()
        .unwrap()
        .iter()
        .map(|found| {
            let offset =
                usize::try_from(found.pointer("/start/offset").unwrap().as_u64().unwrap()).unwrap();
            let at = lines.position(text, offset, Columns::Utf8);
            let wide = |number| u64::try_from(number).unwrap();
            (
                found["rule"].as_str().unwrap().to_owned(),
                wide(at.line),
                wide(at.character),
            )
        })
        .collect();
    found.sort();
    found
}
