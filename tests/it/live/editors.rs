//! Neovim and Emacs with the configuration that `docs/editors/` shows.

use std::process::Command;

use expect_test::{Expect, expect};
use tests::program::{self, Sandbox};
use tests::tree;

const FAULTY: &str = "<domain type='vbox'>
  <name>a</name>
  <memory unit='MiB'>512</memory>
  <features><pae/><acpi/><apic/></features>
  <on_crash>destroy</on_crash>
  <devices>
    <disk type='file' devise='cdrom'><target dev='hda'/></disk>
  </devices>
</domain>
";

/// Runs an editor on the document, with the program on `PATH`; what its script printed.
fn drive(editor: &str, args: &[String]) -> Option<String> {
    if std::env::var_os("BOXWRIGHT_LIVE").is_none_or(|value| value != "1") {
        tests::skipped("editors are driven in the lab (`cargo xtask lab -- editors`)");
        return None;
    }
    let sandbox = Sandbox::new();
    let file = sandbox.write("a.xml", FAULTY);
    let folder = program::boxwright().parent().unwrap();
    let args = args
        .iter()
        .map(|arg| arg.replace("FILE", file.to_str().unwrap()));
    let output = Command::new(editor)
        .args(args)
        .current_dir(sandbox.path())
        .env("HOME", sandbox.path())
        .env("PATH", format!("{}:/usr/bin:/bin", folder.display()))
        .output();
    let Ok(output) = output else {
        tests::skipped(&format!("`{editor}` is not installed"));
        return None;
    };
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{text}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(text)
}

fn path(name: &str) -> String {
    tree::root().join(name).display().to_string()
}

#[track_caller]
fn check(shown: Option<String>, expected: &Expect) {
    if let Some(shown) = shown {
        expected.assert_eq(&shown);
    }
}

#[test]
fn neovim_shows_mends_completes_and_formats() {
    let config = path("docs/editors/neovim.lua");
    let script = format!("luafile {}", path("tests/editors/drive.lua"));
    let args = ["--headless", "-u", &config, "FILE", "-c", &script].map(str::to_owned);
    check(
        drive("nvim", &args),
        &expect![[r#"
            finding 7:23 unknown-attribute
            offered write `device`
            fixed     <disk type='file' device='cdrom'><target dev='hda'/></disk>
            offered controller disk filesystem
            formatted     <sound model="ac97"/>
        "#]],
    );
}

#[test]
fn emacs_shows_mends_completes_and_formats() {
    let config = path("docs/editors/emacs.el");
    let script = path("tests/editors/drive.el");
    let args = ["-Q", "--batch", "-l", &config, "-l", &script, "FILE"].map(str::to_owned);
    check(
        drive("emacs", &args),
        &expect![[r#"
            finding 7:23 boxwright [unknown-attribute]: unknown attribute `devise` of `<disk>`
            offered write `device`
            fixed     <disk type='file' device='cdrom'><target dev='hda'/></disk>
            offered controller disk filesystem
            formatted     <sound model="ac97"/>
        "#]],
    );
}
