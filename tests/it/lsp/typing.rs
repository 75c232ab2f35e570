//! A user types an element character by character: what is offered, and what is found wrong, at every step.

use expect_test::{Expect, expect};
use serde_json::{Value, json};
use tests::editor::Editor;

use super::{place, position};

const BEFORE: &str = "<domain type='vbox'>
  <name>a</name>
  <memory unit='MiB'>512</memory>
  <features><pae/><acpi/><apic/></features>
  <devices>
    <disk type='file' device='disk'>
      <source file='/vm/a.vdi'/>
      <target dev='sda' bus='sata'/>
    </disk>
    ";
const TYPED: &str = "<disk type='file' device='cdrom'>
      <source file='/vm/a.iso'/>
      <target dev='sdb' bus='sata'/>
    </disk>";
const BEHIND: &str = "
    <interface type='user'>
      <mac address='08:00:27:00:00:01'/>
    </interface>
  </devices>
</domain>
";

/// How many offers are shown, of the best.
const SHOWN: usize = 4;

/// What the protocol calls files and folders, which are those of the host that the test runs on.
const OF_THE_HOST: [u64; 2] = [17, 19];

fn offers(list: &Value) -> String {
    let items = list["items"].as_array().unwrap().iter();
    let own = items.filter(|item| !OF_THE_HOST.contains(&item["kind"].as_u64().unwrap()));
    let labels: Vec<&str> = own.map(|item| item["label"].as_str().unwrap()).collect();
    match labels.get(..SHOWN) {
        Some(best) => format!("{} \u{2026}", best.join(" ")),
        None => labels.join(" "),
    }
}

fn findings(published: &Value) -> String {
    let found = published["diagnostics"].as_array().unwrap().iter();
    let rules = found.map(|found| found["code"].as_str().unwrap());
    rules.collect::<Vec<_>>().join(" ")
}

/// What is typed, what is offered and what is wrong, at each key at which either is another than before.
fn transcript() -> String {
    let mut editor = Editor::ready(&json!({}));
    let uri = editor.uri("a.xml");
    let mut text = format!("{BEFORE}{BEHIND}");
    editor.open(&uri, &text);
    assert_eq!(
        findings(&editor.wait("textDocument/publishDiagnostics")),
        ""
    );
    let mut out = String::new();
    let mut before = String::new();
    for (step, character) in TYPED.char_indices() {
        let at = BEFORE.len() + step;
        let start = position(&text, at);
        let [line, column] = ["line", "character"].map(|key| {
            let number = start.get(key).and_then(Value::as_u64).unwrap();
            usize::try_from(number).unwrap()
        });
        let range = [line, column, line, column];
        editor.change(&uri, step + 1, range, &character.to_string());
        text.insert(at, character);
        let found = findings(&editor.wait("textDocument/publishDiagnostics"));
        let params = place(&uri, &text, at + 1);
        let list = editor.request("textDocument/completion", &params).unwrap();
        let shown = format!("  offered: {}\n  wrong:   {found}\n", offers(&list));
        if shown != before {
            let line = TYPED[..=step].lines().last().unwrap_or_default();
            out.push_str(&format!("{line}|\n{shown}"));
        }
        before = shown;
    }
    out
}

/// Blanks at the ends of lines are left out, as a golden text cannot keep them.
#[track_caller]
fn check(shown: &str, expected: &Expect) {
    let lines: Vec<&str> = shown.lines().map(str::trim_end).collect();
    expected.assert_eq(&(lines.join("\n") + "\n"));
}

#[test]
fn every_key_gets_the_right_offers_and_no_cascade_of_findings() {
    check(
        &transcript(),
        &expect![[r#"
            <|
              offered: controller disk filesystem interface …
              wrong:   unfinished-tag
            <disk |
              offered: type device model rawio …
              wrong:   unfinished-tag
            <disk type=|
              offered: file block dir network …
              wrong:   unfinished-tag
            <disk type='file'|
              offered:
              wrong:   unfinished-tag
            <disk type='file' |
              offered: device model rawio sgio …
              wrong:   unfinished-tag
            <disk type='file' device=|
              offered: disk cdrom floppy lun …
              wrong:   unfinished-tag
            <disk type='file' device='cdrom'|
              offered:
              wrong:   unfinished-tag
            <disk type='file' device='cdrom'>|
              offered: target </disk> source readonly …
              wrong:   unclosed-element
                  <|
              offered: target </disk> source readonly …
              wrong:   unclosed-element unfinished-tag
                  <source |
              offered: file dev dir fdgroup …
              wrong:   unclosed-element unfinished-tag
                  <source file=|
              offered:
              wrong:   unclosed-element unfinished-tag
                  <source file='/vm/a.iso'/>|
              offered: target </disk> readonly boot …
              wrong:   unclosed-element
                  <|
              offered: target </disk> readonly boot …
              wrong:   unclosed-element unfinished-tag
                  <target |
              offered: dev bus rotation_rate tray …
              wrong:   unclosed-element unfinished-tag
                  <target dev=|
              offered: sdb hda fda nvmea …
              wrong:   unclosed-element unfinished-tag
                  <target dev='sdb'|
              offered:
              wrong:   unclosed-element unfinished-tag
                  <target dev='sdb' |
              offered: bus rotation_rate tray dpofua …
              wrong:   unclosed-element unfinished-tag
                  <target dev='sdb' bus=|
              offered: sata scsi usb ide …
              wrong:   unclosed-element unfinished-tag
                  <target dev='sdb' bus='sata'|
              offered:
              wrong:   unclosed-element unfinished-tag
                  <target dev='sdb' bus='sata'/>|
              offered: </disk> readonly boot driver …
              wrong:   unclosed-element
                <|
              offered: </disk> readonly boot driver …
              wrong:   unclosed-element unfinished-tag
                </|
              offered: </disk>
              wrong:   optical-drive-read-only unfinished-tag
                </disk>|
              offered: controller disk filesystem interface …
              wrong:   optical-drive-read-only
        "#]],
    );
}
