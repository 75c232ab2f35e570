//! Names of machines that could lead out of the folder of machines, or that a file system does not take.

use std::path::PathBuf;

use expect_test::expect;
use tests::desk::{Desk, document};
use tests::files;
use tests::program::Ran;

/// Applies a document of a machine with that name.
fn apply(desk: &Desk, name: &str) -> Ran {
    let name = name.replace('\n', "&#10;").replace('\t', "&#9;");
    let xml = document("64", "first", "sdl")
        .replace("<uuid>0f7ee0e6-7b21-4b5a-8a3c-51d0a8a30d5e</uuid>", "")
        .replace("<name>m<", &format!("<name>{name}<"));
    desk.sandbox
        .write("named.xml", desk.lab.with_host_files(&xml));
    desk.run(&["apply", "--yes", "named.xml"])
}

/// The files in the lab but for VirtualBox's own, and for the machine in `but`.
fn others(desk: &Desk, but: &str) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = files::digests(desk.lab.folder()).into_keys().collect();
    let machine = desk.lab.machines().join(but);
    all.retain(|path| {
        !path.starts_with("home")
            && (but.is_empty() || !desk.lab.folder().join(path).starts_with(&machine))
    });
    all
}

/// Where the settings of a machine are, from the folder of machines.
fn place(desk: &Desk, uuid: &str) -> PathBuf {
    let settings = desk.lab.settings_file(uuid);
    let inside = settings.strip_prefix(desk.lab.machines());
    assert!(inside.is_ok(), "{} is outside", settings.display());
    inside.unwrap().to_owned()
}

#[test]
fn names_that_are_no_file_names() {
    let Some(desk) = Desk::new() else { return };
    // The images stay known to VirtualBox, so that its lists are the same all the time.
    let kept = apply(&desk, "kept");
    kept.expect_status(0);
    let before = desk.lab.state();
    let there = others(&desk, "");
    let long = "x".repeat(300);
    let names = [
        "a/b",
        "/etc/m",
        "../m",
        "..",
        ".",
        ".m",
        "m.",
        " m",
        "a\nb",
        "a\tb",
        "a\\b",
        "a:b*c?",
        "müller",
        "機械",
        "💾 disk",
        "e\u{301}",
        "\u{202e}m",
        "-m",
        "%n",
        "CON",
        &long,
    ];
    let mut report = String::new();
    for name in names {
        let ran = apply(&desk, name);
        if ran.status != 0 {
            let complaint = desk.complaint(&ran).replace(&long, "LONG");
            let name = name.replace(&long, "LONG");
            report.push_str(&format!("{name:?}: {complaint}"));
            continue;
        }
        let uuid = ran.stdout.split(['(', ')']).nth(1).unwrap();
        let place = place(&desk, uuid);
        let shown = format!("{place:?}");
        report.push_str(&format!("{name:?}: {}\n", shown.trim_matches('"')));
        let folder = place.parent().unwrap().to_str().unwrap();
        assert_eq!(others(&desk, folder), there, "{name:?}");
        let dump = desk.run(&["dump", uuid]).expect_status(0);
        desk.sandbox.write("dump.xml", &dump.stdout);
        let again = desk.run(&["apply", "--yes", "dump.xml"]).expect_status(0);
        assert!(
            again.stdout.ends_with("applied: 0 changed, 1 unchanged\n"),
            "{}",
            again.all()
        );
        desk.run(&["delete", "--yes", uuid]).expect_status(0);
        assert_eq!(others(&desk, ""), there, "{name:?}");
    }
    assert_eq!(desk.lab.state(), before);
    expect![[r#"
        "a/b": a_b/a_b.vbox
        "/etc/m": _etc_m/_etc_m.vbox
        "../m": _._m/_._m.vbox
        "..": __/__.vbox
        ".": _/_.vbox
        ".m": _m/_m.vbox
        "m.": m_/m_.vbox
        " m": _m/_m.vbox
        "a\nb": exit 1
        error[empty-name]: the name has more than one line
         --> named.xml:2:9
          |
        2 |   <name>a&#10;b</name>
          |         ^^^^^^^
          |
          = note: write it on one line

        error: `named.xml` has an error
        "a\tb": a_b/a_b.vbox
        "a\\b": a_b/a_b.vbox
        "a:b*c?": a_b_c_/a_b_c_.vbox
        "müller": müller/müller.vbox
        "機械": 機械/機械.vbox
        "💾 disk": ____ disk/____ disk.vbox
        "e\u{301}": e\u{301}/e\u{301}.vbox
        "\u{202e}m": \u{202e}m/\u{202e}m.vbox
        "-m": _m/_m.vbox
        "%n": _n/_n.vbox
        "CON": CON/CON.vbox
        "LONG": exit 1
        error: `named.xml`: line 2 (/domain/name): LONG: IVirtualBox.createMachine: Invalid machine settings file name 'MACHINES/LONG/LONG.vbox' (VERR_FILENAME_TOO_LONG) (MachineWrap, VBOX_E_FILE_ERROR); everything is as it was before
    "#]].assert_eq(&report);
}
