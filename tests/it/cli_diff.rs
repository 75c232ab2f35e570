//! `boxwright diff`, as a user runs it.

use expect_test::expect;
use tests::program::Sandbox;
use tests::tree;

fn documented() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("a.xml", tree::example("documented-2009.xml"));
    sandbox
}

/// The example with parts replaced.
fn changed(parts: &[(&str, &str)]) -> String {
    let mut text = tree::example("documented-2009.xml");
    for (from, to) in parts {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    text
}

#[test]
fn spelling_order_and_form_make_no_difference() {
    let sandbox = documented();
    let json = sandbox.run(&["convert", "a.xml", "--to", "json"]).stdout;
    sandbox.write("a.json", &json);
    let normal = sandbox.run(&["normalize", "a.xml"]).stdout;
    let ran = sandbox.run_with(&["diff", "a.json", "-"], &normal);
    assert_eq!(ran.expect_status(0).stdout, "");
}

#[test]
fn differences_have_path_values_and_lines() {
    let sandbox = documented();
    let other = changed(&[
        ("<memory>654321", "<memory unit='MiB'>1024"),
        ("<pae/>\n", ""),
        ("<sound model='sb16'/>", "<sound model='ac97'/>"),
        ("/home/user/tmp/vbox.vdi", "/tmp/a\u{1b}.vdi"),
    ]);
    sandbox.write("b.xml", other.replace('\u{1b}', "&#x202e;"));
    expect![[r#"
        exit 1
        --- stdout
        --- a.xml
        +++ b.xml
        ~ memory: 654336 -> 1048576  (a.xml:11, b.xml:11)
        - features/pae: <pae/>  (a.xml:14)
        ~ devices/disk[2]/source/@file: /home/user/tmp/vbox.vdi -> /tmp/a\u{202e}.vdi  (a.xml:25, b.xml:24)
        ~ devices/sound[0]/@model: sb16 -> ac97  (a.xml:47, b.xml:46)
    "#]].assert_eq(&sandbox.run(&["diff", "a.xml", "b.xml"]).all());
    let ran = sandbox.run(&["diff", "b.xml", "a.xml", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&ran.expect_status(1).stdout).unwrap();
    expect![[r#"
        {
          "action": "change",
          "after": "654336",
          "after_line": 11,
          "before": "1048576",
          "before_line": 11,
          "path": "/domain/memory"
        }"#]]
    .assert_eq(&format!("{:#}", value["changes"][0]));
    expect![[r#"{"add":1,"change":3,"remove":0}"#]].assert_eq(&value["summary"].to_string());
}

#[test]
fn a_machine_that_was_just_made_does_not_differ_from_its_document() {
    for example in ["documented-2009.xml", "documented-2024.xml"] {
        let sandbox = Sandbox::new();
        sandbox.write("a.xml", tree::example(example));
        // What the document leaves to VirtualBox is chosen there, and is no difference.
        let ran = sandbox.run(&[
            "lint",
            "--fix",
            "--unsafe-fixes",
            "--format=concise",
            "a.xml",
        ]);
        assert_ne!(ran.status, 2, "{}", ran.all());
        let text = sandbox.read("a.xml");
        let without: String = text
            .lines()
            .filter(|line| !line.contains("<uuid>") && !line.contains("<mac "))
            .flat_map(|line| [line, "\n"])
            .collect();
        sandbox.write("a.xml", without);
        let connection = format!("test://{}", sandbox.path().join("state.json").display());
        let run = |args: &[&str]| sandbox.run(&[&["-c", &connection], args].concat());
        run(&["apply", "--yes", "a.xml"]).expect_status(0);
        let list = run(&["list", "--format", "json"]).stdout;
        let machines: serde_json::Value = serde_json::from_str(&list).unwrap();
        let name = machines["machines"]
            .as_array()
            .unwrap()
            .iter()
            .map(|machine| machine["name"].as_str().unwrap())
            .find(|name| *name != "test")
            .unwrap();
        let machine = format!("machine:{name}");
        let ran = run(&["diff", "a.xml", &machine]);
        assert_eq!(ran.expect_status(0).stdout, "", "{example}");
        run(&["diff", &machine, "a.xml"]).expect_status(0);
    }
}

#[test]
fn a_machine_that_was_changed_differs() {
    let sandbox = documented();
    let connection = format!("test://{}", sandbox.path().join("state.json").display());
    let run = |args: &[&str]| sandbox.run(&[&["-c", &connection], args].concat());
    run(&["apply", "--yes", "a.xml"]).expect_status(0);
    sandbox.write("b.xml", changed(&[("<acpi/>\n", "")]));
    expect![[r#"
        exit 1
        --- stdout
        --- b.xml
        +++ machine:vbox
        + features/acpi: <acpi/>
    "#]]
    .assert_eq(&run(&["diff", "b.xml", "machine:vbox"]).all());
}

#[test]
fn documents_of_other_hypervisors_are_compared_as_they_are_written() {
    let sandbox = Sandbox::new();
    let text = "<domain type='kvm'>\n  <name>a</name>\n  <memory>1048576</memory>\n  <os><type>hvm</type></os>\n  <tpm/>\n</domain>\n";
    sandbox.write("a.xml", text.replace("  <tpm/>\n", ""));
    sandbox.write("b.xml", text.replace("<tpm/>", "<iothreads>2</iothreads>"));
    expect![[r#"
        exit 1
        --- stdout
        --- a.xml
        +++ b.xml
        + iothreads: <iothreads>2</iothreads>  (b.xml:1)
    "#]]
    .assert_eq(&sandbox.run(&["diff", "a.xml", "b.xml"]).all());
}

#[test]
fn what_cannot_be_compared_ends_with_2() {
    let sandbox = documented();
    sandbox.write("b.xml", changed(&[("<memory>654321", "<memory>much")]));
    for (args, says) in [
        (
            &["diff", "a.xml", "absent.xml"][..],
            "cannot read `absent.xml`",
        ),
        (&["diff", "a.xml", "b.xml"], "`b.xml` has an error"),
        (
            &["diff", "-", "-"],
            "standard input can be only one of the two",
        ),
        (&["diff", "a.xml"], "<B>"),
        (
            &["-c", "test:///default", "diff", "a.xml", "machine:none"],
            "there is no machine `none`",
        ),
    ] {
        let ran = sandbox.run(args).expect_status(2);
        assert!(ran.stderr.contains(says), "{args:?}\n{}", ran.all());
    }
}
