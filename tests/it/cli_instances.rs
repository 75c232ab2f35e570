//! Several machines of one document, and hosts with words of their own, as a user meets them.

use std::collections::BTreeSet;

use expect_test::expect;
use tests::program::{Ran, Sandbox};

/// A room of machines: one document, a file that says how many there are.
pub(crate) fn room(sandbox: &Sandbox, count: usize, files: &str) {
    sandbox.write("pc.xml", document(64, files));
    sandbox.write("boxwright.toml", project(count));
}

fn project(count: usize) -> String {
    format!(
        "[[instance]]\nbase = 'pc.xml'\ncount = {count}\nown = ['devices/disk[0]/source/@file']\n\
         set = {{ 'vcpu' = 2, 'metadata/vbox:machine/vbox:groups/vbox:group[0]' = '/room' }}\n"
    )
}

fn document(memory: u32, files: &str) -> String {
    format!(
        "<domain type='vbox'>\n  <name>pc</name>\n  <metadata>\n    <vbox:machine xmlns:vbox='urn:boxwright:vbox:1'>\n      \
         <vbox:groups>\n        <vbox:group>/none</vbox:group>\n      </vbox:groups>\n    </vbox:machine>\n  </metadata>\n  \
         <memory unit='MiB'>{memory}</memory>\n  <vcpu>1</vcpu>\n  <os>\n    <type>hvm</type>\n  </os>\n  <features>\n    \
         <pae/>\n    <acpi/>\n    <apic/>\n  </features>\n  <devices>\n    <disk>\n      <source file='{files}/pc.vdi'/>\n      \
         <target dev='sda' bus='sata'/>\n    </disk>\n    <interface type='user'>\n      <model type='82540EM'/>\n    </interface>\n    \
         <interface type='internal'>\n      <source name='room'/>\n    </interface>\n  </devices>\n</domain>\n"
    )
}

/// On a simulation that is kept in a file.
fn kept(sandbox: &Sandbox, args: &[&str]) -> Ran {
    let connection = format!("test://{}", sandbox.path().join("state.json").display());
    sandbox.run(&[&["-c", &connection], args].concat())
}

/// What was said, without the folder that the files are in.
fn in_place(sandbox: &Sandbox, said: &str) -> String {
    said.replace(&format!("{}/", sandbox.path().display()), "")
}

