//! Taking over machines that others made, and telling what was changed by whom, as a user does, on a simulated VirtualBox.

use expect_test::expect;
use tests::simulated::Host;

/// Changes a file, as somebody does who knows nothing of documents.
#[track_caller]
fn replace(host: &Host, file: &str, from: &str, to: &str) {
    let text = host.sandbox.read(file);
    assert!(text.contains(from), "{from} in {text}");
    host.sandbox.write(file, text.replace(from, to));
}

/// What a plan says of the memory of the machine, and how it ends.
#[track_caller]
fn memory(host: &Host, document: &str) -> String {
    let ran = host.run(&["plan", document]).expect_status(0);
    let lines = ran
        .stdout
        .lines()
        .filter(|line| line.contains(" memory: ") || line.starts_with("plan: "));
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[test]
fn every_machine_becomes_a_document_that_asks_for_nothing() {
    let host = Host::with_machine();
    expect![[r#"
        exit 0
        --- stdout
        docs/test.xml
        docs/vbox.xml
        adopted: 2
    "#]]
    .assert_eq(&host.run(&["adopt", "--all", "--out", "docs"]).all());
    expect![[r#"
        exit 0
        --- stdout
        = test (6695eb01-f6a4-8304-79aa-97f2502e193f): no changes
        = vbox (4dab22b3-1d52-d8f3-2516-782e98ab3fa0): no changes
        plan: 2 unchanged
        --- stderr
        docs/test.xml:7:3: warning[no-boot-medium] there is nothing to start from
    "#]]
    .assert_eq(&host.run(&["plan", "docs"]).all());
    let before = host.sandbox.read("state.json");
    host.run(&["adopt", "--all", "--out", "docs"])
        .expect_status(0);
    assert_eq!(host.sandbox.read("state.json"), before);
}

#[test]
fn what_is_there_is_not_replaced_and_the_others_are_adopted() {
    let host = Host::with_machine();
    host.sandbox.write("docs/test.xml", "mine");
    expect![[r#"
        exit 1
        --- stdout
        docs/vbox.xml
        adopted: 1, not adopted: 2
        --- stderr
        error: the file `docs/test.xml` is there already, and says something else
          help: `boxwright plan docs/test.xml` tells what; move it away, or name another folder
        error: `absent`: there is no machine `absent`; `boxwright list` shows those that there are
    "#]]
    .assert_eq(
        &host
            .run(&["adopt", "test", "absent", "vbox", "--out", "docs"])
            .all(),
    );
    assert_eq!(host.sandbox.read("docs/test.xml"), "mine");
}

#[test]
fn a_plan_tells_who_made_a_difference() {
    let host = Host::with_machine();
    host.run(&["adopt", "vbox", "--out", "docs"])
        .expect_status(0);
    replace(&host, "docs/vbox.xml", ">654336<", ">1048576<");
    expect![[r#"
          ~ memory: 639 MiB -> 1024 MiB  (line 4)
        plan: 1 to change
    "#]]
    .assert_eq(&memory(&host, "docs/vbox.xml"));
    replace(
        &host,
        "state.json",
        "\"memorySize\": 639",
        "\"memorySize\": 700",
    );
    expect![[r#"
          ~ memory: 700 MiB -> 1024 MiB  (line 4, changed outside too)
        plan: 1 to change
    "#]]
    .assert_eq(&memory(&host, "docs/vbox.xml"));
    replace(&host, "docs/vbox.xml", ">1048576<", ">654336<");
    expect![[r#"
          ~ memory: 700 MiB -> 639 MiB  (line 4, changed outside)
        plan: 1 to change
    "#]]
    .assert_eq(&memory(&host, "docs/vbox.xml"));
    let json = host.run(&["plan", "docs/vbox.xml", "--format", "json"]);
    assert!(
        json.stdout.contains("\"cause\": \"machine\""),
        "{}",
        json.all()
    );
    host.run(&["apply", "--yes", "docs/vbox.xml"])
        .expect_status(0);
    expect!["plan: 1 unchanged\n"].assert_eq(&memory(&host, "docs/vbox.xml"));
}

/// The document of the adopted machine, with an element in `<vbox:machine>`.
fn with(host: &Host, own: &str) {
    host.run(&["adopt", "vbox", "--out", "docs"])
        .expect_status(0);
    replace(
        host,
        "docs/vbox.xml",
        "  <memory",
        &format!(
            "  <metadata><vbox:machine xmlns:vbox='urn:boxwright:vbox:1'>{own}</vbox:machine></metadata>\n  <memory"
        ),
    );
    host.run(&["apply", "--yes", "docs/vbox.xml"])
        .expect_status(0);
}

#[test]
fn what_is_protected_is_not_taken_away() {
    let host = Host::with_machine();
    with(&host, "<vbox:protect machine='yes' disks='yes'/>");
    expect![[r#"
        exit 1
        --- stderr
        error: the machine `vbox` is protected by its document: apply one with `<vbox:protect machine='no'/>` first
    "#]]
    .assert_eq(&host.run(&["delete", "--yes", "vbox"]).all());
    let document = host.sandbox.read("docs/vbox.xml");
    let start = document.find("<disk type='file' device='disk'>").unwrap();
    let end = start + document[start..].find("</disk>").unwrap() + "</disk>".len();
    let without = format!("{}{}", &document[..start], &document[end..]);
    host.sandbox
        .write("without.xml", without.replace("disks='yes'", ""));
    let refused = host.run(&["plan", "without.xml"]).expect_status(1);
    assert!(
        refused.stderr.contains("error[protected-disk]"),
        "{}",
        refused.all()
    );
    replace(&host, "docs/vbox.xml", "machine='yes'", "machine='no'");
    host.run(&["apply", "--yes", "docs/vbox.xml"])
        .expect_status(0);
    host.run(&["delete", "--yes", "vbox"]).expect_status(0);
}

#[test]
fn what_is_not_managed_is_left_to_others() {
    let host = Host::with_machine();
    with(&host, "<vbox:unmanaged path='memory'/>");
    replace(
        &host,
        "state.json",
        "\"memorySize\": 639",
        "\"memorySize\": 700",
    );
    expect![[r#"
        plan: 1 unchanged
    "#]]
    .assert_eq(&memory(&host, "docs/vbox.xml"));
    let dumped = host.run(&["dump", "vbox"]).expect_status(0).stdout;
    assert!(
        dumped.contains("<vbox:unmanaged path='memory'/>") && dumped.contains(">716800<"),
        "{dumped}"
    );
}

#[test]
fn a_plan_names_what_it_passes_over_because_it_is_unmanaged() {
    let host = Host::with_machine();
    with(&host, "<vbox:unmanaged path='memory'/>");
    let plan = |host: &Host| {
        let plan = host.run(&["plan", "docs/vbox.xml"]).expect_status(0);
        plan.stdout
            .contains("  left alone because unmanaged: memory\n")
    };
    assert!(!plan(&host), "nothing is asked");
    let document = host.sandbox.read("docs/vbox.xml");
    let memory = document.split("<memory unit='KiB'>").nth(1).unwrap();
    let (memory, _) = memory.split_once('<').unwrap();
    host.sandbox
        .write("docs/vbox.xml", document.replace(memory, "716800"));
    assert!(plan(&host), "the document asks for more memory");
}

#[test]
fn without_machines_the_two_ways_to_name_them_are_said() {
    expect![[r#"
        exit 2
        --- stderr
        error: no machine is named
          help: name machines that `boxwright list` shows, or give `--all`
    "#]]
    .assert_eq(&Host::with_machine().run(&["adopt", "--out", "docs"]).all());
}
