//! What people run into who try the program without knowing it: each slip is said at its place, with what was meant.

use expect_test::{Expect, expect};
use tests::program::Sandbox;

const DOCUMENT: &str = "<domain type='vbox'>\n  <name>web</name>\n  <memory unit='MiB'>64</memory>\n  <os>\n    <type arch='x86_64'>hvm</type>\n  </os>\n  \
     <features><pae/><acpi/><apic/></features>\n</domain>\n";

#[track_caller]
fn check(sandbox: &Sandbox, args: &[&str], expected: &Expect) {
    expected.assert_eq(&sandbox.run(args).all());
}

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("web.xml", DOCUMENT);
    sandbox
}

#[test]
fn what_is_wrong_with_an_instance_is_said_at_its_line() {
    let sandbox = sandbox();
    let lint = |text: &str, expected: &Expect| {
        sandbox.write("boxwright.toml", text);
        check(&sandbox, &["lint", "boxwright.toml"], expected);
    };
    lint(
        "[[instance]]\nbase = \"web.xml\"\nnames = [\"\", \"a/b\", \"c\"]\n",
        &expect![[r#"
            exit 2
            --- stderr
            error: boxwright.toml:3:10: a machine has to have a name
            boxwright.toml:3:14: `a/b` has a `/`, which no name of a machine can have
              help: `boxwright schema --config` describes this file
        "#]],
    );
    lint(
        "[[instance]]\nbase = \"absent.xml\"\ncount = 2\n",
        &expect![[r#"
            exit 2
            --- stderr
            error: boxwright.toml:2:8: cannot read `absent.xml`: No such file or directory (os error 2)
        "#]],
    );
    lint(
        "[[instance]]\nbase = \"web.xml\"\ncount = 2\n[instance.set]\nmemmory = 3\n\"devices/disk[0]/target/@buss\" = \"sata\"\n",
        &expect![[r#"
            exit 2
            --- stderr
            error: boxwright.toml:5:1: there is no `<memmory>` in `<domain>`; did you mean `memory`?
            boxwright.toml:6:1: `<target>` has no `buss`; did you mean `bus`?
              help: `boxwright schema --config` describes this file
        "#]],
    );
    lint(
        "select = [\"duplicate-target-dev\"]\n",
        &expect![[r#"
            exit 0
            --- stderr
            note: `boxwright.toml` has no fault, and makes no machines that could be checked: name the documents that it is for
        "#]],
    );
}

#[test]
fn a_release_that_nobody_knows_is_named() {
    check(
        &sandbox(),
        &[
            "lint",
            "--target",
            "9.9",
            "--select",
            "duplicate-target-dev",
            "web.xml",
        ],
        &expect![[r#"
            exit 0
            --- stderr
            warning: VirtualBox 9.9 is not known here: what 7.2, the newest that is, can do is taken for what it can
        "#]],
    );
}

#[test]
fn a_patch_goes_with_places_of_the_text_on_disk() {
    let sandbox = sandbox();
    let text = DOCUMENT.replace(
        "  <memory",
        "  <uuid>not</uuid>\n  <vcpu>1</vcpu>\n  <vcpu>1</vcpu>\n  <memory",
    );
    sandbox.write("web.xml", text.replace("64<", "64k<"));
    check(
        &sandbox,
        &["lint", "--diff", "web.xml"],
        &expect![[r#"
            exit 1
            --- stdout
            --- web.xml
            +++ web.xml
            @@ -2,7 +2,6 @@
               <name>web</name>
               <uuid>not</uuid>
               <vcpu>1</vcpu>
            -  <vcpu>1</vcpu>
               <memory unit='MiB'>64k</memory>
               <os>
                 <type arch='x86_64'>hvm</type>
            --- stderr
            error[invalid-value]: `not` is no value of `uuid`
             --> web.xml:3:9
              |
            3 |   <uuid>not</uuid>
              |         ^^^
              |
              = note: it has to be 32 hexadecimal digits, with or without hyphens

            error[invalid-value]: `64k` is no value of `memory`
             --> web.xml:6:22
              |
            6 |   <memory unit='MiB'>64k</memory>
              |                      ^^^
              |
              = note: did you mean `<memory unit='k'>64`?
              = note: it has to be a whole number below 2^64, digits only
            help: write `<memory unit='k'>64` (may change what the document means)
              |
            6 -   <memory unit='MiB'>64k</memory>
            6 +   <memory unit='k'>64</memory>
              |

        "#]],
    );
}

#[test]
fn a_saved_plan_says_where_it_is() {
    let sandbox = sandbox();
    let plan = [
        "-c",
        "test:///default",
        "plan",
        "--out",
        "p.json",
        "web.xml",
    ];
    let said = || sandbox.run(&plan).expect_status(0).stderr;
    let first = said();
    let second = said();
    expect![[r#"
        web.xml:5:17: note[changed-by-normalization] `arch` is left out where a machine is read back
        note: the plan is in `p.json`: `boxwright apply p.json` carries it out
        ---
        web.xml:5:17: note[changed-by-normalization] `arch` is left out where a machine is read back
        note: the plan is in `p.json`, in the place of what was there: `boxwright apply p.json` carries it out
    "#]].assert_eq(&format!("{first}---\n{second}"));
}

#[test]
fn what_cannot_be_explained_leads_to_what_can() {
    let sandbox = sandbox();
    check(
        &sandbox,
        &["explain", "nosuch"],
        &expect![[r#"
            exit 2
            --- stderr
            error: there is no rule and no error `nosuch`
              help: `boxwright rules` lists the rules, `boxwright explain` alone the errors of `plan`, `apply` and `import`
        "#]],
    );
    let all = sandbox.run(&["explain"]).expect_status(0).stdout;
    assert!(all.lines().any(|line| line == "slot-in-use"), "{all}");
}

#[test]
fn findings_in_a_text_that_was_made_say_what_they_are_about() {
    let sandbox = sandbox();
    let json = sandbox
        .run(&["convert", "--to", "json", "web.xml"])
        .expect_status(0);
    sandbox.write("web.json", json.stdout.replace("65536", "10"));
    check(
        &sandbox,
        &["lint", "web.json"],
        &expect![[r#"
            exit 1
            --- stdout
            error[memory-too-small]: 10 KiB of memory are too little, at `/domain/memory`
             --> web.json (as XML):3:22
              |
            3 |   <memory unit='KiB'>10</memory>
              |                      ^^
              |
              = note: VirtualBox wants at least 4 MiB

            1 error in 1 document
            --- stderr
            note: `web.json` is JSON: `boxwright convert --to xml web.json` prints the text that the lines are of
        "#]],
    );
}

#[test]
fn an_operating_system_that_nobody_said_is_named_where_a_settings_file_is_written() {
    let sandbox = sandbox();
    let ran = sandbox.run(&["convert", "--to", "vbox", "web.xml"]);
    expect![[r#"
        web.xml:5:17: note[changed-by-normalization] `arch` is left out where a machine is read back
        note: the document has no `<uuid>`: `c7acfb71-a961-504b-93d1-52e0746416b5` follows from its name, as for a new machine of `apply`
        note: `arch` is how the processor works; which operating system the guest has, the document does not say, and VirtualBox shows `Other`: `<vbox:osType>` says it
    "#]].assert_eq(&ran.expect_status(0).stderr);
}
