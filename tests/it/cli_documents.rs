//! `boxwright normalize`, `convert`, `schema`, `rules` and `explain`, as a user runs them.

use expect_test::expect;
use tests::program::Sandbox;
use tests::tree;

fn documented() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("a.xml", tree::example("documented-2009.xml"));
    sandbox
}

#[test]
fn the_normal_form_of_the_normal_form_is_the_same_and_has_nothing_to_note() {
    let sandbox = documented();
    let first = sandbox.run(&["normalize", "a.xml"]).expect_status(0).stdout;
    let second = sandbox
        .run_with(&["normalize", "-"], &first)
        .expect_status(0);
    assert_eq!(second.stdout, first);
    assert_eq!(second.stderr, "");
}

#[test]
fn what_normalization_changes_is_said_on_standard_error() {
    let ran = documented().run(&["normalize", "a.xml"]).expect_status(0);
    assert!(ran.stdout.starts_with("<domain type='vbox'>"));
    assert!(
        ran.stderr.contains("note[memory-not-whole-mib]"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("--> a.xml:"), "{}", ran.stderr);
}

#[test]
fn an_error_stops_and_is_shown_in_full() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "a.xml",
        "<domain type='vbox'>\n  <name>a</name>\n  <memory>much</memory>\n</domain>\n",
    );
    expect![[r#"
        exit 1
        --- stderr
        note[feature-absent]: `pae`, `acpi`, `apic` are switched off, since the document does not name them
         --> a.xml:1:1
          |
        1 | <domain type='vbox'>
          | ^^^^^^^^^^^^^^^^^^^^
          |
          = note: a guest without ACPI cannot be shut down by a button; name in `<features>` what shall be on

        error[invalid-value]: `much` is no value of `memory`
         --> a.xml:3:11
          |
        3 |   <memory>much</memory>
          |           ^^^^
          |
          = note: it has to be a whole number below 2^64, digits only

        error: `a.xml` has an error
    "#]].assert_eq(&sandbox.run(&["normalize", "a.xml"]).all());
    expect![[r#"
        exit 1
        --- stderr
        error[invalid-value]: `much` is no value of `memory`
         --> a.xml:3:11
          |
        3 |   <memory>much</memory>
          |           ^^^^
          |
          = note: it has to be a whole number below 2^64, digits only

        error: `a.xml` has an error
    "#]]
    .assert_eq(&sandbox.run(&["convert", "--to=json", "a.xml"]).all());
}

#[test]
fn json_and_back_keeps_the_domain_and_says_what_is_lost() {
    let sandbox = documented();
    let json = sandbox
        .run(&["convert", "--to", "json", "a.xml"])
        .expect_status(0);
    assert!(
        json.stderr.contains("warning: `a.xml` has comments"),
        "{}",
        json.stderr
    );
    sandbox.write("a.json", &json.stdout);
    let again = sandbox
        .run(&["convert", "--to", "json", "a.json"])
        .expect_status(0);
    assert_eq!((again.stdout, again.stderr.as_str()), (json.stdout, ""));

    let xml = sandbox
        .run(&["convert", "--to", "xml", "a.json"])
        .expect_status(0)
        .stdout;
    sandbox.write("b.xml", xml);
    let normal = |file| sandbox.run(&["normalize", file]).expect_status(0).stdout;
    assert_eq!(normal("b.xml"), normal("a.xml"));
    assert_eq!(normal("a.json"), normal("a.xml"));
}

#[test]
fn json_of_another_form_is_refused() {
    let sandbox = Sandbox::new();
    sandbox.write("a.json", r#"{"version": 1, "domain": {"nam": "a"}}"#);
    sandbox.write("b.json", r#"{"version": 2, "domain": {}}"#);
    expect![[r#"
        exit 1
        --- stderr
        error: `a.json:1:31` is not the JSON form of a domain: unknown field `nam`, expected one of `type`, `name`, `uuid`, `title`, `description`, `metadata`, `memory`, `currentMemory`, `vcpu`, `cputune`, `sysinfo`, `os`, `features`, `cpu`, `clock`, `devices`
          help: `boxwright schema` prints the JSON Schema of that form
    "#]].assert_eq(&sandbox.run(&["normalize", "a.json"]).all());
    expect![[r#"
        exit 1
        --- stderr
        error: `b.json` is not the JSON form of a domain: the document has version 2; this program reads version 1
          help: `boxwright schema` prints the JSON Schema of that form
    "#]].assert_eq(&sandbox.run(&["convert", "--to=xml", "b.json"]).all());
}

#[test]
fn the_schema_is_one_json_document() {
    let schema = Sandbox::new().run(&["schema"]).expect_status(0).stdout;
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    assert_eq!(schema["properties"]["version"]["const"], 1);
}

#[test]
fn every_rule_that_is_listed_is_explained() {
    let sandbox = Sandbox::new();
    let listed = sandbox
        .run(&["rules", "--format=json"])
        .expect_status(0)
        .stdout;
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    let rules = listed["rules"].as_array().unwrap();
    let text = sandbox.run(&["rules"]).expect_status(0).stdout;
    assert_eq!(text.lines().count(), rules.len());
    for rule in [&rules[0], &rules[rules.len() - 1]] {
        for name in [&rule["rule"], &rule["alias"]] {
            let page = sandbox
                .run(&["explain", name.as_str().unwrap()])
                .expect_status(0)
                .stdout;
            assert!(page.contains("## What it does\n"), "{page}");
        }
    }
    expect![[r#"
        exit 2
        --- stderr
        error: there is no rule and no error `nonsense`
          help: `boxwright rules` lists the rules, `boxwright explain` alone the errors of `plan`, `apply` and `import`
    "#]]
    .assert_eq(&sandbox.run(&["explain", "nonsense"]).all());
    let ran = sandbox.run(&["explain", "missing-secre"]).expect_status(2);
    assert!(
        ran.stderr.contains("did you mean `missing-secret`?"),
        "{}",
        ran.stderr
    );
}

#[test]
fn the_help_names_every_command() {
    expect![[r#"
        exit 0
        --- stdout
        Lints libvirt domain XML, and plans and applies it to VirtualBox

        Usage: boxwright [OPTIONS] <COMMAND>

        Commands:
          lint         Reports what is wrong with domain documents, where, why, and what to do
          fmt          Formats documents: one element a line, two blanks a level; comments stay
          normalize    Prints the canonical form of a document: defaults filled in, everything in a fixed
                       form and order
          convert      Prints the same domain in another form; what is read (XML, JSON, `.vbox`, `.ovf`)
                       shows in the content
          import       Makes a domain document of VirtualBox's settings of a machine, or of an OVF
                       descriptor
          export       Writes the file in which a program that runs machines would keep the machine of a
                       document
          retarget     Makes a document of KVM, QEMU, Xen, VMware or Hyper-V one for VirtualBox
          schema       Prints the JSON Schema of the JSON form of a domain, for editors and validators
          lsp          The language server, on standard input and output: an editor starts it
          diff         Shows what two documents, or a document and a machine, differ in, path by path
          edit         Edits a document or a machine in the browser: form, picture and XML side by side, and
                       a plan against the connection, applied at a button
          plan         Shows what `apply` would do, and changes nothing
          apply        Makes VirtualBox have the machines that documents describe: new ones, or changed in
                       place
          dump         Prints a machine as a canonical document, or writes all machines into a folder
          adopt        Writes machines that others made as documents, one file each, and marks the machines
                       as adopted
          list         Lists the machines that there are, with their UUIDs and states
          delete       Takes a machine off VirtualBox's list and deletes its settings file; disk files are
                       never deleted
          doctor       Tells which VirtualBox was found where, and what will not work and why
          rules        Lists the rules of the linter; `explain` prints the page of one
          explain      Prints the pages of rules and of errors: what each says, why, and what to do
          completions  Prints what makes a shell complete commands and options
          man          Prints the manual page, or writes one for each command into a folder
          help         Print this message or the help of the given subcommand(s)

        Options:
          -c, --connect <URI>
                  Which VirtualBox: `vbox:///session`, `vbox:///system`, `test:///default` or
                  `test:///absolute/path.json`.

                  Without it `BOXWRIGHT_URI` is used, then `LIBVIRT_DEFAULT_URI` where its scheme is `vbox`,
                  then `vbox:///session`.

              --host <NAME>
                  Which of the `[hosts]` of `boxwright.toml` machines are on; the one with this computer's
                  name without it

              --color <WHEN>
                  When to use colours; `auto` is on a terminal, unless `NO_COLOR` is set

                  Possible values:
                  - auto:   On a terminal, unless `NO_COLOR` is set
                  - always: Always
                  - never:  Never

                  [default: auto]

          -h, --help
                  Print help (see a summary with '-h')

          -V, --version
                  Print version
    "#]].assert_eq(&Sandbox::new().run(&["--help"]).all());
}

#[test]
fn an_unknown_connection_is_a_usage_error_without_its_password() {
    let sandbox = Sandbox::new();
    expect![[r#"
        exit 2
        --- stderr
        error: the connection URI `vbox+https://me:***@host/` asks for the transport `https`, which is not available in this version; run boxwright on the host of the machines with `vbox:///session`
    "#]].assert_eq(
        &sandbox
            .run(&["doctor", "-c", "vbox+https://me:secret@host/"])
            .all(),
    );
    expect![[r#"
        exit 2
        --- stderr
        error: the connection URI `qemu:///system` is for `qemu`, but only `vbox` and `test` are driven; try `vbox:///session`, or `test:///default` for the simulated VirtualBox
    "#]].assert_eq(&sandbox.run(&["-c", "qemu:///system", "doctor"]).all());
}

#[test]
fn doctor_says_where_it_looked() {
    let sandbox = Sandbox::new();
    let output = sandbox
        .command(&["doctor"])
        .env("VBOX_APP_HOME", "/nowhere")
        .output()
        .unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{stdout}");
    assert!(
        stdout.contains("error    VirtualBox: no VirtualBox was found\n"),
        "{stdout}"
    );
    assert!(stdout.contains("looked in /nowhere: "), "{stdout}");
}
