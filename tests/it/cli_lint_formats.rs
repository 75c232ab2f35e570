//! The formats of `boxwright lint` for other programs.
#![expect(
    clippy::indexing_slicing,
    reason = "the lints' exception for tests does not reach the functions that tests share"
)]

use expect_test::{Expect, expect};
use serde_json::Value;
use tests::program::Sandbox;

use crate::schemas;

/// A finding of each severity, one with a second place, one with a fix, one over two lines.
const FAULTY: &str = "<domain
    type='vbox'>
  <name>a</name>
  <memory unit='MiB'>512</memory>
  <on_crush>preserve</on_crush>
  <devices>
    <disk type='file' device='disk'><source file='/a.vdi'/><target dev='sda' bus='sata'/></disk>
    <disk type='file' device='disk'><source file='/b.vdi'/><target dev='sda' bus='sata'/></disk>
  </devices>
</domain>
";

/// A domain in which nothing is found.
const CLEAN: &str = "<domain type='vbox'><name>a</name><memory unit='MiB'>512</memory><features><pae/><acpi/><apic/></features></domain>\n";

/// A name that would be a command to GitHub, colour a terminal, and end an attribute.
#[cfg(unix)]
const NASTY: &str = "::error file=x,line=1::50%\u{1b}[31m\n::stop-commands::\"<b>&.xml";

/// A value that would be one too, turns text round, and is a link in SARIF.
const NASTY_VALUE: &str = "::warning::[x](urn:x)%\u{202e}\u{9b},&lt;b&gt;";

fn nasty() -> String {
    CLEAN.replace("512", NASTY_VALUE)
}

#[track_caller]
fn check(args: &[&str], expected: &Expect) {
    let sandbox = Sandbox::new();
    sandbox.write("a.xml", FAULTY);
    sandbox.write("b.xml", CLEAN);
    let args: Vec<&str> = [&["lint", "a.xml", "b.xml"], args].concat();
    expected.assert_eq(&sandbox.run(&args).all());
}

#[test]
fn reports_for_programs_have_the_files_that_could_not_be_read() {
    let sandbox = Sandbox::new();
    sandbox.write("a.xml", b"<domain>\n  <name>\xff</name></domain>");
    for format in ["json", "sarif", "github", "gitlab", "junit", "concise"] {
        let format = format!("--format={format}");
        let ran = sandbox
            .run(&["lint", &format, "absent.xml", "a.xml"])
            .expect_status(2);
        // JUnit has a short and a long word for it.
        let words = if format.ends_with("junit") { 2 } else { 1 };
        let said = ran.stdout.matches("cannot read `absent.xml`").count();
        assert_eq!(said, words, "{}", ran.all());
        assert!(ran.stdout.contains("unreadable-file"), "{}", ran.all());
    }
    let ran = sandbox.run(&["lint", "--format=json", "absent.xml", "a.xml"]);
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    let places: Vec<String> = (report["diagnostics"].as_array().unwrap().iter())
        .map(|found| {
            format!(
                "{}:{}:{}",
                found["file"], found["start"]["line"], found["start"]["column"]
            )
        })
        .collect();
    assert_eq!(places, ["\"absent.xml\":1:1", "\"a.xml\":2:9"]);
    assert_eq!(report["summary"]["errors"], 2);
}

#[test]
fn what_is_wrong_with_a_project_is_said_at_its_own_place_and_not_as_a_finding() {
    let sandbox = Sandbox::new();
    sandbox.write("a.xml", CLEAN);
    sandbox.write(
        "boxwright.toml",
        "[[instance]]\nbase = 'a.xml'\ncount = 0\n",
    );
    let ran = sandbox.run(&["lint", "--format=concise", "boxwright.toml"]);
    let ran = ran.expect_status(2);
    assert_eq!(ran.stdout, "");
    assert!(
        ran.stderr.starts_with("error: boxwright.toml:3:9: "),
        "{}",
        ran.all()
    );
}

