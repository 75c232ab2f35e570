//! `boxwright edit` with a machine of a real VirtualBox at its back.

use serde_json::json;
use tests::live::Lab;
use tests::page::Page;

#[test]
fn a_machine_is_changed_from_the_page() {
    let Some(lab) = Lab::start() else { return };
    lab.vboxmanage([
        "createvm",
        "--name",
        "web",
        "--ostype",
        "Debian_64",
        "--register",
    ]);
    lab.vboxmanage(["modifyvm", "web", "--memory", "64"]);
    let sandbox = lab.sandbox();
    let mut page = Page::start(&sandbox, &["edit", "machine:web"]);
    let begun = page.open();
    let text = begun["text"].as_str().unwrap();
    let unchanged = page.ask("plan", json!({ "text": text }));
    assert_eq!(unchanged["changes"], false, "{unchanged}");
    let planned = page.ask("plan", json!({ "text": text.replace("65536", "131072") }));
    let shown = planned["text"].as_str().unwrap();
    assert!(shown.contains("memory: 64 MiB -> 128 MiB"), "{shown}");
    let before = lab.state();
    let stolen = page.request("apply", &json!({ "key": "0", "id": planned["id"] }));
    assert_eq!(page.send(&stolen).0, 403);
    assert_eq!(lab.state(), before);
    let applied = page.ask("apply", json!({ "id": planned["id"] }));
    assert_eq!(applied["applied"], 1, "{applied}");
    assert_eq!(lab.showvminfo("web")["memory"], "128");
    page.ask("bye", json!({}));
    assert_eq!(page.end(), Some(0));
}
