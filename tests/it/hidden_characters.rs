//! Characters that a terminal acts on, that turn text round or that nobody can see, in everything that a document, a file
//! or a configuration can name: none of them reaches a terminal or the log of a service that runs jobs as it is.
#![cfg(unix)]

use std::ffi::OsString;

use tests::program::Sandbox;

/// What no command may print.
const HIDDEN: &[char] = &[
    '\u{1b}',
    '\u{9b}',
    '\u{202e}',
    '\u{2066}',
    '\u{200b}',
    '\u{7}',
    '\u{e0041}',
    '\u{ad}',
];

/// In a document, where XML forbids control characters below the blank.
const NAME: &str = "m\u{9b}31m\u{202e}\u{2066}\u{200b}\u{e0041}\u{ad}&#x9b;::error::x";

/// As the name of a file.
const FILE: &str = "f\u{1b}[31m\u{7}\u{202e}\n::error::y.xml";

fn document(inner: &str) -> String {
    format!(
        "<domain type='vbox'><name>{NAME}</name><title>{NAME}</title><memory unit='MiB'>512</memory>\
         <features><pae/><acpi/><apic/></features>{inner}</domain>\n"
    )
}

const DEVICES: &str = "<devices><interface type='bridge'><source bridge='NAME'/></interface>\
     <filesystem><source dir='/NAME'/><target dir='share'/></filesystem></devices>";

#[test]
fn no_command_prints_them_in_any_format() {
    let ci = (OsString::from("CI"), OsString::from("true"));
    let sandbox = Sandbox::new().with_variables([ci]);
    let devices = DEVICES.replace("NAME", NAME);
    sandbox.write(FILE, document(&devices));
    sandbox.write("plain.xml", document(""));
    let faulty = format!(
        "<{0}/><clock offset='{0}' {0}='{0}'/>",
        NAME.replace("&#x9b;::", "")
    );
    let broken = format!("<devices><{0} a='{NAME}><b {NAME}></devices>", "\u{202e}x");
    sandbox.write("faulty.xml", document(&faulty));
    sandbox.write("broken.xml", document(&broken));
    let state = format!("test://{}", sandbox.path().join("state.json").display());
    let connect = ["-c", state.as_str()];
    let mut runs: Vec<Vec<&str>> = Vec::new();
    for file in [FILE, "faulty.xml", "broken.xml", "absent\u{202e}\n.xml"] {
        for format in [
            "full", "concise", "json", "sarif", "github", "gitlab", "junit",
        ] {
            runs.push(vec![
                "lint",
                "--select=exposure,D107,X001",
                "--format",
                format,
                file,
            ]);
            runs.push(vec!["lint", "--format", format, file]);
        }
        runs.push(vec!["lint", "--statistics", file]);
        runs.push(vec!["lint", "--diff", "--unsafe-fixes", file]);
        runs.push(vec!["lint", "--diff", "--add-ignore=\u{202e}why", file]);
        runs.push(vec!["fmt", "--diff", file]);
        runs.push(vec!["fmt", "--check", file]);
        runs.push(vec!["normalize", file]);
        runs.push(vec!["convert", "--to=json", file]);
        runs.push(vec!["convert", "--to=xml", file]);
        runs.push(vec!["diff", file, "plain.xml"]);
        runs.push(vec!["diff", "--format=json", "plain.xml", file]);
        runs.push([&connect[..], &["plan", file]].concat());
        runs.push([&connect[..], &["plan", "--format=json", file]].concat());
        runs.push([&connect[..], &["apply", "--yes", file]].concat());
    }
    for args in [
        &["list"][..],
        &["dump", "--all", "--out=."],
        &["dump", "\u{202e}nobody\n"],
        &["delete", "--yes", "\u{202e}nobody\n"],
        &["lint", "machine:\u{202e}nobody\n"],
    ] {
        runs.push([&connect[..], args].concat());
    }
    runs.push(vec!["explain", "\u{202e}rule\u{9b}"]);
    runs.push(vec!["lint", "--select=\u{202e}rule\u{9b}", "plain.xml"]);
    runs.push(vec!["-c", "vbox://\u{202e}\u{9b}/", "list"]);
    for args in &runs {
        let ran = sandbox.run(args);
        for (name, text) in [("stdout", &ran.stdout), ("stderr", &ran.stderr)] {
            let found = HIDDEN.iter().find(|hidden| text.contains(**hidden));
            assert_eq!(found, None, "{args:?} {name}: {text:?}");
            let commands = text.lines().filter(|line| line.starts_with("::error::"));
            assert_eq!(commands.count(), 0, "{args:?} {name}: {text}");
        }
        assert!(matches!(ran.status, 0..=2), "{args:?}: {}", ran.all());
    }
}

#[test]
fn a_configuration_is_shown_as_it_is_read_but_for_them() {
    for text in [
        "\u{202e}key = 1",
        "target = '\u{202e}\u{9b}'",
        "select = ['\u{202e}\u{9b}']",
        "[[policy]]\nname = '\u{202e}\\n::error::'\npath = 'memory'\noperator = '\u{9b}'",
        "[[policy]]\nname = '\u{202e}\u{9b}'\npath = 'devices/sound'\noperator = 'exists'\nmessage = '\u{202e}\u{9b}'",
        "[[policy]]\nname = '\u{202e}\u{9b}'\npath = 'memory'\noperator = 'equals'\nvalue = '\u{202e}\u{9b}'",
    ] {
        let sandbox = Sandbox::new();
        sandbox.write("boxwright.toml", text);
        sandbox.write("a.xml", document("").replace(NAME, "a"));
        for format in [
            "full", "concise", "json", "sarif", "github", "gitlab", "junit",
        ] {
            let ran = sandbox.run(&["lint", "a.xml", "--format", format]);
            let all = ran.all();
            assert!(!all.contains(HIDDEN), "{text} {format}: {all:?}");
            assert!(!all.contains("\n::error::"), "{text} {format}: {all:?}");
            assert_ne!(ran.status, 0, "{text} {format}: {all}");
        }
    }
}
