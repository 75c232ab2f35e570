//! `boxwright lint`, `plan` and `apply` under the policies of a `boxwright.toml`.

use expect_test::{Expect, expect};
use tests::program::{Ran, Sandbox};

const DOCUMENT: &str = "<domain type='vbox'>
  <name>a</name>
  <memory unit='GiB'>16</memory>
  <features><pae/><acpi/><apic/></features>
  <devices>
    <interface type='bridge'><source bridge='eth0'/></interface>
    <graphics type='rdp' autoport='yes'/>
  </devices>
</domain>
";

const NAT: &str = "[[policy]]
name = 'nat'
path = 'devices/interface/@type'
operator = 'in'
value = ['user', 'internal']
message = 'stay behind NAT'
";

fn project(config: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("boxwright.toml", config);
    sandbox.write("vms/a.xml", DOCUMENT);
    sandbox
}

/// What the program said, with the folder left out.
fn said(sandbox: &Sandbox, ran: &Ran) -> String {
    let folder = format!("{}/", sandbox.path().display());
    ran.all().replace(&folder, "")
}

#[track_caller]
fn check(config: &str, args: &[&str], expected: &Expect) {
    let sandbox = project(config);
    let args: Vec<&str> = [&["lint", "--format=concise", "vms"], args].concat();
    expected.assert_eq(&said(&sandbox, &sandbox.run(&args)));
}

