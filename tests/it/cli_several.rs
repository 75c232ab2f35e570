//! Several documents at once, saved plans and JSON where they are not expected, as a user meets them.

use expect_test::expect;
use tests::program::{Ran, Sandbox};

fn machine(name: &str, inside: &str) -> String {
    format!(
        "<domain type='vbox'>\n  <name>{name}</name>\n{inside}  <memory unit='MiB'>64</memory>\n  <vcpu>1</vcpu>\n  <os>\n    <type>hvm</type>\n    <boot dev='network'/>\n  </os>\n</domain>\n"
    )
}

/// A machine that a plan finds no fault in and VirtualBox refuses, where there is no database of what starts by itself.
fn refused(name: &str) -> String {
    machine(
        name,
        "  <metadata>\n    <vbox:machine xmlns:vbox='urn:boxwright:vbox:1'>\n      <vbox:autostart enabled='yes'/>\n    </vbox:machine>\n  </metadata>\n",
    )
}

fn kept(sandbox: &Sandbox, args: &[&str]) -> Ran {
    let connection = format!("test://{}", sandbox.path().join("state.json").display());
    sandbox.run(&[&["-c", &connection], args].concat())
}

#[test]
fn what_became_of_the_other_machines_is_told_where_one_fails() {
    let sandbox = Sandbox::new();
    sandbox.write("1.xml", machine("one", ""));
    sandbox.write("2.xml", refused("two"));
    sandbox.write("3.xml", machine("three", ""));
    let ran = kept(&sandbox, &["apply", "--yes", "1.xml", "2.xml", "3.xml"]).expect_status(1);
    expect![[r#"
        1.xml:1:1: note[feature-absent] `pae`, `acpi`, `apic` are switched off, since the document does not name them
        2.xml:1:1: note[feature-absent] `pae`, `acpi`, `apic` are switched off, since the document does not name them
        3.xml:1:1: note[feature-absent] `pae`, `acpi`, `apic` are switched off, since the document does not name them
        error: `2.xml`: line 5 (/domain/metadata/vbox:machine/vbox:autostart/@enabled): two: IMachine.autostartEnabled: The path to the autostart database is not set (MachineWrap, NS_ERROR_FAILURE); everything is as it was before
          help: applied before that, and left so: `one`
          help: not tried: `three`
    "#]].assert_eq(&ran.stderr);
    let listed = kept(&sandbox, &["list"]).expect_status(0).stdout;
    assert!(listed.contains("one") && !listed.contains("two") && !listed.contains("three"));
}

#[test]
fn what_is_wrong_with_several_documents_is_told_in_their_order() {
    let sandbox = Sandbox::new();
    for name in ["1.xml", "2.xml", "3.xml"] {
        sandbox.write(name, machine(name, "  <uuid>none</uuid>\n"));
    }
    let ran = kept(&sandbox, &["plan", "1.xml", "2.xml", "3.xml"]).expect_status(1);
    let places: Vec<usize> = ["1.xml:", "2.xml:", "3.xml:"]
        .iter()
        .map(|name| ran.stderr.find(name).unwrap())
        .collect();
    assert!(places.is_sorted(), "{}", ran.stderr);
}

#[test]
fn a_saved_plan_is_known_for_one_wherever_it_is_given() {
    let sandbox = Sandbox::new();
    sandbox.write("one.xml", machine("one", ""));
    kept(&sandbox, &["plan", "--out", "one.plan", "one.xml"]).expect_status(0);
    let text = sandbox.read("one.plan");
    sandbox.write("half.plan", &text[..text.len() - 40]);
    expect![[r#"
        error: `one.plan` is a saved plan, or a piece of one, and no document
          help: a plan that is whole is carried out by `boxwright apply PLAN`, alone
    "#]]
    .assert_eq(&kept(&sandbox, &["plan", "one.plan"]).stderr);
    expect![[r#"
        error: `half.plan` is a saved plan, or a piece of one, and no document
          help: a plan that is whole is carried out by `boxwright apply PLAN`, alone
    "#]]
    .assert_eq(&kept(&sandbox, &["apply", "--yes", "half.plan"]).stderr);
    expect![[r#"
        error: `one.plan` is a saved plan, or a piece of one, and no document
          help: a plan that is whole is carried out by `boxwright apply PLAN`, alone
    "#]]
    .assert_eq(&sandbox.run(&["lint", "one.plan"]).stderr);
}

#[test]
fn a_plan_for_another_connection_is_refused_before_it_is_shown() {
    let sandbox = Sandbox::new();
    sandbox.write("one.xml", machine("one", ""));
    kept(&sandbox, &["plan", "--out", "one.plan", "one.xml"]).expect_status(0);
    let ran = sandbox.run(&["-c", "test:///default", "apply", "--yes", "one.plan"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (1, ""), "{}", ran.all());
}

#[cfg(unix)]
#[test]
fn only_its_owner_can_read_a_saved_plan() {
    use std::os::unix::fs::PermissionsExt as _;

    let sandbox = Sandbox::new();
    sandbox.write("one.xml", machine("one", ""));
    for _ in 0..2 {
        kept(&sandbox, &["plan", "--out", "one.plan", "one.xml"]).expect_status(0);
        let rights = std::fs::metadata(sandbox.path().join("one.plan")).unwrap();
        assert_eq!(rights.permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn json_is_checked_like_xml_and_left_as_it_is() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "one.xml",
        machine("one", "").replace("'MiB'>64", "'KiB'>65537"),
    );
    let json = sandbox.run(&["convert", "one.xml", "--to", "json"]).stdout;
    sandbox.write("one.json", &json);
    let ran = sandbox
        .run(&["lint", "--format", "concise", "one.json"])
        .expect_status(0);
    expect![[r#"
        exit 0
        --- stdout
        one.json (as XML):1:1: note[feature-absent] `pae`, `acpi`, `apic` are switched off, since the document does not name them, at `/domain/features`
        one.json (as XML):3:22: note[memory-not-whole-mib] 65537 KiB are rounded up to 65 MiB, at `/domain/memory`
        --- stderr
        note: `one.json` is JSON: `boxwright convert --to xml one.json` prints the text that the lines are of
    "#]].assert_eq(&ran.all());
    for args in [
        ["lint", "--fix", "one.json"],
        ["fmt", "--check", "one.json"],
    ] {
        sandbox.run(&args).expect_status(2);
        assert_eq!(sandbox.read("one.json"), json);
    }
    sandbox.write("bad.json", json.replace("\"name\"", "\"nmae\""));
    expect![[r#"
        error: `bad.json:5:10` is not the JSON form of a domain: unknown field `nmae`, expected one of `type`, `name`, `uuid`, `title`, `description`, `metadata`, `memory`, `currentMemory`, `vcpu`, `cputune`, `sysinfo`, `os`, `features`, `cpu`, `clock`, `devices`
          help: `boxwright schema` prints the JSON Schema of that form
    "#]].assert_eq(&sandbox.run(&["normalize", "bad.json"]).stderr);
}

#[test]
fn a_machine_that_was_made_of_a_document_does_not_differ_from_it() {
    let sandbox = Sandbox::new();
    let text = machine("one", "").replace("<type>", "<type arch='x86_64' machine='pc'>");
    sandbox.write("one.xml", text);
    kept(&sandbox, &["apply", "--yes", "one.xml"]).expect_status(0);
    expect![[r#"
        exit 0
    "#]]
    .assert_eq(&kept(&sandbox, &["diff", "one.xml", "machine:one"]).all());
}

#[test]
fn a_new_interface_is_shown_with_all_that_it_is() {
    let sandbox = Sandbox::new();
    let interface = "  <devices>\n    <interface type='user'>\n      <mac address='08:00:27:00:00:01'/>\n      <link state='down'/>\n      <portForward proto='tcp'>\n        <range start='2222' to='22'/>\n      </portForward>\n    </interface>\n  </devices>\n</domain>";
    sandbox.write(
        "one.xml",
        machine("one", "").replace("</domain>", interface),
    );
    let ran = kept(&sandbox, &["plan", "one.xml"]).expect_status(0);
    let line = ran
        .stdout
        .lines()
        .find(|line| line.contains("interface[0]"));
    expect!["  + devices/interface[0]: user Am79C973 08:00:27:00:00:01, unplugged, tcp port 2222 of every address to port 22 of the guest  (line 10)"].assert_eq(line.unwrap());
}

#[test]
fn a_plan_replaces_no_file_but_a_plan() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "a.xml",
        "<domain type='vbox'><name>a</name><memory unit='MiB'>64</memory><os><type>hvm</type></os></domain>",
    );
    sandbox.write("mine", "mine");
    let plan = |options: &[&str]| {
        let plan = ["-c", "test:///default", "plan", "a.xml", "--out"];
        sandbox.run(&[&plan, options].concat())
    };
    expect![[r#"
        exit 1
        --- stderr
        error: `mine` is there already
          help: name another file, or remove that one first
          help: or give `--force` to replace it
    "#]]
    .assert_eq(&plan(&["mine"]).all());
    assert_eq!(sandbox.read("mine"), "mine");
    plan(&["mine", "--force"]).expect_status(0);
    plan(&["mine"]).expect_status(0);
}
