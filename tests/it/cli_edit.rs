//! `boxwright edit`: what a page can have done, and who is not let in.

use serde_json::json;
use tests::page::Page;
use tests::program::Sandbox;

const TEXT: &str =
    "<domain type='vbox'>\n  <name>web</name>\n  <memory unit='MiB'>64</memory>\n</domain>\n";

fn sandbox() -> (Sandbox, String) {
    let sandbox = Sandbox::new();
    sandbox.write("web.xml", TEXT);
    let connection = format!("test://{}", sandbox.path().join("state.json").display());
    (sandbox, connection)
}

#[test]
fn a_page_saves_plans_and_applies_and_the_program_ends_with_it() {
    let (sandbox, connection) = sandbox();
    let mut page = Page::start(&sandbox, &["-c", &connection, "edit", "web.xml"]);
    let begun = page.open();
    assert_eq!(begun["name"], "web.xml");
    assert_eq!(begun["text"], TEXT);
    assert_eq!(begun["source"], "file");
    assert_eq!(begun["connection"], connection);

    let planned = page.ask("plan", json!({ "text": TEXT }));
    let shown = planned["text"].as_str().unwrap();
    assert!(
        shown.contains("+ web (") && shown.ends_with("plan: 1 to create\n"),
        "{shown}"
    );
    assert_eq!(planned["changes"], true);
    let wrong = page.ask("apply", json!({ "id": 7 }));
    assert!(
        wrong["failed"].as_str().unwrap().contains("make a new one"),
        "{wrong}"
    );
    let planned = page.ask("plan", json!({ "text": TEXT }));
    let applied = page.ask("apply", json!({ "id": planned["id"] }));
    assert_eq!(applied["applied"], 1, "{applied}");
    let again = page.ask("apply", json!({ "id": planned["id"] }));
    assert!(again["failed"].is_string(), "{again}");
    let refused = page.ask("plan", json!({ "text": TEXT.replace("64", "0") }));
    assert!(
        refused["failed"].as_str().unwrap().contains("error"),
        "{refused}"
    );

    let larger = TEXT.replace("64", "128");
    assert_eq!(
        page.ask("save", json!({ "text": larger }))["name"],
        "web.xml"
    );
    assert_eq!(sandbox.read("web.xml"), larger);
    sandbox.write("web.xml", "of somebody else");
    let kept = page.ask("save", json!({ "text": TEXT }));
    assert!(
        kept["failed"].as_str().unwrap().contains("another program"),
        "{kept}"
    );
    assert_eq!(sandbox.read("web.xml"), "of somebody else");

    page.ask("bye", json!({}));
    assert_eq!(page.end(), Some(0));
    let listed = sandbox.run(&["-c", &connection, "list"]).expect_status(0);
    assert!(listed.stdout.contains("web"), "{}", listed.stdout);
}

#[test]
fn a_machine_is_edited_without_a_file() {
    let (sandbox, connection) = sandbox();
    sandbox
        .run(&["-c", &connection, "apply", "--yes", "web.xml"])
        .expect_status(0);
    let mut page = Page::start(&sandbox, &["-c", &connection, "edit", "machine:web"]);
    let begun = page.open();
    assert_eq!(begun["source"], "machine");
    let text = begun["text"].as_str().unwrap();
    let planned = page.ask("plan", json!({ "text": text }));
    assert_eq!(planned["changes"], false, "{planned}");
    let planned = page.ask("plan", json!({ "text": text.replace("65536", "131072") }));
    page.ask("apply", json!({ "id": planned["id"] }));
    let dumped = sandbox
        .run(&["-c", &connection, "dump", "web"])
        .expect_status(0);
    assert!(dumped.stdout.contains(">131072<"), "{}", dumped.stdout);
}

#[test]
fn nobody_else_is_let_in() {
    let (sandbox, connection) = sandbox();
    let mut page = Page::start(&sandbox, &["-c", &connection, "edit", "web.xml"]);
    let token = page.key.clone();
    page.open();
    let save = page.request("save", &json!({ "key": page.key, "text": "stolen" }));
    let here = page.host.clone();
    let origin = format!("Origin: http://{here}\r\n");
    let cases = [
        (
            "the link is used already",
            page.request("open", &json!({ "key": token })),
        ),
        (
            "a wrong key",
            page.request("save", &json!({ "key": "0", "text": "stolen" })),
        ),
        (
            "no key",
            page.request("save", &json!({ "key": "", "text": "stolen" })),
        ),
        (
            "another host",
            save.replace(&format!("Host: {here}"), "Host: evil.example"),
        ),
        (
            "another name",
            save.replace(&format!("Host: {here}"), "Host: localhost"),
        ),
        (
            "another site",
            save.replace(&origin, "Origin: http://evil.example\r\n"),
        ),
        (
            "a page of a file",
            save.replace(&origin, "Origin: null\r\n"),
        ),
        ("no site", save.replace(&origin, "")),
        (
            "the page for another site",
            format!(
                "GET / HTTP/1.1\r\nHost: {here}\r\nOrigin: http://evil.example\r\nConnection: close\r\n\r\n"
            ),
        ),
        (
            "the page by another name",
            "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".to_owned(),
        ),
    ];
    for (case, request) in cases {
        let (status, body) = page.send(&request);
        assert_eq!(status, 403, "{case}: {body}");
        assert_eq!(sandbox.read("web.xml"), TEXT, "{case}");
    }
    let get = |path: &str| {
        page.send(&format!(
            "GET {path} HTTP/1.1\r\nHost: {here}\r\nConnection: close\r\n\r\n"
        ))
    };
    assert_eq!(get("/"), (200, "the page".to_owned()));
    assert_eq!(get("/../web.xml").0, 404);
    assert_eq!(get("/%2e%2e/web.xml").0, 404);
    assert_eq!(get("/api/save").0, 403, "what is asked for needs an origin");
    let broken = page.request("save", &json!({})).replace("{}", "no");
    assert_eq!(page.send(&broken).0, 400);
    assert_eq!(page.ask("alive", json!({})), json!({}));
}

#[test]
fn without_a_page_the_way_to_one_is_told() {
    let (sandbox, _connection) = sandbox();
    let ran = sandbox
        .run(&["edit", "web.xml", "--page", "."])
        .expect_status(2);
    assert!(ran.stderr.contains("`cargo xtask web`"), "{}", ran.stderr);
}
