//! `boxwright lint` with a `boxwright.toml`.

use expect_test::{Expect, expect};
use tests::program::Sandbox;

/// A domain with two errors, and a device that old releases do not have.
const FAULTY: &str = "<domain type='vbox' lean='1'>
  <name>a</name>
  <memory unit='MiB'>512</memory>
  <features><pae/><acpi/><apic/></features>
  <on_crush>preserve</on_crush>
  <devices>
    <interface type='user'><model type='virtio'/></interface>
  </devices>
</domain>
";

#[track_caller]
fn check(config: &str, args: &[&str], expected: &Expect) {
    let sandbox = Sandbox::new();
    sandbox.write("boxwright.toml", config);
    sandbox.write("vms/a.xml", FAULTY);
    sandbox.write("vms/old/b.xml", FAULTY);
    let args: Vec<&str> = [&["lint", "--format=concise", "."], args].concat();
    let folder = format!("{}/", sandbox.path().display());
    expected.assert_eq(&sandbox.run(&args).all().replace(&folder, ""));
}

#[test]
fn a_project_chooses_rules_and_a_release() {
    check(
        "target = '3.0'\nignore = ['unknown-attribute']\n",
        &[],
        &expect![[r#"
            exit 1
            --- stdout
            vms/a.xml:1:1: warning[setting-newer-than-target] VirtualBox 3.0 gets no machines from Boxwright
            vms/a.xml:5:4: error[unknown-element] unknown element `<on_crush>` in `<domain>`
            vms/a.xml:7:41: error[device-newer-than-target] VirtualBox 3.0 has no interface model `virtio`
            vms/old/b.xml:1:1: warning[setting-newer-than-target] VirtualBox 3.0 gets no machines from Boxwright
            vms/old/b.xml:5:4: error[unknown-element] unknown element `<on_crush>` in `<domain>`
            vms/old/b.xml:7:41: error[device-newer-than-target] VirtualBox 3.0 has no interface model `virtio`
        "#]],
    );
    check(
        "select = ['D107']\n",
        &[],
        &expect![[r#"
            exit 1
            --- stdout
            vms/a.xml:5:4: error[unknown-element] unknown element `<on_crush>` in `<domain>`
            vms/old/b.xml:5:4: error[unknown-element] unknown element `<on_crush>` in `<domain>`
        "#]],
    );
}

#[test]
fn severities_and_single_files_are_chosen() {
    check(
        "[severity]\nunknown-element = 'warning'\nunknown-attribute = 'note'\n\
         [per-file-ignores]\n'vms/old/**' = ['unknown-element']\n",
        &[],
        &expect![[r#"
            exit 0
            --- stdout
            vms/a.xml:1:21: note[unknown-attribute] unknown attribute `lean` of `<domain>`
            vms/a.xml:5:4: warning[unknown-element] unknown element `<on_crush>` in `<domain>`
            vms/old/b.xml:1:21: note[unknown-attribute] unknown attribute `lean` of `<domain>`
        "#]],
    );
}

#[test]
fn the_command_line_has_the_last_word() {
    let config = "target = '3.0'\nselect = ['unknown-element']\nignore = ['D107']\n";
    check(
        config,
        &["--target=7.2"],
        &expect![[r#"
        exit 0
    "#]],
    );
    check(
        config,
        &["--select=device-newer-than-target"],
        &expect![[r#"
            exit 1
            --- stdout
            vms/a.xml:7:41: error[device-newer-than-target] VirtualBox 3.0 has no interface model `virtio`
            vms/old/b.xml:7:41: error[device-newer-than-target] VirtualBox 3.0 has no interface model `virtio`
        "#]],
    );
}

#[test]
fn the_nearest_configuration_counts() {
    let sandbox = Sandbox::new();
    sandbox.write("boxwright.toml", "ignore = ['unknown-attribute']");
    sandbox.write("vms/boxwright.toml", "ignore = ['unknown-element']");
    sandbox.write("a.xml", FAULTY);
    sandbox.write("vms/old/b.xml", FAULTY);
    expect![[r#"
        exit 1
        --- stdout
        a.xml:5:4: error[unknown-element] unknown element `<on_crush>` in `<domain>`
        vms/old/b.xml:1:21: error[unknown-attribute] unknown attribute `lean` of `<domain>`
    "#]]
    .assert_eq(&sandbox.run(&["lint", "--format=concise", "."]).all());
    // Standard input belongs where its name says.
    let args = [
        "lint",
        "--format=concise",
        "--stdin-filename=vms/c.xml",
        "-",
    ];
    expect![[r#"
        exit 1
        --- stdout
        vms/c.xml:1:21: error[unknown-attribute] unknown attribute `lean` of `<domain>`
    "#]]
    .assert_eq(&sandbox.run_with(&args, FAULTY).all());
}

#[test]
fn everything_wrong_with_a_configuration_is_said() {
    check(
        "taget = '7.2'\nselect = ['unknwon-element', 7]\nignore = 'D107'\n\
         [severity]\nD107 = 'eror'\nnone = 'note'\n[other]\n",
        &[],
        &expect![[r#"
            exit 2
            --- stderr
            error: boxwright.toml:1:1: unknown key `taget`; did you mean `target`?
            boxwright.toml:2:11: there is no rule `unknwon-element`; did you mean `unknown-element`?
            boxwright.toml:2:30: this has to be a text in quotes
            boxwright.toml:3:10: this has to be a list of rules
            boxwright.toml:5:8: unknown severity `eror`; did you mean `error`?
            boxwright.toml:6:1: there is no rule `none`; `boxwright rules` lists them
            boxwright.toml:7:2: unknown key `other`; there are `extends`, `hosts`, `ignore`, `instance`, `packs`, `per-file-ignores`, `policy`, `select`, `severity`, `target`
              help: `boxwright schema --config` describes this file
        "#]],
    );
    check(
        "target = '5.7'\n",
        &[],
        &expect![[r#"
        exit 2
        --- stderr
        error: boxwright.toml:1:10: there is no VirtualBox 5.7 that is known: 2.2, 3.0, 3.1, 3.2, 4.0, 4.1, 4.2, 4.3, 5.0, 5.1, 5.2, 6.0, 6.1, 7.0, 7.1, 7.2
          help: `boxwright schema --config` describes this file
    "#]],
    );
    check(
        "# newer than all\ntarget = '9.9'\nselect = ['D107']\n",
        &[],
        &expect![[r#"
            exit 1
            --- stdout
            vms/a.xml:5:4: error[unknown-element] unknown element `<on_crush>` in `<domain>`
            vms/old/b.xml:5:4: error[unknown-element] unknown element `<on_crush>` in `<domain>`
            --- stderr
            warning: boxwright.toml:2:10: VirtualBox 9.9 is not known here: what 7.2, the newest that is, can do is taken for what it can
        "#]],
    );
    check(
        "ignore = [\n",
        &[],
        &expect![[r#"
        exit 2
        --- stderr
        error: boxwright.toml:1:11: unclosed array, expected `]`
          help: `boxwright schema --config` describes this file
    "#]],
    );
}

#[test]
fn the_schema_of_the_configuration_is_printed() {
    let ran = Sandbox::new().run(&["schema", "--config"]).expect_status(0);
    let schema: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let rules = schema["$defs"]["rule"]["enum"].as_array().unwrap();
    for rule in ["unknown-element", "D107"] {
        assert!(rules.iter().any(|known| known == rule), "{rule}");
    }
}

#[test]
fn a_root_in_other_letters_is_no_other_document() {
    let sandbox = Sandbox::new();
    sandbox.write("a.xml", "<Domain type='vbox'><Name>a</Name></Domain>\n");
    sandbox.write("n.xml", "<network/>\n");
    expect![[r#"
        exit 1
        --- stdout
        a.xml:1:2: error[root-not-domain] the document is a `<Domain>`, not a `<domain>`
        a.xml:1:22: error[missing-element] `<Domain>` has no `<name>`
    "#]]
    .assert_eq(&sandbox.run(&["lint", "--format=concise", "."]).all());
}
