//! `boxwright lint` with findings that are accepted: in comments, in a file; again and again; in large folders.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use expect_test::expect;
use tests::program::Sandbox;

const FAULTY: &str = "<domain type='vbox'>
  <name>a</name>
  <memory unit='MiB'>512</memory>
  <features><pae/><acpi/><apic/></features>
  <on_crush>preserve</on_crush>
</domain>
";

#[test]
fn comments_with_a_reason_are_added() {
    let sandbox = Sandbox::new();
    sandbox.write("a.xml", FAULTY);
    let ran = sandbox.run(&[
        "lint",
        "--add-ignore",
        "for another program",
        "--diff",
        "a.xml",
    ]);
    expect![[r#"
        exit 1
        --- stdout
        --- a.xml
        +++ a.xml
        @@ -2,5 +2,6 @@
           <name>a</name>
           <memory unit='MiB'>512</memory>
           <features><pae/><acpi/><apic/></features>
        +  <!-- boxwright-ignore unknown-element: for another program -->
           <on_crush>preserve</on_crush>
         </domain>
    "#]]
    .assert_eq(&ran.all());
    let ran = sandbox.run(&["lint", "--add-ignore", "for another program", "a.xml"]);
    expect![[r#"
        exit 0
        --- stderr
        note: added comments to 1 document
    "#]]
    .assert_eq(&ran.all());
    sandbox.run(&["lint", "a.xml"]).expect_status(0);
    let ran = sandbox.run_with(&["lint", "--add-ignore=why", "-"], FAULTY);
    assert!(
        ran.stdout
            .contains("<!-- boxwright-ignore unknown-element: why -->\n  <on_crush>")
    );
    for reason in ["", "a -- b", "a\nb"] {
        sandbox
            .run(&["lint", "--add-ignore", reason, "a.xml"])
            .expect_status(2);
    }
}

#[test]
fn a_file_of_accepted_findings_leaves_only_new_ones() {
    let sandbox = Sandbox::new();
    sandbox.write("vms/a.xml", FAULTY);
    let ran = sandbox.run(&["lint", "--baseline=accepted.json", "--write-baseline", "."]);
    expect![[r#"
        exit 0
        --- stderr
        note: accepted 1 finding in `accepted.json`
    "#]]
    .assert_eq(&ran.all());
    expect![[r#"
        {
          "version": 1,
          "findings": [
            {
              "file": "vms/a.xml",
              "rule": "unknown-element",
              "message": "unknown element `<on_crush>` in `<domain>`",
              "fingerprint": "3b690f449cd846d2229f261a1be1ee43"
            }
          ]
        }
    "#]]
    .assert_eq(&sandbox.read("accepted.json"));
    sandbox
        .run(&["lint", "--baseline=accepted.json", "vms"])
        .expect_status(0);
    // Lines before change nothing; what is new is reported.
    sandbox.write(
        "vms/a.xml",
        FAULTY.replace("<name>", "\n\n  <tilt/>\n  <name>"),
    );
    let ran = sandbox.run(&[
        "lint",
        "--baseline=accepted.json",
        "--format=concise",
        "vms",
    ]);
    expect![[r#"
        exit 1
        --- stdout
        vms/a.xml:4:4: error[unknown-element] unknown element `<tilt>` in `<domain>`
    "#]]
    .assert_eq(&ran.all());
    sandbox.write(
        "vms/a.xml",
        FAULTY
            .replace("crush", "crash")
            .replace("preserve", "restart"),
    );
    let ran = sandbox.run(&[
        "lint",
        "--baseline=accepted.json",
        "--format=concise",
        "vms",
    ]);
    expect![[r#"
        exit 0
        --- stdout
        vms/a.xml:5:4: note[no-effect-on-virtualbox] `<on_crash>` has no effect on VirtualBox
        --- stderr
        note: of the findings in `accepted.json`, 1 can no longer be found: `--write-baseline` writes it anew
    "#]]
    .assert_eq(&ran.all());
    sandbox.write("accepted.json", "{}");
    sandbox
        .run(&["lint", "--baseline=accepted.json", "vms"])
        .expect_status(2);
}

#[test]
fn what_is_watched_is_checked_again_when_it_changes() {
    let sandbox = Sandbox::new();
    let path = sandbox.write("a.xml", FAULTY);
    let mut child = sandbox
        .command(&["lint", "--watch", "--format=concise", "."])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    assert!(
        first.contains("a.xml:5:4: error[unknown-element]"),
        "{first}"
    );
    std::fs::write(&path, FAULTY.replace("<name>", "\n<name>")).unwrap();
    let second = lines.next().unwrap().unwrap();
    assert!(
        second.contains("a.xml:6:4: error[unknown-element]"),
        "{second}"
    );
    // A configuration that appears counts as well.
    sandbox.write("boxwright.toml", "[severity]\nunknown-element = 'note'\n");
    let third = lines.next().unwrap().unwrap();
    assert!(
        third.contains("a.xml:6:4: note[unknown-element]"),
        "{third}"
    );
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn many_documents_are_reported_in_order_and_ignored_ones_are_not() {
    let sandbox = Sandbox::new();
    for number in 0..300 {
        sandbox.write(&format!("vms/{number:03}.xml"), FAULTY);
    }
    sandbox.write("vms/.gitignore", "2*.xml\n");
    let ran = sandbox
        .run(&["lint", "--format=concise", "vms"])
        .expect_status(1);
    let files: Vec<&str> = ran
        .stdout
        .lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(file, _)| file)
        .collect();
    assert_eq!(files.len(), 200);
    assert!(files.is_sorted(), "{files:?}");
    // What is named is checked, whatever is ignored.
    sandbox.run(&["lint", "vms/200.xml"]).expect_status(1);
}

#[test]
fn shells_complete_and_manuals_are_written() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = sandbox.run(&["completions", shell]).expect_status(0);
        assert!(
            ran.stdout.contains("boxwright") && ran.stdout.contains("normalize"),
            "{shell}"
        );
    }
    let page = sandbox.run(&["man"]).expect_status(0).stdout;
    assert!(page.contains(".TH boxwright 1"), "{page}");
    sandbox.run(&["man", "--out", "man1"]).expect_status(0);
    let page = sandbox.read("man1/boxwright-lint.1");
    assert!(
        page.contains("write\\-baseline") && page.contains("connect"),
        "{page}"
    );
}
