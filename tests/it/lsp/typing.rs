//! A user types an element character by character: what is offered, and what is found wrong, at every step.

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

/// What has to be among the offers behind what was typed.
const OFFERED: &[(&str, &[&str])] = &[
    ("<", &["disk", "controller", "interface"]),
    ("<di", &["disk"]),
    ("<disk ", &["type", "device"]),
    ("<disk type='", &["file", "block"]),
    ("<disk type='file' d", &["device"]),
    ("<disk type='file' device='", &["disk", "cdrom", "floppy"]),
    ("      <", &["target", "</disk>"]),
    ("      <source ", &["file"]),
    ("      <target ", &["dev", "bus"]),
    ("      <target dev='", &["sdb", "hda", "fda"]),
    ("      <target dev='sdb' bus='", &["sata", "scsi"]),
    ("    </", &["</disk>"]),
];

/// The rules that are broken, with errors only where that is asked for.
fn rules(published: &Value, errors: bool) -> Vec<String> {
    let all = published["diagnostics"].as_array().unwrap().iter();
    all.filter(|found| !errors || found["severity"] == 1)
        .map(|found| found["code"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn every_key_gets_the_right_offers_and_no_cascade_of_findings() {
    let mut editor = Editor::ready(&json!({}));
    let uri = editor.uri("a.xml");
    let mut text = format!("{BEFORE}{BEHIND}");
    editor.open(&uri, &text);
    let published = editor.wait("textDocument/publishDiagnostics");
    let (before, errors) = (rules(&published, false), rules(&published, true));
    let mut last = published;
    let mut checked = 0;
    for (step, character) in TYPED.char_indices() {
        let at = BEFORE.len() + step;
        let start = position(&text, at);
        let [line, column] =
            ["line", "character"].map(|key| usize::try_from(start[key].as_u64().unwrap()).unwrap());
        let range = [line, column, line, column];
        editor.change(&uri, step + 1, range, &character.to_string());
        text.insert(at, character);
        last = editor.wait("textDocument/publishDiagnostics");
        let typed = &TYPED[..=step];
        let new = rules(&last, false).len().saturating_sub(before.len());
        assert!(new <= 5, "a cascade behind `{typed}`: {last}");
        let params = place(&uri, &text, at + 1);
        let list = editor.request("textDocument/completion", &params).unwrap();
        let items = list["items"].as_array().unwrap();
        let offers: Vec<&str> = items
            .iter()
            .map(|item| item["label"].as_str().unwrap())
            .collect();
        let line = typed.lines().last().unwrap_or_default();
        for (_, wanted) in OFFERED.iter().filter(|(behind, _)| *behind == line) {
            checked += 1;
            for wanted in *wanted {
                assert!(
                    offers.contains(wanted),
                    "no `{wanted}` behind `{typed}`: {offers:?}"
                );
            }
        }
    }
    // The line with the two blanks and `<` comes twice.
    assert_eq!(checked, OFFERED.len() + 1);
    assert_eq!(rules(&last, true), errors, "what was typed has no error");
}
