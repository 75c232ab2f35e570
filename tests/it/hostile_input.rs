//! Documents that nobody wrote by hand: as large, deep, long and wrong as files can be. Every command that reads one ends
//! with a word about it, within a limit of memory.

use tests::program::{Ran, Sandbox};

/// The most address space that the program gets, in KiB: what Linux counts of a debug build with its libraries, its
/// threads' stacks and a text of the largest size, and not what such a text could be made to grow to.
const ROOM: &str = "1500000";

const START: &str = "<domain type='vbox'><name>a</name><memory>65536</memory>";

/// A document, and what is said about it.
struct Hostile {
    name: &'static str,
    text: String,
    said: &'static str,
}

fn hostile() -> Vec<Hostile> {
    let large = "bytes, more than 33554432";
    let one = |name, text, said| Hostile { name, text, said };
    let many = |count: usize, piece: &dyn Fn(usize) -> String| {
        (0..count).map(piece).collect::<Vec<_>>().concat()
    };
    let attributes = many(1_000_000, &|at| format!(" a{at}=''"));
    let namespaces = many(300_000, &|at| format!("<a xmlns:n{at}='u'/>"));
    let entities = many(10, &|at| {
        let inside = format!("&e{at};").repeat(10);
        format!("<!ENTITY e{} '{inside}'>", at + 1)
    });
    vec![
        one(
            "large",
            format!("{START}<!--{}--></domain>", " ".repeat((64 << 20) - 100)),
            large,
        ),
        one(
            "larger",
            format!("{START}<!--{}--></domain>", " ".repeat(64 << 20)),
            "it has more than 64 MiB",
        ),
        one(
            "nested",
            format!(
                "{START}{}{}</domain>",
                "<a>".repeat(1_000_000),
                "</a>".repeat(1_000_000)
            ),
            "elements are nested deeper than 256",
        ),
        one(
            "unclosed",
            format!("{START}{}", "<a>".repeat(1_000_000)),
            "elements are nested deeper than 256",
        ),
        one(
            "attributes",
            format!("{START}<clock{attributes}/></domain>"),
            "an element has more than 1024 attributes",
        ),
        one(
            "namespaces",
            format!("{START}{namespaces}</domain>"),
            "more than 4096 namespaces are declared",
        ),
        one(
            "elements",
            format!("{START}{}</domain>", "<a/>".repeat(1_100_000)),
            "the document has more than 1048576 elements and texts",
        ),
        one(
            "entities",
            format!(
                "<!DOCTYPE a [<!ENTITY e0 'lol'>{entities}]>{START}<title>&e10;</title></domain>"
            ),
            "a document type declaration is not read",
        ),
        one(
            "external",
            format!(
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>{START}<title>&e;</title></domain>"
            ),
            "a document type declaration is not read",
        ),
        one(
            "name",
            format!("{START}<{}/></domain>", "n".repeat(1 << 20)),
            "unknown element `<nnn",
        ),
        one(
            "value",
            format!(
                "{START}<clock offset='{}'/></domain>",
                "utc".repeat(1 << 20)
            ),
            "is no value of `offset`",
        ),
        one(
            "faults",
            format!("{START}{}</domain>", "<a/>".repeat(30_000)),
            "only 10000 findings are shown of this document",
        ),
        one(
            "broken",
            format!("{START}{}</domain>", "<a & b='c</a>".repeat(30_000)),
            "too much is wrong with the text to read it",
        ),
    ]
}

/// Runs the program where it has only so much memory, as far as that can be had here.
fn run(sandbox: &Sandbox, args: &[&str]) -> Ran {
    if !cfg!(target_os = "linux") {
        return sandbox.run(args);
    }
    let program = sandbox.command(args);
    let mut shell = std::process::Command::new("/bin/sh");
    shell
        .args(["-c", "ulimit -v \"$0\" && exec \"$@\"", ROOM])
        .arg(program.get_program())
        .args(program.get_args())
        .current_dir(sandbox.path())
        .env_clear()
        .stdin(std::process::Stdio::null());
    Ran::from(shell.output().unwrap())
}

#[test]
fn every_command_that_reads_says_what_is_wrong_and_ends() {
    let sandbox = Sandbox::new();
    sandbox.write("good.xml", format!("{START}</domain>"));
    for Hostile { name, text, said } in hostile() {
        sandbox.write("a.xml", text);
        // Formatting needs no meaning, so only what cannot be read stops it.
        let is_readable = matches!(name, "name" | "value" | "faults");
        for args in [
            &["lint", "--format=concise", "a.xml"][..],
            &["lint", "a.xml"],
            &["lint", "--format=json", "a.xml"],
            &["normalize", "a.xml"],
            &["convert", "a.xml", "--to=json"],
            &["diff", "good.xml", "a.xml"],
            &["plan", "-c", "test:///default", "a.xml"],
            &["fmt", "--check", "a.xml"],
            &["fmt", "--diff", "a.xml"],
        ] {
            let ran = run(&sandbox, args);
            let all = format!("{}{}", ran.stdout, ran.stderr);
            let short: String = all.chars().take(2000).collect();
            assert!(
                matches!(ran.status, 1 | 2),
                "{name} {args:?}: {} {short}",
                ran.status
            );
            if args.first() != Some(&"fmt") {
                assert!(all.contains(said), "{name} {args:?}: {short}");
            } else if !is_readable && name != "larger" {
                assert!(
                    all.contains("cannot be read as XML"),
                    "{name} {args:?}: {short}"
                );
            }
        }
    }
}

#[test]
fn a_line_as_long_as_a_document_is_not_printed() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "a.xml",
        format!("{START}{}</domain>", "<tilt/>".repeat(9_000)),
    );
    for format in [
        "full", "github", "json", "sarif", "gitlab", "junit", "concise",
    ] {
        let ran = run(&sandbox, &["lint", "a.xml", "--format", format]).expect_status(1);
        assert!(ran.stdout.len() < 9_000 * 1000, "{format}");
    }
}

#[test]
fn a_configuration_is_limited_as_well() {
    let sandbox = Sandbox::new();
    sandbox.write("a.xml", format!("{START}</domain>"));
    for (text, said) in [
        (
            format!("#{}", " ".repeat(64 << 20)),
            "it has more than 1 MiB",
        ),
        (
            format!("select = {}", "[".repeat(100_000)),
            "boxwright.toml:1:",
        ),
        (
            "[[policy]]\n".repeat(10_000),
            "a policy has to have a `name`",
        ),
        (
            format!("a{} = 1", ".a".repeat(100_000)),
            "boxwright.toml:1:",
        ),
    ] {
        sandbox.write("boxwright.toml", &text);
        let ran = run(&sandbox, &["lint", "a.xml"]);
        let short: String = ran.stderr.chars().take(500).collect();
        assert_eq!(ran.status, 2, "{short}");
        assert!(ran.stderr.contains(said), "{short}");
    }
}