#[test]
fn two_tables_make_no_two_machines_of_one_name() {
    let sandbox = Sandbox::new();
    sandbox.write("pc.xml", document(64, "/vm"));
    let own = "own = ['devices/disk[0]/source/@file']\n";
    let project = format!(
        "[[instance]]\nbase = 'pc.xml'\ncount = 2\n{own}\n[[instance]]\nbase = 'pc.xml'\nnames = ['pc-02', 'pc-3']\n{own}"
    );
    sandbox.write("boxwright.toml", project);
    let shown = ["lint", "plan"].map(|command| {
        let ran = sandbox.run(&["-c", "test:///default", command, "boxwright.toml"]);
        in_place(&sandbox, &ran.all())
    });
    expect![[r#"
        exit 2
        --- stderr
        error: boxwright.toml:6:1: there is a machine `pc-02` already
          help: the first is made by the `[[instance]]` at boxwright.toml:1:1

        exit 1
        --- stderr
        error: boxwright.toml:6:1: there is a machine `pc-02` already
          help: the first is made by the `[[instance]]` at boxwright.toml:1:1
    "#]]
    .assert_eq(&shown.join("\n"));
}

#[test]
fn thirty_machines_are_made_of_one_document_and_stay_what_they_are() {
    let sandbox = Sandbox::new();
    room(&sandbox, 30, "/vm");
    let ran = kept(&sandbox, &["apply", "--yes", "boxwright.toml"]).expect_status(0);
    assert!(
        ran.stdout.ends_with("applied: 30 changed, 0 unchanged\n"),
        "{}",
        ran.all()
    );
    let dump = |name: &str| kept(&sandbox, &["dump", name]).expect_status(0).stdout;
    let mut addresses = BTreeSet::new();
    let mut uuids = BTreeSet::new();
    for number in 1..=30 {
        let dump = dump(&format!("pc-{number:02}"));
        addresses.extend(
            dump.split("<mac address='")
                .skip(1)
                .map(|it| it[..17].to_owned()),
        );
        uuids.extend(dump.split("<uuid>").skip(1).map(|it| it[..36].to_owned()));
        assert!(
            dump.contains(&format!("<source file='/vm/pc-pc-{number:02}.vdi'/>")),
            "{dump}"
        );
        assert!(dump.contains("<vcpu>2</vcpu>"), "{dump}");
        assert!(dump.contains("<vbox:group>/room</vbox:group>"), "{dump}");
    }
    assert_eq!((addresses.len(), uuids.len()), (60, 30));
    assert!(
        addresses
            .iter()
            .all(|address| address.starts_with("08:00:27:"))
    );

    // A second run has nothing to do.
    let again = kept(&sandbox, &["plan", "--detailed-exitcode", "boxwright.toml"]).expect_status(0);
    assert!(
        again.stdout.ends_with("plan: 30 unchanged\n"),
        "{}",
        again.all()
    );
    let again = kept(&sandbox, &["apply", "--yes", "boxwright.toml"]).expect_status(0);
    assert!(
        again.stdout.ends_with("applied: 0 changed, 30 unchanged\n"),
        "{}",
        again.all()
    );

    // One change of the document is one line for each machine, at the line of the document.
    sandbox.write("pc.xml", document(96, "/vm"));
    let plan = kept(&sandbox, &["plan", "boxwright.toml"])
        .expect_status(0)
        .stdout;
    let changes: Vec<&str> = plan
        .lines()
        .filter(|line| line.starts_with("  ~ "))
        .collect();
    assert_eq!(changes.len(), 30, "{plan}");
    for line in changes {
        assert_eq!(line, "  ~ memory: 64 MiB -> 96 MiB  (line 10)");
    }
    assert!(plan.ends_with("plan: 30 to change\n"), "{plan}");

    // All of them go with one command, and what is not there is said.
    kept(&sandbox, &["delete", "--yes", "pc-07"]).expect_status(0);
    let ran = kept(&sandbox, &["delete", "--yes", "boxwright.toml"]).expect_status(0);
    assert!(ran.stdout.contains("plan: 29 to delete"), "{}", ran.all());
    assert_eq!(ran.stderr, "note: there is no machine `pc-07`\n");
    let listed = kept(&sandbox, &["list"]).expect_status(0).stdout;
    assert!(!listed.contains("pc-"), "{listed}");
}

#[test]
fn findings_are_at_the_lines_of_the_document() {
    let sandbox = Sandbox::new();
    room(&sandbox, 2, "/vm");
    let wrong = document(64, "/vm").replace("bus='sata'", "bus='sd'");
    sandbox.write("pc.xml", wrong);
    let ran = sandbox
        .run(&["lint", "--format", "concise", "boxwright.toml"])
        .expect_status(1);
    expect![[r#"
        exit 1
        --- stdout
        pc.xml (pc-01):12:3: note[boot-order-assumed] the machine starts from its first hard disk, since the document does not say from what
        pc.xml (pc-01):23:30: error[unsupported-disk-bus] disks on bus `sd` cannot be applied
        --- stderr
        note: what is the same in several machines of a document is said of the first
    "#]]
    .assert_eq(&ran.all());
    let ran = sandbox.run(&["lint", "--fix", "--unsafe-fixes", "boxwright.toml"]);
    assert!(
        ran.stderr
            .contains("`pc.xml (pc-01)` is made of a document"),
        "{}",
        ran.all()
    );
}

#[test]
fn a_host_has_words_of_its_own() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "boxwright.toml",
        "[hosts.left]\npaths = { '/vm' = '/srv/vm' }\nbridges = { lan = 'enp1s0' }\n\
         [hosts.right]\npaths = { '/vm' = '/mnt/vm', '/vm/iso' = '/iso' }\n\
         [[instance]]\nbase = 'a.xml'\nnames = ['one', 'two']\n",
    );
    sandbox.write(
        "a.xml",
        "<domain type='vbox'>\n<name>a</name>\n<memory unit='MiB'>64</memory>\n<os><type>hvm</type></os>\n<devices>\n\
         <disk><source file='/vm/a.vdi'/><target dev='sda' bus='sata'/></disk>\n\
         <disk device='cdrom'><source file='/vm/iso/a.iso'/><target dev='sdb' bus='sata'/></disk>\n\
         <interface type='bridge'><source bridge='lan'/></interface>\n</devices>\n</domain>\n",
    );
    for (host, path, iso, bridge) in [
        ("left", "/srv/vm/a.vdi", "/srv/vm/iso/a.iso", "enp1s0"),
        ("right", "/mnt/vm/a.vdi", "/iso/a.iso", "lan"),
    ] {
        for (documents, machines) in [("a.xml", 1), ("boxwright.toml", 2)] {
            let plan = sandbox
                .run(&["-c", "test:///default", "--host", host, "plan", documents])
                .expect_status(0)
                .stdout;
            for word in [path, iso, bridge] {
                let count = plan.lines().filter(|line| line.contains(word)).count();
                assert!(count >= machines, "{host} {documents} {word}\n{plan}");
            }
        }
    }
    let ran = sandbox
        .run(&[
            "-c",
            "test:///default",
            "plan",
            "--host",
            "nowhere",
            "a.xml",
        ])
        .expect_status(1);
    expect![[r#"
        error: `boxwright.toml` has no host `nowhere`
          help: it has `left`, `right`
    "#]]
    .assert_eq(&in_place(&sandbox, &ran.stderr));
}

#[test]
fn what_is_wrong_with_instances_is_said_at_its_place() {
    let sandbox = Sandbox::new();
    sandbox.write("a.xml", document(64, "/vm"));
    sandbox.write("none.toml", "target = '7.2'\n");
    sandbox.write(
        "wrong.toml",
        "[hosts.a]\npath = {}\nbridges = { lan = 1 }\n[[instance]]\nbase = '../a.xml'\ncount = 0\n[[instance]]\nbase = 'a.xml'\n\
         count = 2\nnames = ['a']\n[[instance]]\nnames = ['a', 'a']\nset = { 'memory' = [1, 2, 3], 'a//b' = 1.5 }\n",
    );
    sandbox.write("lost.toml", "[[instance]]\nbase = 'b.xml'\ncount = 2\n");
    sandbox.write(
        "edit.toml",
        "[[instance]]\nbase = 'a.xml'\ncount = 2\nset = { 'nonsense/@x' = 1 }\n",
    );
    let shown: Vec<String> = ["none.toml", "wrong.toml", "lost.toml", "edit.toml"]
        .iter()
        .map(|file| sandbox.run(&["-c", "test:///default", "plan", file]).all())
        .collect();
    expect![[r#"
        exit 1
        --- stderr
        error: `none.toml` makes no machines: it has no `[[instance]]`
          help: name the documents that it is for, or say there which machines are made of one

        exit 1
        --- stderr
        error: wrong.toml:2:1: unknown key `path`; did you mean `paths`?
        wrong.toml:3:19: this has to be a text in quotes
        wrong.toml:5:8: this has to be a document in the folder of this file or below
        wrong.toml:6:9: this has to be a number from 1 to 1000
        wrong.toml:9:9: say `count` or `names`, not both
        wrong.toml:11:1: `base` is missing: the document that the machines are made of
        wrong.toml:12:15: there is a machine `a` already
        wrong.toml:13:9: `/domain/memory` has 3 values, and there are 2 machines
        wrong.toml:13:31: `/domain/a//b` is no path: write `/domain/devices/disk[0]/target/@dev`
        wrong.toml:13:40: this has to be a text, a number, `true` or `false`
          help: `boxwright schema --config` describes this file

        exit 1
        --- stderr
        error: lost.toml:2:8: cannot read `b.xml`: No such file or directory (os error 2)

        exit 1
        --- stderr
        error: edit.toml:4:9: there is no `<nonsense>` in `<domain>`
          help: `boxwright schema --config` describes this file
    "#]]
    .assert_eq(&shown.join("\n"));
}

#[test]
fn machines_that_would_write_to_one_image_draw_a_warning() {
    let sandbox = Sandbox::new();
    sandbox.write("a.xml", document(64, "/vm"));
    sandbox.write(
        "boxwright.toml",
        "[[instance]]\nbase = 'a.xml'\ncount = 3\n",
    );
    let warning = "warning: `boxwright.toml`: `pc-01`, `pc-02` and 1 more write to one image, `/vm/pc.vdi`: give each its own \
                   with `own = [\"devices/disk[0]/source/@file\"]`, or mark the disk `<readonly/>` or `<shareable/>`\n";
    for command in ["lint", "plan"] {
        let ran = sandbox.run(&["-c", "test:///default", command, "boxwright.toml"]);
        assert!(ran.stderr.contains(warning), "{command}\n{}", ran.all());
    }
    for mark in ["<readonly/>", "<shareable/>"] {
        let marked = document(64, "/vm").replace("<target", &format!("{mark}<target"));
        sandbox.write("a.xml", marked);
        let ran = sandbox.run(&["lint", "boxwright.toml"]);
        assert!(!ran.stderr.contains("one image"), "{mark}\n{}", ran.all());
    }
}

#[test]
fn what_a_project_may_not_say_is_refused_at_its_line() {
    let sandbox = Sandbox::new();
    sandbox.write("a.xml", document(64, "/vm"));
    sandbox.write(
        "boxwright.toml",
        "[hosts.a.paths]\n'vm' = '/srv'\n'/iso' = 'iso'\n'/x' = 'D:/x'\n'/x/' = '/y'\n\
         [[policy]]\nname = 'p'\npath = '/devices/disk'\noperator = 'exists'\n\
         [[instance]]\nbase = 'a.xml'\ncount = 2\nset = { 'name' = 'b', '/domain/uuid' = 'c', '/devices/x' = 1 }\n",
    );
    expect![[r#"
        exit 2
        --- stderr
        error: boxwright.toml:2:1: `vm` has to begin with `/`, or with a drive such as `D:/`
        boxwright.toml:3:10: `iso` has to begin with `/`, or with a drive such as `D:/`
        boxwright.toml:5:1: `/x/` has a place already, as `/x`
        boxwright.toml:8:8: `/devices/disk` does not begin at the root element; did you mean `/domain/devices/disk`?
        boxwright.toml:13:9: the machines are called as `names` or `count` says
        boxwright.toml:13:23: the UUID of each machine follows from its name
        boxwright.toml:13:45: `/devices/x` does not begin at the root element; did you mean `/domain/devices/x`?
          help: `boxwright schema --config` describes this file
    "#]]
    .assert_eq(&in_place(&sandbox, &sandbox.run(&["lint", "a.xml"]).all()));
}

#[test]
fn a_host_that_is_not_known_is_said_once() {
    let sandbox = Sandbox::new();
    room(&sandbox, 5, "/vm");
    let plan = [
        "-c",
        "test:///default",
        "--host",
        "left",
        "plan",
        "boxwright.toml",
    ];
    let ran = sandbox.run(&plan).expect_status(1);
    assert_eq!(
        ran.stderr.matches("has no host `left`").count(),
        1,
        "{}",
        ran.all()
    );
}

#[test]
fn what_is_the_same_in_all_machines_is_said_once() {
    let sandbox = Sandbox::new();
    room(&sandbox, 3, "/vm");
    let text = document(64, "/vm").replace("<vcpu>", "<tilt/>\n  <vcpu>");
    sandbox.write("pc.xml", text);
    sandbox.write(
        "boxwright.toml",
        format!("packs = ['isolated-lab']\n{}", project(3)),
    );
    let ran = sandbox.run(&["lint", "--format=concise", "boxwright.toml"]);
    expect![[r#"
        exit 1
        --- stdout
        pc.xml (pc-01):11:4: error[unknown-element] unknown element `<tilt>` in `<domain>`
        pc.xml (pc-01):13:3: note[boot-order-assumed] the machine starts from its first hard disk, since the document does not say from what
        pc.xml (pc-01):26:22: error[policy-violation] a machine of an isolated lab is on internal networks only
        --- stderr
        note: what is the same in several machines of a document is said of the first
    "#]].assert_eq(&ran.all());
}

#[test]
fn findings_are_at_the_places_of_the_document_also_where_machines_have_others() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "pc.xml",
        "<domain type='vbox'><name>pc</name><memory unit='MiB'>64</memory><vcpu>x</vcpu><os><type>hvm</type></os>\
         <features><pae/><acpi/><apic/></features><devices><interface type='user'><mac address='08:00:27:11:22:33'/>\
         <model type='tulip'/></interface></devices></domain>\n",
    );
    sandbox.write(
        "boxwright.toml",
        "[[instance]]\nbase = 'pc.xml'\ncount = 12\n",
    );
    let lint = sandbox.run(&["lint", "--format=concise", "boxwright.toml"]);
    expect![[r#"
        exit 1
        --- stdout
        pc.xml (pc-01):1:72: error[invalid-value] `x` is no value of `vcpu`
        pc.xml (pc-01):1:225: error[unsupported-nic-model] VirtualBox has no network interface `tulip`
        --- stderr
        note: what is the same in several machines of a document is said of the first
    "#]]
    .assert_eq(&lint.all());
    // A document that cannot be read is that for all its machines.
    let plan = sandbox.run(&["-c", "test:///default", "plan", "boxwright.toml"]);
    expect![[r#"
        exit 1
        --- stderr
        error[invalid-value]: `x` is no value of `vcpu`
         --> pc.xml (pc-01):1:72
          |
        1 | <domain type='vbox'><name>pc</name><memory unit='MiB'>64</memory><vcpu>x</vcpu><os><type>hvm</type></os><features><pae/><acpi/><apic/...
          |                                                                        ^
          |
          = note: it has to be a whole number from 0 to 4294967295

        error[unsupported-nic-model]: VirtualBox has no network interface `tulip`
         --> pc.xml (pc-01):1:225
          |
        1 | ...ce type='user'><mac address='08:00:27:11:22:33'/><model type='tulip'/></interface></devices></domain>
          |                                                                  ^^^^^
          |
          = note: it can be `Am79C970A`, `Am79C973`, `82540EM`, `82543GC`, `82545EM`, `virtio`, `e1000e`, `usb-net`, `Am79C960`, `NE1000`, `NE2000`, `WD8003`, `WD8013`, `3C501`, `3C503`

        note: what is the same in several machines of a document is said of the first
        error: `pc.xml` has 2 errors
    "#]]
    .assert_eq(&plan.all());
}

#[test]
fn the_words_of_a_host_move_no_finding() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "pc.xml",
        "<domain type='vbox'><name>pc</name><memory unit='MiB'>64</memory><os><type>hvm</type></os>\
         <features><pae/><acpi/><apic/></features><devices><disk><source file='/vm/a.vdi'/><target dev='sda' bus='sata'/></disk>\
         <interface type='user'><model type='tulip'/></interface></devices></domain>\n",
    );
    sandbox.write(
        "boxwright.toml",
        "[hosts.lab]\npaths = { '/vm' = '/a/far/longer/folder' }\n[[instance]]\nbase = 'pc.xml'\ncount = 3\n",
    );
    let plan = [
        "-c",
        "test:///default",
        "--host",
        "lab",
        "plan",
        "boxwright.toml",
    ];
    let said = sandbox.run(&plan).stderr;
    assert_eq!(said.matches("unsupported-nic-model").count(), 1, "{said}");
    assert!(said.contains("--> pc.xml (pc-01):1:246\n"), "{said}");
}

#[test]
fn no_machine_has_a_device_behind_a_gap() {
    let sandbox = Sandbox::new();
    room(&sandbox, 2, "/vm");
    let set = "set = { 'devices/interface[5]/@type' = 'user' }\n";
    sandbox.write(
        "boxwright.toml",
        format!("[[instance]]\nbase = 'pc.xml'\ncount = 2\n{set}"),
    );
    let ran = sandbox.run(&["lint", "boxwright.toml"]).expect_status(2);
    assert_eq!(
        ran.stderr,
        "error: boxwright.toml:4:9: `pc.xml`: `/domain/devices/interface[5]/@type` cannot be set: the next \
         `<interface>` would be `interface[2]`\n"
    );
}
