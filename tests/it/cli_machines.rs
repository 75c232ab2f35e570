//! `boxwright plan`, `apply`, `dump`, `list` and `delete`, as a user runs them, on a simulated VirtualBox.

use expect_test::expect;
use serde_json::Value;
use tests::program::Sandbox;
use tests::simulated::Host;
use tests::tree;

#[test]
fn a_machine_is_made_read_back_and_unchanged_by_a_second_apply() {
    let host = Host::fresh();
    let first = host.run(&["apply", "--yes", "vbox.xml"]).expect_status(0);
    assert!(
        first
            .stdout
            .ends_with("plan: 1 to create\napplied: 1 changed, 0 unchanged\n"),
        "{}",
        first.all()
    );
    let dumped = host.run(&["dump", "vbox"]).expect_status(0);
    let normal = host.run(&["normalize", "vbox.xml"]).expect_status(0);
    assert_eq!(dumped.stdout, normal.stdout);
    // Nothing to consent to, so nobody is asked.
    expect![[r#"
        exit 0
        --- stdout
        = vbox (4dab22b3-1d52-d8f3-2516-782e98ab3fa0): no changes
        plan: 1 unchanged
        applied: 0 changed, 1 unchanged
        --- stderr
        vbox.xml:11:9: note[memory-not-whole-mib] 654321 KiB are rounded up to 639 MiB
    "#]]
    .assert_eq(&host.run(&["apply", "vbox.xml"]).all());
}

#[test]
fn each_run_on_the_default_simulation_is_the_first() {
    let sandbox = Sandbox::new();
    sandbox.write("vbox.xml", tree::example("documented-2009.xml"));
    for _ in 0..2 {
        sandbox
            .run(&["-c", "test:///default", "apply", "--yes", "vbox.xml"])
            .expect_status(0);
    }
    let ran = sandbox
        .run(&["-c", "test:///default", "list"])
        .expect_status(0);
    assert_eq!(ran.stdout.lines().count(), 1, "{}", ran.stdout);
    assert!(ran.stdout.ends_with("  test\n"), "{}", ran.stdout);
}

#[test]
fn the_environment_names_the_connection() {
    let sandbox = Sandbox::new();
    let output = sandbox
        .command(&["list"])
        .env("BOXWRIGHT_URI", "test:///default")
        .output()
        .unwrap();
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .ends_with("  test\n")
    );
}

#[test]
fn a_plan_is_that_change_with_its_line_and_its_exit_code() {
    let host = Host::with_machine();
    host.write_changed(
        "more.xml",
        "<memory>654321</memory>",
        "<memory unit='MiB'>1024</memory>",
    );
    host.run(&["plan", "more.xml"]).expect_status(0);
    expect![[r#"
        exit 2
        --- stdout
        exposure of vbox (`+` is new):
            bridged-network: the guest is on the network of the host's `eth0`  (line 37)
            character-device-of-host: the guest drives the device `/dev/ttyS0` of the host  (line 56)
            character-device-of-host: the guest drives the device `/dev/pts/1` of the host  (line 48)
            character-device-of-host: the guest drives the device `/dev/pts/2` of the host  (line 52)
            pipe-to-host: programs of the host talk with the guest through `/tmp/serial.txt`  (line 60)
            usb-device-of-host: the guest gets the USB device `1234:beef` of the host  (line 64)
            usb-device-of-host: the guest gets the USB device `4321:feeb` of the host  (line 70)
            writable-host-folder: the guest can write to the folder `/home/user/stuff` of the host  (line 32)
        ~ vbox (4dab22b3-1d52-d8f3-2516-782e98ab3fa0): change
          ~ memory: 639 MiB -> 1024 MiB  (line 11)
        plan: 1 to change
    "#]]
    .assert_eq(&host.run(&["plan", "--detailed-exitcode", "more.xml"]).all());
    host.run(&["plan", "--detailed-exitcode", "vbox.xml"])
        .expect_status(0);
    host.run(&["plan", "--detailed-exitcode", "missing.xml"])
        .expect_status(1);
    host.run(&["plan", "--nonsense"]).expect_status(1);
    host.run(&["apply"]).expect_status(1);
}

#[test]
fn a_plan_in_json_has_the_promised_fields() {
    let host = Host::with_machine();
    host.write_changed("more.xml", "<vcpu>1</vcpu>", "<vcpu>2</vcpu>");
    let plan = host
        .run(&["plan", "--format=json", "more.xml"])
        .expect_status(0)
        .stdout;
    let plan: Value = serde_json::from_str(&plan).unwrap();
    assert_eq!(plan["version"], 1);
    assert_eq!(plan["connection"], host.connection.as_str());
    assert_eq!(
        plan["summary"],
        serde_json::json!({"create": 0, "change": 1, "delete": 0, "none": 0})
    );
    let machine = &plan["machines"][0];
    assert_eq!(
        (&machine["name"], &machine["action"]),
        (&"vbox".into(), &"change".into())
    );
    assert_eq!(machine["uuid"], "4dab22b3-1d52-d8f3-2516-782e98ab3fa0");
    assert!(
        machine["steps"]
            .as_array()
            .is_some_and(|steps| !steps.is_empty())
    );
    let change = &machine["changes"][0];
    assert_eq!(
        (&change["path"], &change["action"]),
        (&"/domain/vcpu".into(), &"change".into())
    );
    assert_eq!(
        (&change["before"], &change["after"]),
        (&"1".into(), &"2".into())
    );
    assert_eq!(change["needs"], "stopped");
    let text = host.sandbox.read("more.xml");
    let line = text
        .lines()
        .position(|line| line.contains("<vcpu>"))
        .unwrap()
        + 1;
    assert_eq!(change["line"], line);
}

#[test]
fn a_saved_plan_is_applied_once() {
    let host = Host::with_machine();
    host.write_changed("more.xml", "<vcpu>1</vcpu>", "<vcpu>2</vcpu>");
    host.run(&["plan", "--out", "plan.json", "more.xml"])
        .expect_status(0);
    // The plan itself says which VirtualBox it is for.
    host.sandbox
        .run(&["apply", "--yes", "plan.json"])
        .expect_status(0);
    assert!(
        host.run(&["dump", "vbox"])
            .stdout
            .contains("<vcpu>2</vcpu>")
    );
    let again = host
        .sandbox
        .run(&["apply", "--yes", "plan.json"])
        .expect_status(1);
    assert!(
        again.stderr.contains("has changed since the plan was made"),
        "{}",
        again.all()
    );

    host.sandbox
        .write("bad.json", r#"{"version": 1, "machines": 7}"#);
    let bad = host.run(&["apply", "--yes", "bad.json"]).expect_status(1);
    assert!(
        bad.stderr
            .contains("`bad.json` is not a plan that this version can apply"),
        "{}",
        bad.all()
    );
}

#[test]
fn without_a_terminal_consent_is_an_option() {
    let host = Host::fresh();
    let ran = host.run(&["apply", "vbox.xml"]).expect_status(1);
    expect![[r#"
        vbox.xml:11:9: note[memory-not-whole-mib] 654321 KiB are rounded up to 639 MiB
        error: there is no terminal to ask for consent on, and nothing was changed
          help: add `--yes` to go on without being asked
    "#]]
    .assert_eq(&ran.stderr);
    assert_eq!(
        host.run(&["list"]).stdout.lines().count(),
        1,
        "only the machine that was there"
    );
}

#[test]
fn a_faulty_document_stops_before_any_machine() {
    let host = Host::fresh();
    host.write_changed("bad.xml", "<vcpu>1</vcpu>", "<vcpu>none</vcpu>");
    let ran = host
        .run(&["apply", "--yes", "vbox.xml", "bad.xml"])
        .expect_status(1);
    assert!(
        ran.stderr.contains("error[invalid-value]") && ran.stderr.contains("--> bad.xml:12:"),
        "{}",
        ran.all()
    );
    assert_eq!(host.run(&["list"]).stdout.lines().count(), 1);
}

#[test]
fn two_documents_of_one_machine_are_refused() {
    let host = Host::fresh();
    host.write_changed("other.xml", "<vcpu>1</vcpu>", "<vcpu>2</vcpu>");
    let ran = host.run(&["apply", "--yes", "."]).expect_status(1);
    expect![[r#"
        other.xml:11:9: note[memory-not-whole-mib] 654321 KiB are rounded up to 639 MiB
        vbox.xml:11:9: note[memory-not-whole-mib] 654321 KiB are rounded up to 639 MiB
        error: `other.xml` and `vbox.xml` describe the same machine, `vbox`
          help: give each machine a name and UUID of its own, or name one of the documents
    "#]]
    .assert_eq(&ran.stderr);
}

#[test]
fn lists_in_text_and_json() {
    let host = Host::with_machine();
    let text = host.run(&["list"]).expect_status(0).stdout;
    let ours = text.lines().find(|line| line.ends_with("  vbox")).unwrap();
    assert_eq!(
        ours,
        "4dab22b3-1d52-d8f3-2516-782e98ab3fa0  PoweredOff    vbox"
    );
    let json: Value = serde_json::from_str(&host.run(&["list", "--format=json"]).stdout).unwrap();
    assert_eq!(json["version"], 1);
    let machine = serde_json::json!({
        "name": "vbox", "uuid": "4dab22b3-1d52-d8f3-2516-782e98ab3fa0", "state": "PoweredOff",
    });
    assert!(
        json["machines"].as_array().unwrap().contains(&machine),
        "{json}"
    );
}

#[test]
fn dump_writes_xml_json_and_every_machine_into_a_folder() {
    let host = Host::with_machine();
    let by_name = host.run(&["dump", "vbox"]).expect_status(0).stdout;
    let by_uuid = host
        .run(&["dump", "4dab22b3-1d52-d8f3-2516-782e98ab3fa0"])
        .expect_status(0)
        .stdout;
    assert_eq!(by_name, by_uuid);
    let json = host
        .run(&["dump", "--format=json", "vbox"])
        .expect_status(0)
        .stdout;
    host.sandbox.write("vbox.json", json);
    assert_eq!(
        host.run(&["normalize", "vbox.json"])
            .expect_status(0)
            .stdout,
        by_name
    );

    // A link in the folder is replaced, and what it leads to is left alone.
    host.sandbox.write("mine", "untouched");
    host.sandbox.write("vms/keep", "");
    #[cfg(unix)]
    std::os::unix::fs::symlink(
        host.sandbox.path().join("mine"),
        host.sandbox.path().join("vms/vbox.xml"),
    )
    .unwrap();
    host.run(&["dump", "--all", "--out", "vms"])
        .expect_status(0);
    assert_eq!(host.sandbox.read("vms/vbox.xml"), by_name);
    assert_eq!(host.sandbox.read("mine"), "untouched");
    assert!(host.sandbox.path().join("vms/test.xml").exists());

    expect![[r#"
        exit 1
        --- stderr
        error: there is no machine `nobody`; `boxwright list` shows those that there are
    "#]]
    .assert_eq(&host.run(&["dump", "nobody"]).all());
    host.run(&["dump"]).expect_status(2);
    host.run(&["dump", "--all"]).expect_status(2);
}

#[test]
fn a_machine_is_deleted_with_consent_and_stays_without() {
    let host = Host::with_machine();
    host.run(&["delete", "vbox"]).expect_status(1);
    expect![[r#"
        exit 0
        --- stdout
        - vbox (4dab22b3-1d52-d8f3-2516-782e98ab3fa0): delete
          - /domain: machine vbox
        plan: 1 to delete
        deleted
    "#]]
    .assert_eq(&host.run(&["delete", "--yes", "vbox"]).all());
    host.run(&["dump", "vbox"]).expect_status(1);
    host.run(&["delete", "--yes", "vbox"]).expect_status(1);
}

#[test]
fn names_with_hidden_characters_and_slashes_do_no_harm() {
    let host = Host::fresh();
    host.write_changed("odd.xml", "<name>vbox</name>", "<name>a\u{202e}b</name>");
    let ran = host.run(&["apply", "--yes", "odd.xml"]);
    let list = host.run(&["list"]);
    for stream in [&ran.stdout, &ran.stderr, &list.stdout] {
        assert!(!stream.contains('\u{202e}'), "{stream}");
    }
}

#[test]
fn doctor_knows_the_simulation() {
    expect![[r#"
        exit 0
        --- stdout
        ok       connection: test:///default
        ok       simulation: VirtualBox 7.2.22; nothing of this host is looked at
    "#]]
    .assert_eq(
        &Sandbox::new()
            .run(&["doctor", "-c", "test:///default"])
            .all(),
    );
}

#[test]
fn what_has_no_effect_is_said_before_the_plan() {
    let host = Host::fresh();
    host.write_changed(
        "more.xml",
        "<vcpu>1</vcpu>",
        "<vcpu>1</vcpu><iothreads>4</iothreads>",
    );
    for format in ["text", "json"] {
        let ran = host
            .run(&["plan", "--format", format, "more.xml"])
            .expect_status(0);
        assert!(
            ran.stderr
                .lines()
                .any(|line| line.starts_with("more.xml:12:")
                    && line.contains(": note[no-effect-on-virtualbox]")),
            "{}",
            ran.all()
        );
        assert!(!ran.stdout.contains("no-effect"), "{}", ran.stdout);
    }
}

#[test]
fn notes_are_said_too_with_plan_and_apply() {
    let host = Host::fresh();
    host.write_changed("more.xml", "<vcpu>1</vcpu>", "<vcpu>1</vcpu><description/>");
    let normalized = host.run(&["normalize", "more.xml"]).expect_status(0);
    let notes = normalized.stderr.matches("note[").count();
    for command in ["plan", "apply"] {
        let ran = host.run(&[command, "more.xml"]);
        assert_eq!(
            ran.stderr.matches(": note[").count(),
            notes,
            "{}\n{}",
            ran.all(),
            normalized.all()
        );
    }
}

#[test]
fn what_the_connected_release_cannot_do_stops_before_any_machine() {
    let host = Host::fresh();
    host.write_changed("more.xml", "<vcpu>1</vcpu>", "<vcpu>500</vcpu>");
    for args in [&["plan", "more.xml"][..], &["apply", "--yes", "more.xml"]] {
        let ran = host.run(args).expect_status(1);
        assert!(
            ran.stderr.contains("--> more.xml:12:")
                && ran.stderr.contains("error: `more.xml` has an error"),
            "{}",
            ran.all()
        );
        assert_eq!(ran.stdout, "");
    }
    assert_eq!(host.run(&["list"]).stdout.lines().count(), 1);
}
