//! `boxwright lsp`, as an editor speaks to it.

mod answers;
mod life;
mod random_edits;
mod typing;

use serde_json::{Value, json};
use tests::tree;

/// A small domain with two disks of one name.
const TWO_DISKS: &str = "<domain type='vbox'>
  <name>a</name>
  <memory unit='MiB'>512</memory>
  <features><pae/><acpi/><apic/></features>
  <devices>
    <controller type='sata' index='0'/>
    <disk type='file' device='cdrom'><target dev='sda' bus='sata'/></disk>
    <disk type='file' device='cdrom'><target dev='sda' bus='sata'/></disk>
  </devices>
</domain>
";

/// Where something stands, in the protocol's terms (the texts here are ASCII).
fn position(text: &str, at: usize) -> Value {
    let before = text.get(..at).unwrap();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    json!({ "line": before.matches('\n').count(), "character": at - line_start })
}

/// The parameters of a request about a place of a document.
fn place(uri: &str, text: &str, at: usize) -> Value {
    json!({ "textDocument": { "uri": uri }, "position": position(text, at) })
}

#[test]
fn the_page_about_editors_shows_the_files_with_which_they_are_driven() {
    let page = std::fs::read_to_string(tree::root().join("docs/editors/README.md")).unwrap();
    for name in ["neovim.lua", "emacs.el"] {
        let file = tree::root().join("docs/editors").join(name);
        let shown = std::fs::read_to_string(file).unwrap();
        assert!(page.contains(&shown), "{name} is another one");
    }
}
