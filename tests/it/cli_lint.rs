//! `boxwright lint`, as a user runs it.

use expect_test::{Expect, expect};
use tests::program::Sandbox;
use tests::tree;

/// A domain without a fault.
const GOOD: &str = "<domain type='vbox'>\n  <name>a</name>\n  <memory unit='MiB'>512</memory>\n  <os>\n    <type>hvm</type>\n  </os>\n</domain>\n";

#[track_caller]
fn check(sandbox: &Sandbox, args: &[&str], expected: &Expect) {
    expected.assert_eq(&sandbox.run(args).all());
}

#[test]
fn a_clean_document_says_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write("a.xml", GOOD);
    check(
        &sandbox,
        &["lint", "a.xml"],
        &expect![[r#"
            exit 0
            --- stdout
            note[feature-absent]: `pae`, `acpi`, `apic` are switched off, since the document does not name them
             --> a.xml:1:1
              |
            1 | <domain type='vbox'>
              | ^^^^^^^^^^^^^^^^^^^^
              |
              = note: a guest without ACPI cannot be shut down by a button; name in `<features>` what shall be on

            1 note in 1 document
        "#]],
    );
    check(
        &sandbox,
        &["lint", "--format=json", "a.xml"],
        &expect![[r#"
            exit 0
            --- stdout
            {
              "version": 1,
              "diagnostics": [
                {"rule":"feature-absent","alias":"O312","severity":"note","message":"`pae`, `acpi`, `apic` are switched off, since the document does not name them","file":"a.xml","start":{"line":1,"column":1,"offset":0},"end":{"line":1,"column":21,"offset":20},"path":"/domain/features","related":[],"notes":["a guest without ACPI cannot be shut down by a button; name in `<features>` what shall be on"],"fixes":[],"url":null}
              ],
              "summary": {"files":1,"errors":0,"warnings":0,"notes":1}
            }
        "#]],
    );
}

#[test]
fn warnings_end_with_0_unless_denied() {
    let sandbox = Sandbox::new();
    sandbox.write("a.xml", GOOD.replace("</os>", "</os>\n  <vcpu>2</vcpu>"));
    let ran = sandbox.run(&["lint", "a.xml"]).expect_status(0);
    assert!(ran.stdout.contains("warning["), "{}", ran.stdout);
    sandbox
        .run(&["lint", "--deny-warnings", "a.xml"])
        .expect_status(1);
}

#[test]
fn folders_are_searched_for_domains() {
    let sandbox = Sandbox::new();
    sandbox.write("vms/b.xml", GOOD.replace("512", "0x"));
    sandbox.write("vms/a/c.xml", "<domain type='vbox'>");
    sandbox.write("vms/network.xml", "<network/>");
    sandbox.write("vms/notes.txt", "<domain>");
    sandbox.write("vms/.git/x.xml", "<domain>");
    check(
        &sandbox,
        &["lint", "--format=concise", "vms"],
        &expect![[r#"
            exit 1
            --- stdout
            vms/a/c.xml:1:1: error[unclosed-element] `<domain>` is not closed
            vms/b.xml:1:1: note[feature-absent] `pae`, `acpi`, `apic` are switched off, since the document does not name them
            vms/b.xml:3:22: error[invalid-value] `0x` is no value of `memory`
        "#]],
    );
    sandbox.write("none/network.xml", "<network/>");
    check(
        &sandbox,
        &["lint", "none"],
        &expect![[r#"
        exit 0
        --- stderr
        warning: no domain document (an `.xml` file whose root is `<domain>`) in `none`
    "#]],
    );
    check(
        &sandbox,
        &["fmt", "none"],
        &expect![[r#"
        exit 0
        --- stderr
        warning: no domain document (an `.xml` file whose root is `<domain>`) in `none`
    "#]],
    );
    check(
        &sandbox,
        &["plan", "-c", "test:///default", "none"],
        &expect![[r#"
        exit 1
        --- stderr
        error: no domain document (an `.xml` file whose root is `<domain>`) in `none`
    "#]],
    );
}

#[test]
fn what_cannot_be_read_ends_with_2_and_the_rest_is_checked() {
    let sandbox = Sandbox::new();
    sandbox.write("bad.xml", "</domain>");
    sandbox.write("bytes.xml", b"<domain>\xff</domain>");
    check(
        &sandbox,
        &[
            "lint",
            "--format=concise",
            "missing.xml",
            "bytes.xml",
            "bad.xml",
        ],
        &expect![[r#"
            exit 2
            --- stdout
            missing.xml:1:1: error[unreadable-file] cannot read `missing.xml`: No such file or directory (os error 2)
            bytes.xml:1:9: error[unreadable-file] cannot read `bytes.xml:1:9`: this is not UTF-8; save the file as UTF-8, or name its encoding in an XML declaration
            bad.xml:1:1: error[unmatched-end-tag] `</domain>` closes nothing
            bad.xml:1:10: error[missing-root] the document has no element
        "#]],
    );
}

#[test]
fn wrong_command_lines_end_with_2() {
    let sandbox = Sandbox::new();
    for args in [
        &["lint", "--nonsense"][..],
        &["lint", "--unsafe-fixes"],
        &["lint", "--format=html"],
        &["nonsense"],
        &[],
    ] {
        let ran = sandbox.run(args).expect_status(2);
        assert!(
            ran.stdout.is_empty() && !ran.stderr.is_empty(),
            "{args:?}\n{}",
            ran.all()
        );
    }
}

#[test]
fn hidden_characters_are_shown() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "a\u{1b}[2J\u{202e}.xml",
        GOOD.replace("512", "\u{202e}512\u{9b}2J"),
    );
    let ran = sandbox.run(&["lint", "."]).expect_status(1);
    for stream in [&ran.stdout, &ran.stderr] {
        assert!(
            !stream.contains(['\u{1b}', '\u{202e}', '\u{9b}']),
            "{}",
            ran.all()
        );
    }
    let json = sandbox
        .run(&["lint", "--format=json", "."])
        .expect_status(1)
        .stdout;
    assert!(!json.contains(['\u{1b}', '\u{202e}', '\u{9b}']), "{json}");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["diagnostics"][0]["file"], "a\u{1b}[2J\u{202e}.xml");
}

/// The documented example in which two disks have one name, and nothing else that would be reported.
fn duplicate() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("documented-2024.xml", tree::example("documented-2024.xml"));
    sandbox
}

#[test]
fn the_duplicate_disk_is_shown_at_both_places() {
    check(
        &duplicate(),
        &["lint", "documented-2024.xml"],
        &expect![[r#"
            exit 1
            --- stdout
            note[memory-not-whole-mib]: 654321 KiB are rounded up to 639 MiB
              --> documented-2024.xml:13:11
               |
            13 |   <memory>654321</memory>
               |           ^^^^^^
               |
               = note: write 654336 to say what the machine gets

            note[controller-model-defaulted]: the model of the scsi controller becomes `lsilogic`
              --> documented-2024.xml:26:5
               |
            26 |     <controller type='scsi' index='0'/>
               |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
               |
               = note: libvirt itself refuses a controller without one
            help: add `model='lsilogic'`
               |
            26 |     <controller model='lsilogic' type='scsi' index='0'/>
               |                 ++++++++++++++++

            error[duplicate-target-dev]: target `sda` is that of another disk
              --> documented-2024.xml:51:20
               |
            45 |       <target dev='sda' bus='scsi'/>
               |                    --- the other disk
            ...
            51 |       <target dev='sda' bus='scsi'/>
               |                    ^^^
               |
               = note: give each disk a name of its own; where it is attached an `<address>` says
            help: call the disk with the `<address>` `sdb`
               |
            51 -       <target dev='sda' bus='scsi'/>
            51 +       <target dev='sdb' bus='scsi'/>
               |

            1 error, 2 notes in 1 document; `--fix` mends 2
        "#]],
    );
}

#[test]
fn the_duplicate_disk_in_a_line() {
    check(
        &duplicate(),
        &["lint", "--format", "concise", "documented-2024.xml"],
        &expect![[r#"
            exit 1
            --- stdout
            documented-2024.xml:13:11: note[memory-not-whole-mib] 654321 KiB are rounded up to 639 MiB
            documented-2024.xml:26:5: note[controller-model-defaulted] the model of the scsi controller becomes `lsilogic`
            documented-2024.xml:51:20: error[duplicate-target-dev] target `sda` is that of another disk
        "#]],
    );
}

#[test]
fn the_duplicate_disk_as_json() {
    let ran = duplicate()
        .run(&["lint", "--format=json", "documented-2024.xml"])
        .expect_status(1);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(json["version"], 1);
    assert_eq!(json["summary"]["files"], 1);
    expect![[r#"
        {
          "version": 1,
          "diagnostics": [
            {"rule":"memory-not-whole-mib","alias":"M206","severity":"note","message":"654321 KiB are rounded up to 639 MiB","file":"documented-2024.xml","start":{"line":13,"column":11,"offset":229},"end":{"line":13,"column":17,"offset":235},"path":"/domain/memory","related":[],"notes":["write 654336 to say what the machine gets"],"fixes":[],"url":null},
            {"rule":"controller-model-defaulted","alias":"K433","severity":"note","message":"the model of the scsi controller becomes `lsilogic`","file":"documented-2024.xml","start":{"line":26,"column":5,"offset":447},"end":{"line":26,"column":40,"offset":482},"path":"/domain/devices/controller[1]","related":[],"notes":["libvirt itself refuses a controller without one"],"fixes":[{"title":"add `model='lsilogic'`","applicability":"safe","edits":[{"start":{"line":26,"column":16,"offset":458},"end":{"line":26,"column":16,"offset":458},"text":" model='lsilogic'"}]}],"url":null},
            {"rule":"duplicate-target-dev","alias":"K408","severity":"error","message":"target `sda` is that of another disk","file":"documented-2024.xml","start":{"line":51,"column":20,"offset":1207},"end":{"line":51,"column":23,"offset":1210},"path":"/domain/devices/disk[3]/target/@dev","related":[{"message":"the other disk","file":"documented-2024.xml","start":{"line":45,"column":20,"offset":1022},"end":{"line":45,"column":23,"offset":1025}}],"notes":["give each disk a name of its own; where it is attached an `<address>` says"],"fixes":[{"title":"call the disk with the `<address>` `sdb`","applicability":"safe","edits":[{"start":{"line":51,"column":20,"offset":1207},"end":{"line":51,"column":23,"offset":1210},"text":"sdb"}]}],"url":null}
          ],
          "summary": {"files":1,"errors":1,"warnings":0,"notes":2}
        }
    "#]].assert_eq(&ran.stdout);
}

#[test]
fn a_fix_is_shown_and_then_carried_out() {
    let sandbox = duplicate();
    let before = sandbox.read("documented-2024.xml");
    check(
        &sandbox,
        &["lint", "--diff", "documented-2024.xml"],
        &expect![[r#"
            exit 1
            --- stdout
            --- documented-2024.xml
            +++ documented-2024.xml
            @@ -23,7 +23,7 @@
                 <!--Set IDE controller model to PIIX4 (default PIIX3)-->
                 <controller type='ide' model='piix4'/>
 
            -    <controller type='scsi' index='0'/>
            +    <controller model='lsilogic' type='scsi' index='0'/>
 
                 <!--VirtualBox SAS Controller-->
                 <controller type='scsi' index='1' model='lsisas1068'/>
            @@ -48,7 +48,7 @@
                 <!--Attach to the SAS controller (index=1)-->
                 <disk type='file' device='disk'>
                   <source file='/home/user/tmp/vbox3.vdi'/>
            -      <target dev='sda' bus='scsi'/>
            +      <target dev='sdb' bus='scsi'/>
                   <address type='drive' controller='1' bus='0' target='0' unit='0'/>
                 </disk>
 
            --- stderr
            note[memory-not-whole-mib]: 654321 KiB are rounded up to 639 MiB
              --> documented-2024.xml:13:11
               |
            13 |   <memory>654321</memory>
               |           ^^^^^^
               |
               = note: write 654336 to say what the machine gets

        "#]],
    );
    assert_eq!(
        sandbox.read("documented-2024.xml"),
        before,
        "`--diff` changes nothing"
    );

    check(
        &sandbox,
        &["lint", "--fix", "documented-2024.xml"],
        &expect![[r#"
            exit 0
            --- stdout
            note[memory-not-whole-mib]: 654321 KiB are rounded up to 639 MiB
              --> documented-2024.xml:13:11
               |
            13 |   <memory>654321</memory>
               |           ^^^^^^
               |
               = note: write 654336 to say what the machine gets

            1 note in 1 document
            --- stderr
            note: mended 1 document
        "#]],
    );
    let after = sandbox.read("documented-2024.xml");
    let changed: Vec<&str> = before
        .lines()
        .zip(after.lines())
        .filter(|(old, new)| old != new)
        .map(|(_, new)| new.trim())
        .collect();
    assert_eq!(
        changed,
        [
            "<controller model='lsilogic' type='scsi' index='0'/>",
            "<target dev='sdb' bus='scsi'/>"
        ]
    );
    sandbox
        .run(&["lint", "documented-2024.xml"])
        .expect_status(0);
    check(
        &sandbox,
        &["lint", "--fix", "documented-2024.xml"],
        &expect![[r#"
            exit 0
            --- stdout
            note[memory-not-whole-mib]: 654321 KiB are rounded up to 639 MiB
              --> documented-2024.xml:13:11
               |
            13 |   <memory>654321</memory>
               |           ^^^^^^
               |
               = note: write 654336 to say what the machine gets

            1 note in 1 document
        "#]],
    );
}

#[test]
fn standard_input_is_checked_and_mended() {
    let sandbox = Sandbox::new();
    let text = tree::example("documented-2024.xml");
    let args = [
        "lint",
        "--format=concise",
        "--stdin-filename",
        "vm/a.xml",
        "-",
    ];
    expect![[r#"
        exit 1
        --- stdout
        vm/a.xml:13:11: note[memory-not-whole-mib] 654321 KiB are rounded up to 639 MiB
        vm/a.xml:26:5: note[controller-model-defaulted] the model of the scsi controller becomes `lsilogic`
        vm/a.xml:51:20: error[duplicate-target-dev] target `sda` is that of another disk
    "#]].assert_eq(&sandbox.run_with(&args, &text).all());

    let fixed = sandbox
        .run_with(&["lint", "--fix", "-"], &text)
        .expect_status(0);
    assert_ne!(fixed.stdout, text);
    sandbox
        .run_with(&["lint", "-"], &fixed.stdout)
        .expect_status(0);
}

#[test]
fn colours_only_where_asked() {
    let sandbox = duplicate();
    let colored = |args: &[&str], variables: &[(&str, &str)]| {
        let mut command = sandbox.command(args);
        command.envs(variables.iter().copied());
        String::from_utf8(command.output().unwrap().stdout)
            .unwrap()
            .contains("\u{1b}[")
    };
    assert!(!colored(&["lint", "."], &[]));
    assert!(colored(
        &["lint", "--color=always", "."],
        &[("NO_COLOR", "1")]
    ));
    assert!(colored(&["lint", "."], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(
        &["lint", "."],
        &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]
    ));
}

#[cfg(target_os = "linux")]
#[test]
fn a_reader_that_leaves_is_no_error_and_a_full_disk_is() {
    use std::process::Stdio;
    let sandbox = duplicate();
    let mut child = sandbox
        .command(&["lint", "."])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(1), Vec::new()));

    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = sandbox
        .command(&["lint", "."])
        .stdout(full)
        .output()
        .unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(
        stderr.starts_with("error: cannot write the output: No space left on device"),
        "{stderr}"
    );
}
