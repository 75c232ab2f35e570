//! Ten faults in one document, all found in one run, each at its place.

use expect_test::expect;
use schema_core::LineIndex;
use schema_core::lint::lint;
use tests::tree;

/// What stands in the example, and what is put there: a fault each.
const FAULTS: [(&str, &str); 10] = [
    ("<boot dev='hd'/>", "<boot dev='harddisk'/>"),
    ("<memory>654321</memory>", "<memory>654321 KB</memory>"),
    ("<acpi/>", "<acip/>"),
    ("<target dev='hdd'/>", "<target dev='hdc'/>"),
    ("<target dir='my-shared-folder'/>", "<target/>"),
    ("<source bridge='eth0'/>", "<source brige='eth0'/>"),
    (
        "<mac address='56:16:3e:5d:c7:9e'/>",
        "<mac address='56:16:3e:5d:c7'/>",
    ),
    ("<sound model='sb16'/>", "<sound model='sb16'>"),
    (
        "<source path=\"/dev/ttyS0\"/>",
        "<source path=\"/dev/ttyS0/>",
    ),
    ("<product id='0xfeeb'/>", "<product id='0xfeebb'/>"),
];

#[test]
fn ten_faults_are_ten_findings_in_one_run() {
    let mut text = tree::example("documented-2009.xml");
    for (right, wrong) in FAULTS {
        assert_eq!(text.matches(right).count(), 1, "{right}");
        text = text.replace(right, wrong);
    }
    let lines = LineIndex::new(&text);
    let found = lint(&text);
    let mut shown = String::new();
    for found in &found {
        let place = lines.line_column(&text, found.span.start);
        let there = &text[found.span.clone()];
        let line = format!(
            "{}:{} `{there}` {}: {}\n",
            place.line, place.column, found.rule, found.message
        );
        shown.push_str(&line);
    }
    expect![[r#"
        7:12 `harddisk` invalid-value: `harddisk` is no value of `dev`
        11:9 `654321 KB` invalid-value: `654321 KB` is no value of `memory`
        15:2 `acip` unknown-element: unknown element `<acip>` in `<features>`
        26:14 `hdc` duplicate-target-dev: target `hdc` is that of another disk
        34:2 `target` missing-attribute: `<target>` has no attribute `dir`
        38:9 `brige` unknown-attribute: unknown attribute `brige` of `<source>`
        44:15 `56:16:3e:5d:c7` invalid-value: `56:16:3e:5d:c7` is no value of `address`
        47:1 `<sound model='sb16'>` unclosed-element: `<sound>` is not closed
        57:14 `"/dev/ttyS0` unquoted-value: the value of `path` lacks its closing quote
        73:14 `0xfeebb` invalid-value: `0xfeebb` is no value of `id`
    "#]]
    .assert_eq(&shown);
    assert_eq!(found.len(), FAULTS.len());
}
