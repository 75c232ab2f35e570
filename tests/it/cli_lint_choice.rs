//! `boxwright lint`: which rules are reported, for which release, and how often each was broken.

use expect_test::{Expect, expect};
use tests::program::Sandbox;

/// A domain with a fault of each severity, and a device that old releases do not have.
const FAULTY: &str = "<domain type='vbox'>
  <name>a</name>
  <memory unit='MiB'>512</memory>
  <on_crush>preserve</on_crush>
  <devices>
    <disk type='file' device='disk'><source file='/a.vdi'/><target dev='sda' bus='sata'/></disk>
    <disk type='file' device='disk'><source file='/b.vdi'/><target dev='sda' bus='sata'/></disk>
    <interface type='user'><model type='virtio'/></interface>
  </devices>
</domain>
";

#[track_caller]
fn check(args: &[&str], expected: &Expect) {
    let sandbox = Sandbox::new();
    sandbox.write("a.xml", FAULTY);
    let args: Vec<&str> = [&["lint", "a.xml"], args].concat();
    expected.assert_eq(&sandbox.run(&args).all());
}

#[test]
fn a_rule_that_lint_never_finds_is_told_from_one_that_found_nothing() {
    check(
        &["--select=changed-by-normalization"],
        &expect![[r#"
            exit 0
            --- stderr
            warning: `changed-by-normalization` finds nothing here: `boxwright normalize` and `plan` say it, where the normal form is made
        "#]],
    );
}

#[test]
fn rules_are_selected_and_ignored_by_name_and_short_id() {
    check(
        &["--format=concise", "--select=unknown-element,K408"],
        &expect![[r#"
            exit 1
            --- stdout
            a.xml:4:4: error[unknown-element] unknown element `<on_crush>` in `<domain>`
            a.xml:7:73: error[duplicate-target-dev] target `sda` is that of another disk
        "#]],
    );
    check(
        &[
            "--format=concise",
            "--select=unknown-element",
            "--select=k408",
            "--ignore=D107",
        ],
        &expect![[r#"
            exit 1
            --- stdout
            a.xml:7:73: error[duplicate-target-dev] target `sda` is that of another disk
        "#]],
    );
    check(
        &[
            "--format=concise",
            "--ignore",
            "feature-absent,unknown-element",
        ],
        &expect![[r#"
            exit 1
            --- stdout
            a.xml:7:73: error[duplicate-target-dev] target `sda` is that of another disk
        "#]],
    );
}

#[test]
fn what_is_ignored_does_not_count() {
    let sandbox = Sandbox::new();
    sandbox.write("a.xml", FAULTY);
    sandbox.run(&["lint", "a.xml"]).expect_status(1);
    sandbox
        .run(&["lint", "--select=feature-absent", "a.xml"])
        .expect_status(0);
    // Only what is reported is mended.
    let ran = sandbox
        .run(&["lint", "--diff", "--unsafe-fixes", "--select=O312", "a.xml"])
        .expect_status(0);
    assert!(!ran.stdout.contains("on_crash"), "{}", ran.all());
}

#[test]
fn rules_that_there_are_not_are_refused() {
    check(
        &["--ignore=unknwon-element"],
        &expect![[r#"
        exit 2
        --- stderr
        error: there is no rule `unknwon-element`
          help: did you mean `unknown-element`?
    "#]],
    );
    check(
        &["--select=Q999"],
        &expect![[r#"
            exit 2
            --- stderr
            error: there is no rule `Q999`
              help: `boxwright rules` lists the rules
        "#]],
    );
    check(
        &["--select="],
        &expect![[r#"
            exit 2
            --- stderr
            error: there is no rule ``
              help: `boxwright rules` lists the rules
        "#]],
    );
}

#[test]
fn a_release_is_checked_where_one_is_named() {
    let select = "--select=device-newer-than-target,beyond-target-limit";
    check(
        &["--format=concise", select],
        &expect![[r#"
        exit 0
    "#]],
    );
    check(
        &["--format=concise", select, "--target=7.2.22"],
        &expect![[r#"
            exit 0
        "#]],
    );
    check(
        &["--format=concise", select, "--target=3.0"],
        &expect![[r#"
            exit 1
            --- stdout
            a.xml:8:41: error[device-newer-than-target] VirtualBox 3.0 has no interface model `virtio`
        "#]],
    );
    check(
        &["--target=5.7"],
        &expect![[r#"
        exit 2
        --- stderr
        error: invalid value '5.7' for '--target <RELEASE>': there is no VirtualBox 5.7 that is known: 2.2, 3.0, 3.1, 3.2, 4.0, 4.1, 4.2, 4.3, 5.0, 5.1, 5.2, 6.0, 6.1, 7.0, 7.1, 7.2

        For more information, try '--help'.
    "#]],
    );
    check(
        &["--target=seven"],
        &expect![[r#"
        exit 2
        --- stderr
        error: invalid value 'seven' for '--target <RELEASE>': `seven` is no release of VirtualBox: write two numbers, such as `7.2`

        For more information, try '--help'.
    "#]],
    );
}

#[test]
fn findings_are_counted() {
    check(
        &["--statistics"],
        &expect![[r#"
            exit 1
            --- stdout
                 1  error    K408  duplicate-target-dev
                 1  note     O312  feature-absent
                 1  error    D107  unknown-element  (with a fix)
            2 errors, 1 note in 1 document; `--fix --unsafe-fixes` mends 1
        "#]],
    );
    check(
        &["--statistics", "--format=json"],
        &expect![[r#"
            exit 1
            --- stdout
            {
              "rules": [
                {
                  "alias": "K408",
                  "count": 1,
                  "fixable": 0,
                  "rule": "duplicate-target-dev",
                  "severity": "error"
                },
                {
                  "alias": "O312",
                  "count": 1,
                  "fixable": 0,
                  "rule": "feature-absent",
                  "severity": "note"
                },
                {
                  "alias": "D107",
                  "count": 1,
                  "fixable": 1,
                  "rule": "unknown-element",
                  "severity": "error"
                }
              ],
              "summary": {
                "errors": 2,
                "files": 1,
                "notes": 1,
                "warnings": 0
              },
              "version": 1
            }
        "#]],
    );
    check(
        &["--statistics", "--format=concise"],
        &expect![[r#"
        exit 2
        --- stderr
        error: `--statistics` writes no such format
          help: leave `--format` out for a table, or use `--format json`
    "#]],
    );
    check(
        &["--statistics", "--ignore=feature-absent", "--select=O312"],
        &expect![[r#"
            exit 0
        "#]],
    );
}

#[test]
fn a_comment_suppresses_findings_with_a_reason() {
    let sandbox = Sandbox::new();
    let text = FAULTY
        .replace(
            "  <on_crush>",
            "  <!-- boxwright-ignore unknown-element: for another program -->\n  <on_crush>",
        )
        .replace(
            "    <interface",
            "    <!-- boxwright-ignore K408 -->\n    <interface",
        );
    sandbox.write("a.xml", text);
    expect![[r#"
        exit 1
        --- stdout
        a.xml:8:73: error[duplicate-target-dev] target `sda` is that of another disk
        a.xml:9:5: warning[invalid-suppression] the suppression has no reason
        a.xml:9:27: warning[unused-suppression] `K408` finds nothing here to suppress
    "#]]
    .assert_eq(
        &sandbox
            .run(&["lint", "--format=concise", "--ignore=O312", "a.xml"])
            .all(),
    );
    sandbox.run(&["lint", "--fix", "a.xml"]).expect_status(1);
    let left = sandbox.read("a.xml");
    assert!(left.contains("<!-- boxwright-ignore unknown-element: for another program -->"));
    assert!(!left.contains("K408"), "{left}");
}
