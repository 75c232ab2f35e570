//! `boxwright lint` on files that are not in UTF-8, as a user runs it.

use tests::program::Sandbox;

const TEXT: &str = "<?xml version='1.0' encoding='ISO-8859-1'?>\n<domain type='vbox'>\n  <name>B\u{fc}ro</name>\n  <memory unit='MiB'>512</memory>\n  <features><pae/><acpi/><apic/></features>\n</domain>\n";

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
        assert_eq!(
            sandbox.read("a.xml"),
            TEXT.replace("ISO-8859-1", "UTF-8"),
            "{name}"
        );
        let said = sandbox.run(&["lint", "--format=concise", "a.xml"]).all();
        assert!(!said.contains("other-encoding"), "{said}");
    }
}