#[test]
fn a_policy_is_reported_at_its_place_and_says_where_it_is_from() {
    let sandbox = project(NAT);
    let ran = sandbox.run(&["lint", "vms/a.xml"]);
    expect![[r#"
        exit 1
        --- stdout
        error[policy-violation]: stay behind NAT
         --> vms/a.xml:6:22
          |
        6 |     <interface type='bridge'><source bridge='eth0'/></interface>
          |                      ^^^^^^
          |
          = note: policy `nat` of boxwright.toml:1: `devices/interface/@type` has to be one of `user`, `internal`

        1 error in 1 document
    "#]].assert_eq(&said(&sandbox, &ran));
}

#[test]
fn packs_come_with_the_program_and_single_policies_of_them_are_replaced() {
    check(
        "packs = ['isolated-lab']\n",
        &[],
        &expect![[r#"
        exit 1
        --- stdout
        vms/a.xml:6:22: error[policy-violation] a machine of an isolated lab is on internal networks only
        vms/a.xml:7:5: error[policy-violation] a remote display of an isolated lab says where it listens, since silence is everywhere
    "#]],
    );
    check(
        "packs = ['isolated-lab']\n[[policy]]\nname = 'isolated-lab/network'\nenforce = 'never'\n",
        &[],
        &expect![[r#"
            exit 1
            --- stdout
            vms/a.xml:7:5: error[policy-violation] a remote display of an isolated lab says where it listens, since silence is everywhere
        "#]],
    );
}

/// What `lint` says of the policies alone.
fn violations(sandbox: &Sandbox) -> String {
    let policies = "--select=policy-violation";
    let ran = sandbox.run(&["lint", "--format=concise", policies, "vms"]);
    said(sandbox, &ran)
}

#[test]
fn an_isolated_lab_shares_nothing_that_people_do_at_the_host() {
    let sandbox = Sandbox::new();
    sandbox.write("boxwright.toml", "packs = ['isolated-lab']\n");
    sandbox.write(
        "vms/a.xml",
        "<domain type='vbox'><name>a</name><metadata><vbox:machine xmlns:vbox='urn:boxwright:vbox:1'>\n\
         <vbox:clipboard mode='bidirectional'/>\n<vbox:dragAndDrop mode='guest-to-host'/></vbox:machine></metadata>\n\
         <memory unit='MiB'>64</memory><os><type>hvm</type></os><devices><sound model='ac97'/>\n\
         <audio id='1' type='default'><input/></audio></devices></domain>\n",
    );
    expect![[r#"
        exit 1
        --- stdout
        vms/a.xml:2:23: error[policy-violation] a machine of an isolated lab has a clipboard of its own
        vms/a.xml:3:25: error[policy-violation] nothing is dragged between the host and a machine of an isolated lab
        vms/a.xml:5:30: error[policy-violation] a machine of an isolated lab does not hear what is said before the host
    "#]].assert_eq(&violations(&sandbox));
}

#[test]
fn a_classroom_has_nothing_of_one_computer() {
    let sandbox = Sandbox::new();
    sandbox.write("boxwright.toml", "packs = ['classroom']\n");
    sandbox.write(
        "vms/a.xml",
        "<domain type='vbox'><name>a</name><description>d</description><memory unit='MiB'>64</memory>\n\
         <os><type>hvm</type></os><devices>\n\
         <disk type='block' device='cdrom'><source dev='/dev/sr0'/><target dev='hda' bus='ide'/></disk>\n\
         <disk type='file'><source file='/vm/a.vdi'/><target dev='hdb' bus='ide'/></disk>\n\
         <interface type='user'><portForward proto='tcp' address='0.0.0.0'><range start='80'/></portForward>\n\
         <portForward proto='tcp'><range start='81'/></portForward>\n\
         <portForward proto='tcp' address='127.0.0.1'><range start='82'/></portForward></interface>\n\
         <serial type='file'><source path='/tmp/s'/></serial>\n\
         <parallel type='dev'><source path='/dev/parport0'/></parallel></devices></domain>\n",
    );
    expect![[r#"
        exit 1
        --- stdout
        vms/a.xml:3:13: error[policy-violation] a machine for a classroom has images in its drives, not devices that only one computer has
        vms/a.xml:5:58: error[policy-violation] a forwarded port in a classroom is for the computer itself
        vms/a.xml:6:1: error[policy-violation] a forwarded port in a classroom says where it listens, since silence is everywhere
        vms/a.xml:9:1: error[policy-violation] a machine for a classroom drives no parallel port that only one computer has
    "#]].assert_eq(&violations(&sandbox));
}

#[test]
fn a_file_extends_one_beside_it_and_cannot_unlock_what_is_locked() {
    let sandbox = project(
        "extends = 'school.toml'\n[[policy]]\nname = 'small'\npath = 'memory'\noperator = 'range'\nvalue = { max = '8 GiB' }\n",
    );
    sandbox.write(
        "school.toml",
        format!("target = '7.1'\n{NAT}locked = true\n"),
    );
    let lint = |args: &[&str]| {
        let args: Vec<&str> = [&["lint", "--format=concise", "vms"], args].concat();
        said(&sandbox, &sandbox.run(&args))
    };
    expect![[r#"
        exit 1
        --- stdout
        vms/a.xml:3:3: error[policy-violation] `memory` has to be at most 8 GiB
        vms/a.xml:6:22: error[locked-policy-violation] stay behind NAT
        vms/a.xml:7:5: note[extension-pack-needed] the remote display needs the extension pack with VirtualBox 7.1
    "#]]
    .assert_eq(&lint(&[]));
    // Neither the command line nor a comment.
    expect![[r#"
        exit 1
        --- stdout
        vms/a.xml:6:22: error[locked-policy-violation] stay behind NAT
        vms/a.xml:7:5: note[extension-pack-needed] the remote display needs the extension pack with VirtualBox 7.1
    "#]]
    .assert_eq(&lint(&[
        "--ignore=locked-policy-violation,policy-violation",
    ]));
    let quiet = "<!-- boxwright-ignore locked-policy-violation, policy-violation: no -->\n<domain";
    sandbox.write("vms/a.xml", DOCUMENT.replace("<domain", quiet));
    expect![[r#"
        exit 1
        --- stdout
        vms/a.xml:1:23: warning[invalid-suppression] nothing suppresses `locked-policy-violation`
        vms/a.xml:7:22: error[locked-policy-violation] stay behind NAT
        vms/a.xml:8:5: note[extension-pack-needed] the remote display needs the extension pack with VirtualBox 7.1
    "#]]
    .assert_eq(&lint(&[]));
    sandbox.write(
        "boxwright.toml",
        format!("extends = 'school.toml'\n{NAT}enforce = 'never'\n"),
    );
    expect![[r#"
        exit 2
        --- stderr
        error: boxwright.toml:3:8: the policy `nat` is locked by school.toml:2, and stays as it is there
          help: `boxwright schema --config` describes this file
    "#]].assert_eq(&lint(&[]));
}

#[test]
fn a_policy_that_takes_the_place_of_nothing_is_an_error_at_its_name() {
    let never = |name: &str| format!("[[policy]]\nname = '{name}'\nenforce = 'never'\n");
    for (config, expected) in [
        (
            format!("packs = ['isolated-lab']\n{}", never("isolated-lab/netwrk")),
            expect![[r#"
                exit 2
                --- stderr
                error: boxwright.toml:3:8: there is no policy `isolated-lab/netwrk` that this one could take the place of; did you mean `isolated-lab/network`?
                  help: `boxwright schema --config` describes this file
            "#]],
        ),
        (
            never("isolated-lab/network"),
            expect![[r#"
            exit 2
            --- stderr
            error: boxwright.toml:2:8: there is no policy `isolated-lab/network` that this one could take the place of; `packs` does not name `isolated-lab`
              help: `boxwright schema --config` describes this file
        "#]],
        ),
        (
            never("nta"),
            expect![[r#"
            exit 2
            --- stderr
            error: boxwright.toml:2:8: there is no policy `nta` that this one could take the place of; there is none
              help: `boxwright schema --config` describes this file
        "#]],
        ),
        (
            NAT.replace("'nat'", "'classroom/nat'"),
            expect![[r#"
            exit 2
            --- stderr
            error: boxwright.toml:2:8: there is no policy `classroom/nat` that this one could take the place of; did you mean `classroom/no-mac`?
              help: `boxwright schema --config` describes this file
        "#]],
        ),
    ] {
        check(&config, &[], &expected);
    }
    // What is extended has it.
    let sandbox = project(&format!("extends = 'school.toml'\n{}", never("nta")));
    sandbox.write("school.toml", NAT);
    let ran = sandbox.run(&["lint", "vms"]);
    expect![[r#"
        exit 2
        --- stderr
        error: boxwright.toml:3:8: there is no policy `nta` that this one could take the place of; did you mean `nat`?
          help: `boxwright schema --config` describes this file
    "#]].assert_eq(&said(&sandbox, &ran));
}

#[test]
fn what_is_wrong_with_policies_is_said_at_its_place() {
    for (config, expected) in [
        (
            "[[policy]]\nname = 'a'\npath = 'b c'\noperator = 'equal'\n",
            expect![[r#"
                exit 2
                --- stderr
                error: boxwright.toml:3:8: `b c` is no name of an element
                  help: `boxwright schema --config` describes this file
            "#]],
        ),
        (
            "[[policy]]\nname = 'a'\npath = 'b'\noperator = 'exists'\nlock = true\n",
            expect![[r#"
                exit 2
                --- stderr
                error: boxwright.toml:5:1: unknown key `lock`; did you mean `locked`?
                  help: `boxwright schema --config` describes this file
            "#]],
        ),
        (
            "policy = 'a'\n",
            expect![[r#"
            exit 2
            --- stderr
            error: boxwright.toml:1:10: write `[[policy]]`, as there may be several
              help: `boxwright schema --config` describes this file
        "#]],
        ),
        (
            "packs = ['islated-lab']\n",
            expect![[r#"
            exit 2
            --- stderr
            error: boxwright.toml:1:10: unknown pack `islated-lab`; did you mean `isolated-lab`?
              help: `boxwright schema --config` describes this file
        "#]],
        ),
        (
            "extends = '../boxwright.toml'\n",
            expect![[r#"
            exit 2
            --- stderr
            error: boxwright.toml:1:11: this has to be the name of a file beside this one
              help: `boxwright schema --config` describes this file
        "#]],
        ),
        (
            "extends = 'absent.toml'\n",
            expect![[r#"
            exit 2
            --- stderr
            error: boxwright.toml:1:11: there is no file `absent.toml` beside this one
              help: `boxwright schema --config` describes this file
        "#]],
        ),
        (
            "extends = 'boxwright.toml'\n",
            expect![[r#"
            exit 2
            --- stderr
            error: boxwright.toml:1:11: a file cannot extend itself
              help: `boxwright schema --config` describes this file
        "#]],
        ),
    ] {
        check(config, &[], &expected);
    }
}

#[test]
fn an_error_of_a_policy_stops_a_plan_and_an_exception_lets_it_through() {
    let sandbox = project(NAT);
    let plan = |sandbox: &Sandbox| sandbox.run(&["-c", "test:///default", "plan", "vms/a.xml"]);
    let ran = plan(&sandbox).expect_status(1);
    assert!(
        ran.stderr
            .contains("error[policy-violation]: stay behind NAT"),
        "{}",
        ran.all()
    );
    assert_eq!(ran.stdout, "");
    let quiet = "<!-- boxwright-ignore policy-violation: the server -->\n    <interface";
    sandbox.write("vms/a.xml", DOCUMENT.replace("<interface", quiet));
    plan(&sandbox).expect_status(0);
    sandbox.write("vms/a.xml", DOCUMENT);
    sandbox.write("boxwright.toml", format!("{NAT}enforce = 'lint'\n"));
    plan(&sandbox).expect_status(0);
    sandbox.write("boxwright.toml", format!("{NAT}severity = 'warning'\n"));
    let ran = plan(&sandbox).expect_status(0);
    assert!(
        ran.stderr
            .contains("warning[policy-violation] stay behind NAT"),
        "{}",
        ran.all()
    );
}

#[test]
fn a_machine_that_exists_is_checked() {
    let sandbox = project("");
    let connection = format!("test://{}", sandbox.path().join("state.json").display());
    let run = |args: &[&str]| sandbox.run(&[&["-c", &connection], args].concat());
    run(&["apply", "--yes", "vms/a.xml"]).expect_status(0);
    sandbox.write("boxwright.toml", NAT);
    let ran = run(&["lint", "--format=concise", "machine:a"]);
    expect![[r#"
        exit 1
        --- stdout
        machine:a:7:3: warning[no-boot-medium] there is nothing to start from
        machine:a:18:22: error[policy-violation] stay behind NAT
    "#]]
    .assert_eq(&said(&sandbox, &ran));
    run(&["lint", "machine:none"]).expect_status(2);
    run(&["lint", "--watch", "machine:a"]).expect_status(2);
}
