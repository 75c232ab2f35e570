//! `boxwright fmt`, run as a program.

use tests::program::Sandbox;

const MESSY: &str = "<domain type='vbox'><name>a</name>\n<!-- kept -->\n\n\n<memory  unit='KiB'>1024</memory></domain>";
const NEAT: &str = "<domain type='vbox'>\n  <name>a</name>\n  <!-- kept -->\n\n  <memory unit='KiB'>1024</memory>\n</domain>\n";

#[test]
fn files_are_formatted_in_place_and_once_is_enough() {
    let sandbox = Sandbox::new();
    sandbox.write("vms/a.xml", MESSY);
    sandbox.write("vms/network.xml", "<network><name>n</name></network>");
    let ran = sandbox.run(&["fmt"]).expect_status(0);
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", ""));
    assert_eq!(sandbox.read("vms/a.xml"), NEAT);
    assert_eq!(
        sandbox.read("vms/network.xml"),
        "<network><name>n</name></network>"
    );
    sandbox.run(&["fmt", "--check", "vms"]).expect_status(0);
}

#[test]
fn check_and_diff_change_nothing_and_say_what_would_change() {
    let sandbox = Sandbox::new();
    sandbox.write("a.xml", MESSY);
    sandbox.write("b.xml", NEAT);
    let ran = sandbox
        .run(&["fmt", "--check", "a.xml", "b.xml"])
        .expect_status(1);
    assert_eq!(ran.stdout, "a.xml\n");
    let ran = sandbox
        .run(&["fmt", "--diff", "a.xml", "b.xml"])
        .expect_status(1);
    assert!(
        ran.stdout.contains("+  <memory unit='KiB'>1024</memory>"),
        "{}",
        ran.stdout
    );
    assert!(!ran.stdout.contains("b.xml"), "{}", ran.stdout);
    assert_eq!(sandbox.read("a.xml"), MESSY);
}

#[test]
fn standard_input_is_printed_formatted() {
    let ran = Sandbox::new()
        .run_with(&["fmt", "-"], MESSY)
        .expect_status(0);
    assert_eq!(ran.stdout, NEAT);
}

#[test]
fn what_is_not_well_formed_is_left_alone_and_said() {
    let sandbox = Sandbox::new();
    sandbox.write("a.xml", "<domain>");
    let ran = sandbox.run(&["fmt", "a.xml"]).expect_status(2);
    assert!(
        ran.stderr.contains("`a.xml` cannot be read as XML"),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr.contains("boxwright lint a.xml"),
        "{}",
        ran.stderr
    );
    assert_eq!(sandbox.read("a.xml"), "<domain>");
}

#[test]
fn advice_names_what_a_command_line_calls_it() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run_with(&["fmt", "-"], "<a").expect_status(2);
    assert!(
        ran.stderr.contains("run `boxwright lint -`"),
        "{}",
        ran.stderr
    );
    sandbox.write(
        "boxwright.toml",
        "[[instance]]\nbase = 'a.xml'\ncount = 2\n",
    );
    sandbox.write("a.xml", NEAT);
    for command in [
        &["fmt", "boxwright.toml"][..],
        &["normalize", "boxwright.toml"],
        &["convert", "--to", "json", "boxwright.toml"],
        &["diff", "boxwright.toml", "a.xml"],
    ] {
        let ran = sandbox.run(command).expect_status(2);
        assert_eq!(
            ran.stderr,
            "error: `boxwright.toml` is the file of a project, and no document\n  help: `boxwright lint`, `plan` and \
             `apply` take it for the machines that it makes; name a document here\n",
            "{command:?}"
        );
    }
}
