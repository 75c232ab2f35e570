use crate::lint::lint;
use crate::lint::rules::testing::{check, devices, domain};
use crate::parse::parse;
use crate::path::Path;

const DISK: &str =
    "<disk type='file' device='disk'><source file='/a.vdi'/><target dev='hda' bus='ide'/></disk>";

#[test]
fn the_rest_is_read_and_checked_as_if_the_fault_were_mended() {
    let text = devices(
        &DISK
            .replace("bus='ide'", "bus=ide")
            .replace("'disk'", "'dikc'"),
    );
    let parsed = parse(&text);
    assert_eq!(parsed.domain.devices.disks.len(), 1);
    let bus = Path::device("disk", 0).child("target").attribute("bus");
    let place = parsed.source.span(&bus).unwrap();
    assert_eq!(&text[place], "ide");
    check(
        &text,
        &[
            "invalid-value at `dikc`: `dikc` is no value of `device`",
            "unquoted-value at `ide`: the value of `bus` has no quotes",
        ],
    );
}

#[test]
fn each_broken_text_has_one_finding() {
    let cases = [
        (domain("").replace("</domain>", ""), "unclosed-element"),
        (domain("").replace("</name>", ""), "unclosed-element"),
        (domain("").replace("</features>", ""), "unclosed-element"),
        (devices(&DISK.replace("</disk>", "")), "unclosed-element"),
        (
            devices(&DISK.replace("ide'/>", "ide'>")),
            "unclosed-element",
        ),
        (
            devices(&DISK.replace("</disk>", "</dsik>")),
            "mismatched-end-tag",
        ),
        (
            devices(&DISK.replace("<disk ", "<dsik ")),
            "mismatched-end-tag",
        ),
        (domain("").replace("<name>", "<Name>"), "mismatched-end-tag"),
        (devices(&DISK.replace("'file'", "'file")), "unquoted-value"),
        (devices(&DISK.replace("'hda'", "hda")), "unquoted-value"),
        (devices(&DISK.replace("dev='hda'", "dev")), "missing-value"),
        (devices(&DISK.replace("dev='hda'", "dev=")), "missing-value"),
        (devices(&format!("{DISK}\n<di\n")), "unfinished-tag"),
        (devices(&format!("{DISK}\n<disk ty\n")), "unfinished-tag"),
        (devices(&format!("{DISK}\n<\n")), "unfinished-tag"),
        (devices(&format!("{DISK}</")), "unfinished-tag"),
        (
            domain("").replace("<name>a", "<name>a&b;"),
            "unknown-reference",
        ),
        (
            format!("<!DOCTYPE domain>{}", domain("")),
            "document-type-declaration",
        ),
    ];
    for (text, rule) in cases {
        let found: Vec<&str> = lint(&text).iter().map(|found| found.rule).collect();
        assert_eq!(found, [rule], "{text}");
    }
}

#[test]
fn a_text_that_says_nothing_has_one_finding_and_no_domain() {
    for text in ["", "   ", "<", "<!-- a -->", "abc", "</domain>"] {
        let found: Vec<&str> = lint(text).iter().map(|found| found.rule).collect();
        assert!(
            found.contains(&"missing-root") && found.len() <= 2,
            "{text}: {found:?}"
        );
        assert!(!parse(text).is_domain(), "{text}");
    }
    let found = lint(&"<a b".repeat(10_000));
    assert_eq!(found.first().map(|found| found.rule), Some("syntax-error"));
}

#[test]
fn the_vocabulary_says_what_can_stand_in_what() {
    assert_eq!(super::is_child(&["domain"], "devices"), Some(true));
    assert_eq!(super::is_child(&["devices"], "disk"), Some(true));
    assert_eq!(super::is_child(&["name"], "memory"), Some(false));
    assert_eq!(
        super::is_child(&["backingStore"], "backingStore"),
        Some(true)
    );
    assert_eq!(super::is_child(&["domain"], "vbox:machine"), None);
    // A `<source>` has an `<interface>` somewhere, but not in a disk.
    let disk = ["domain", "devices", "disk", "source"];
    assert_eq!(super::is_child(&["source"], "interface"), Some(true));
    assert_eq!(super::is_child(&disk, "interface"), Some(false));
}

#[test]
fn an_unclosed_element_on_one_line_ends_where_the_vocabulary_says() {
    let text =
        devices("<interface type='user'><mac address='52:54:00:00:00:01'/><sound model='ac97'/>");
    let found: Vec<&str> = lint(&text).iter().map(|found| found.rule).collect();
    assert_eq!(found, ["unclosed-element"]);
    assert_eq!(parse(&text).domain.devices.sounds.len(), 1);
}
