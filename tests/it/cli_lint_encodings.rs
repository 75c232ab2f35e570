//! `boxwright lint` on files that are not in UTF-8, as a user runs it.

use expect_test::expect;
use tests::program::Sandbox;

const TEXT: &str = "<?xml version='1.0' encoding='ISO-8859-1'?>\n<domain type='vbox'>\n  <name>B\u{fc}ro</name>\n  <memory unit='MiB'>512</memory>\n  <features><pae/><acpi/><apic/></features>\n</domain>\n";

/// The same in Windows-1252.
fn windows() -> Vec<u8> {
    let text = TEXT.replace("ISO-8859-1", "windows-1252");
    text.chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect()
}

#[test]
fn what_a_declaration_says_wrongly_is_an_error_with_a_fix() {
    let sandbox = Sandbox::new();
    sandbox.write("a.xml", TEXT.replace("ISO-8859-1", "ascii"));
    let said = sandbox.run(&["lint", "--format=concise", "a.xml"]);
    expect![[r#"
        exit 1
        --- stdout
        a.xml:1:31: error[misdeclared-encoding] the file says `ascii`, and is in UTF-8
    "#]]
    .assert_eq(&said.all());
    sandbox.run(&["lint", "--fix", "a.xml"]).expect_status(0);
    assert_eq!(sandbox.read("a.xml"), TEXT.replace("ISO-8859-1", "UTF-8"));
}

#[test]
fn a_file_in_another_encoding_is_noted_and_saved_as_utf_8() {
    let latin: Vec<u8> = TEXT
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let utf16: Vec<u8> = format!("\u{feff}{TEXT}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let unmarked = utf16[2..].to_vec();
    for (name, bytes) in [
        ("ISO-8859-1", latin),
        ("Windows-1252", windows()),
        (
            "`koi8-r`, as it says",
            TEXT.replace("ISO-8859-1", "koi8-r")
                .replace('ü', "ue")
                .into_bytes(),
        ),
        ("UTF-16", utf16),
        ("UTF-16 without a byte order mark", unmarked),
    ] {
        let sandbox = Sandbox::new();
        sandbox.write("a.xml", bytes);
        let said = sandbox.run(&["lint", "--format=concise", "a.xml"]).all();
        let note = format!("a.xml:1:31: note[other-encoding] the file is in {name}");
        assert!(said.contains(&note), "{said}");
        assert!(said.starts_with("exit 0"), "{said}");
        let quiet = [
            "lint",
            "--format=concise",
            "--ignore=other-encoding",
            "a.xml",
        ];
        let said = sandbox.run(&quiet).all();
        assert!(!said.contains("other-encoding"), "{said}");
        sandbox.run(&["lint", "--fix", "a.xml"]).expect_status(0);
        let letter = if name.contains("koi8") { "ue" } else { "ü" };
        assert_eq!(
            sandbox.read("a.xml"),
            TEXT.replace("ISO-8859-1", "UTF-8").replace('ü', letter),
            "{name}"
        );
        let said = sandbox.run(&["lint", "--format=concise", "a.xml"]).all();
        assert!(!said.contains("other-encoding"), "{said}");
    }
}

#[test]
fn an_encoding_that_no_comment_can_accept_is_said_to_stay() {
    let sandbox = Sandbox::new();
    let text = TEXT.replace("<memory unit='MiB'>512", "<memory>8192");
    let latin: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    sandbox.write("a.xml", latin);
    let said = sandbox.run(&["lint", "--format=concise", "--add-ignore=so it is", "a.xml"]);
    expect![[r"
        exit 0
        --- stdout
        a.xml:1:31: note[other-encoding] the file is in ISO-8859-1
        --- stderr
        note: the encoding of `a.xml` is reported all the same, since no comment stands before it: `--fix` saves it as UTF-8, `ignore` in `boxwright.toml` leaves it out
        note: added comments to 1 document
    "]]
    .assert_eq(&said.all());
}