#[test]
fn github_shows_findings_at_their_lines() {
    check(
        &["--format=github"],
        &expect![[r#"
            exit 1
            --- stdout
            ::notice title=feature-absent,file=a.xml,line=1,endLine=2::`pae`, `acpi`, `apic` are switched off, since the document does not name them%0Aa guest without ACPI cannot be shut down by a button; name in `<features>` what shall be on
            ::error title=unknown-element,file=a.xml,line=5,endLine=5,col=4,endColumn=12::unknown element `<on_crush>` in `<domain>`%0Adid you mean `<on_crash>`?
            ::error title=duplicate-target-dev,file=a.xml,line=8,endLine=8,col=73,endColumn=76::target `sda` is that of another disk%0Agive each disk a name of its own; where it is attached an `<address>` says
        "#]],
    );
}

#[test]
fn gitlab_gets_a_list_of_issues() {
    check(
        &["--format=gitlab"],
        &expect![[r#"
            exit 1
            --- stdout
            [
              {"description":"`pae`, `acpi`, `apic` are switched off, since the document does not name them\na guest without ACPI cannot be shut down by a button; name in `<features>` what shall be on","check_name":"feature-absent","fingerprint":"f308925af40faa6ff724199d4d3155a3","severity":"info","location":{"path":"a.xml","positions":{"begin":{"line":1,"column":1},"end":{"line":2,"column":17}}}},
              {"description":"unknown element `<on_crush>` in `<domain>`\ndid you mean `<on_crash>`?","check_name":"unknown-element","fingerprint":"b65771d9d618dd3232defef1b4372b5f","severity":"major","location":{"path":"a.xml","positions":{"begin":{"line":5,"column":4},"end":{"line":5,"column":12}}}},
              {"description":"target `sda` is that of another disk\ngive each disk a name of its own; where it is attached an `<address>` says","check_name":"duplicate-target-dev","fingerprint":"26cf796f6bdcb8671b71bc7d29cb9399","severity":"major","location":{"path":"a.xml","positions":{"begin":{"line":8,"column":73},"end":{"line":8,"column":76}}}}
            ]
        "#]],
    );
}

#[test]
fn junit_fails_what_ends_the_command_with_1() {
    check(
        &["--format=junit"],
        &expect![[r#"
            exit 1
            --- stdout
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="boxwright">
              <testsuite name="a.xml" tests="3" failures="2" errors="0">
                <testcase name="feature-absent at 1:1" classname="a.xml" file="a.xml" line="1">
                  <system-out>a.xml:1:1: note: `pae`, `acpi`, `apic` are switched off, since the document does not name them
            a guest without ACPI cannot be shut down by a button; name in `&lt;features&gt;` what shall be on</system-out>
                </testcase>
                <testcase name="unknown-element at 5:4" classname="a.xml" file="a.xml" line="5">
                  <failure type="error" message="unknown element `&lt;on_crush&gt;` in `&lt;domain&gt;`">a.xml:5:4: unknown element `&lt;on_crush&gt;` in `&lt;domain&gt;`
            did you mean `&lt;on_crash&gt;`?</failure>
                </testcase>
                <testcase name="duplicate-target-dev at 8:73" classname="a.xml" file="a.xml" line="8">
                  <failure type="error" message="target `sda` is that of another disk">a.xml:8:73: target `sda` is that of another disk
            give each disk a name of its own; where it is attached an `&lt;address&gt;` says</failure>
                </testcase>
              </testsuite>
              <testsuite name="b.xml" tests="1" failures="0" errors="0">
                <testcase name="lint" classname="b.xml"/>
              </testsuite>
            </testsuites>
        "#]],
    );
    check(
        &["--format=junit", "--deny-warnings", "--select=D107"],
        &expect![[r#"
            exit 1
            --- stdout
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="boxwright">
              <testsuite name="a.xml" tests="1" failures="1" errors="0">
                <testcase name="unknown-element at 5:4" classname="a.xml" file="a.xml" line="5">
                  <failure type="error" message="unknown element `&lt;on_crush&gt;` in `&lt;domain&gt;`">a.xml:5:4: unknown element `&lt;on_crush&gt;` in `&lt;domain&gt;`
            did you mean `&lt;on_crash&gt;`?</failure>
                </testcase>
              </testsuite>
              <testsuite name="b.xml" tests="1" failures="0" errors="0">
                <testcase name="lint" classname="b.xml"/>
              </testsuite>
            </testsuites>
        "#]],
    );
}

#[test]
fn sarif_is_written() {
    check(
        &["--format=sarif", "--select=D107"],
        &expect![[r###"
            exit 1
            --- stdout
            {"$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
              "columnKind": "unicodeCodePoints",
              "newlineSequences": ["\r\n","\n","\r"],
              "results": [
                {"fixes":[{"artifactChanges":[{"artifactLocation":{"uri":"a.xml"},"replacements":[{"deletedRegion":{"endColumn":12,"endLine":5,"startColumn":4,"startLine":5},"insertedContent":{"text":"on_crash"}},{"deletedRegion":{"endColumn":31,"endLine":5,"startColumn":23,"startLine":5},"insertedContent":{"text":"on_crash"}}]}],"description":{"text":"write `on_crash` (unsafe)"}}],"level":"error","locations":[{"logicalLocations":[{"fullyQualifiedName":"/domain/on_crush"}],"physicalLocation":{"artifactLocation":{"uri":"a.xml"},"region":{"endColumn":12,"endLine":5,"startColumn":4,"startLine":5}}}],"message":{"text":"unknown element `<on_crush>` in `<domain>`\ndid you mean `<on_crash>`?"},"partialFingerprints":{"boxwright/v1":"b65771d9d618dd3232defef1b4372b5f"},"ruleId":"unknown-element","ruleIndex":0}
              ],
              "tool": {"driver":{"name":"boxwright","rules":[{"defaultConfiguration":{"level":"error"},"help":{"markdown":"## What it does\nChecks for an element that is not known at its place, or holds a text that only one of nearly its name holds there.\n\n## Why is this bad?\nIt has no effect, which is rarely what its writer meant.\n","text":"## What it does\nChecks for an element that is not known at its place, or holds a text that only one of nearly its name holds there.\n\n## Why is this bad?\nIt has no effect, which is rarely what its writer meant.\n"},"id":"unknown-element","properties":{"alias":"D107"},"shortDescription":{"text":"Checks for an element that is not known at its place, or holds a text that only one of nearly its name holds there."}}],"version":"0.1.0"}}
            }]}
        "###]],
    );
}

#[test]
fn without_findings_the_formats_are_whole() {
    for (format, expected) in [
        (
            "github",
            expect![[r#"
            exit 0
        "#]],
        ),
        (
            "gitlab",
            expect![[r#"
            exit 0
            --- stdout
            []
        "#]],
        ),
        (
            "junit",
            expect![[r#"
            exit 0
            --- stdout
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="boxwright">
              <testsuite name="b.xml" tests="1" failures="0" errors="0">
                <testcase name="lint" classname="b.xml"/>
              </testsuite>
            </testsuites>
        "#]],
        ),
        (
            "sarif",
            expect![[r#"
            exit 0
            --- stdout
            {"$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
              "columnKind": "unicodeCodePoints",
              "newlineSequences": ["\r\n","\n","\r"],
              "results": [],
              "tool": {"driver":{"name":"boxwright","rules":[],"version":"0.1.0"}}
            }]}
        "#]],
        ),
    ] {
        let sandbox = Sandbox::new();
        sandbox.write("b.xml", CLEAN);
        expected.assert_eq(&sandbox.run(&["lint", "b.xml", "--format", format]).all());
    }
}

#[test]
#[cfg(unix)]
fn names_command_nobody() {
    let sandbox = Sandbox::new();
    sandbox.write(NASTY, nasty());
    for (format, expected) in [
        (
            "concise",
            expect![[r#"
            exit 1
            --- stdout
            ./::error file=x,line=1::50%\u{1b}[31m\n::stop-commands::"<b>&.xml:1:54: error[invalid-value] `::warning::[x](urn:x)%\u{202e}\u{9b},<b>` is no value of `memory`
        "#]],
        ),
        (
            "github",
            expect![[r#"
                exit 1
                --- stdout
                ::error title=invalid-value,file=%3A%3Aerror file=x%2Cline=1%3A%3A50%25\u{1b}[31m\n%3A%3Astop-commands%3A%3A"<b>&.xml,line=1,endLine=1,col=54,endColumn=88::`::warning::[x](urn:x)%25\u{202e}\u{9b},<b>` is no value of `memory`%0Ait has to be a whole number below 2^64, digits only
            "#]],
        ),
        (
            "gitlab",
            expect![[r#"
                exit 1
                --- stdout
                [
                  {"description":"`::warning::[x](urn:x)%\\u{202e}\\u{9b},<b>` is no value of `memory`\nit has to be a whole number below 2^64, digits only","check_name":"invalid-value","fingerprint":"e91f27a00bb711ca5feec528c0dc63bf","severity":"major","location":{"path":"::error file=x,line=1::50%\u001b[31m\n::stop-commands::\"<b>&.xml","positions":{"begin":{"line":1,"column":54},"end":{"line":1,"column":88}}}}
                ]
            "#]],
        ),
        (
            "junit",
            expect![[r#"
                exit 1
                --- stdout
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="boxwright">
                  <testsuite name="::error file=x,line=1::50%\u{1b}[31m\n::stop-commands::&quot;&lt;b&gt;&amp;.xml" tests="1" failures="1" errors="0">
                    <testcase name="invalid-value at 1:54" classname="::error file=x,line=1::50%\u{1b}[31m\n::stop-commands::&quot;&lt;b&gt;&amp;.xml" file="::error file=x,line=1::50%\u{1b}[31m\n::stop-commands::&quot;&lt;b&gt;&amp;.xml" line="1">
                      <failure type="error" message="`::warning::[x](urn:x)%\u{202e}\u{9b},&lt;b&gt;` is no value of `memory`">::error file=x,line=1::50%\u{1b}[31m\n::stop-commands::&quot;&lt;b&gt;&amp;.xml:1:54: `::warning::[x](urn:x)%\u{202e}\u{9b},&lt;b&gt;` is no value of `memory`
                it has to be a whole number below 2^64, digits only</failure>
                    </testcase>
                  </testsuite>
                </testsuites>
            "#]],
        ),
    ] {
        let ran = sandbox.run(&["lint", ".", "--format", format]);
        assert!(
            !ran.stdout.contains(['\u{1b}', '\u{202e}', '\u{9b}']),
            "{format}: {}",
            ran.all()
        );
        expected.assert_eq(&ran.all());
    }
    let log = sarif(&sandbox.run(&["lint", ".", "--format=sarif"]).stdout);
    let result = &log["runs"][0]["results"][0];
    assert_eq!(
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "%3A%3Aerror%20file%3Dx%2Cline%3D1%3A%3A50%25%1B%5B31m%0A%3A%3Astop-commands%3A%3A%22%3Cb%3E%26.xml"
    );
    let message = text(&result["message"]["text"]);
    assert!(
        message.contains("\\[x\\](urn:x)%\\u{202e}\\u{9b}"),
        "{message}"
    );
}

#[test]
fn fingerprints_stay_when_lines_come_before() {
    let prints = |document: &str| -> Vec<String> {
        let sandbox = Sandbox::new();
        sandbox.write("a.xml", document);
        let ran = sandbox.run(&["lint", "a.xml", "--format=gitlab", "--ignore=O312"]);
        let issues: Vec<Value> = serde_json::from_str(&ran.stdout).unwrap();
        issues
            .iter()
            .map(|issue| text(&issue["fingerprint"]).to_owned())
            .collect()
    };
    let before = prints(FAULTY);
    assert_eq!(before.len(), 2);
    assert_eq!(
        prints(&FAULTY.replace("  <name>", "\n  <!-- new -->\n  <name>")),
        before
    );
}

#[test]
fn sarif_is_what_its_published_schema_asks_for() {
    let sandbox = Sandbox::new();
    sandbox.write("a b.xml", FAULTY);
    sandbox.write("c/d.xml", FAULTY);
    sandbox.write("e.xml", CLEAN);
    let ran = sandbox
        .run(&["lint", ".", "--format=sarif"])
        .expect_status(1);
    let log = sarif(&ran.stdout);
    let run = &log["runs"][0];
    let rules = list(&run["tool"]["driver"]["rules"]);
    let names: Vec<&str> = rules.iter().map(|rule| text(&rule["id"])).collect();
    assert_eq!(
        names,
        ["feature-absent", "unknown-element", "duplicate-target-dev"]
    );
    let results = list(&run["results"]);
    assert_eq!(results.len(), 6);
    let mut prints: Vec<&str> = results
        .iter()
        .map(|result| text(&result["partialFingerprints"]["boxwright/v1"]))
        .collect();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), 6, "each finding has a fingerprint of its own");
    let uris: Vec<&str> = results
        .iter()
        .map(|result| text(&result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]))
        .collect();
    assert_eq!(
        uris,
        [
            "a%20b.xml",
            "a%20b.xml",
            "a%20b.xml",
            "c/d.xml",
            "c/d.xml",
            "c/d.xml"
        ]
    );
    let fixed = &results[1]["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(fixed["insertedContent"]["text"], "on_crash");
    assert_eq!(fixed["deletedRegion"]["startLine"], 5);
    assert_eq!(fixed["deletedRegion"]["startColumn"], 4);
    assert!(!list(&results[2]["relatedLocations"]).is_empty());
}

#[track_caller]
fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

#[track_caller]
fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// Reads a log that the published schema finds nothing wrong with.
#[track_caller]
fn sarif(stdout: &str) -> Value {
    let log: Value = serde_json::from_str(stdout).unwrap();
    schemas::check(&schemas::sarif(), &log);
    let run = &log["runs"][0];
    // What a schema cannot say.
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = list(&run["tool"]["driver"]["rules"]);
    for rule in rules {
        assert!(text(&rule["help"]["markdown"]).contains("## "), "{rule}");
    }
    for result in list(&run["results"]) {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        for location in list(&result["locations"]) {
            region(&location["physicalLocation"]["region"]);
        }
    }
    log
}

#[track_caller]
fn region(value: &Value) {
    let [from, at, to, end] = ["startLine", "startColumn", "endLine", "endColumn"]
        .map(|key| value[key].as_u64().unwrap());
    assert!((to, end) >= (from, at), "{value}");
}
