//! Who is let in by the remote desktop server: the user of `<graphics>`, from the document to VirtualBox and back.

#[cfg(unix)]
use std::os::unix::fs::PermissionsExt as _;
#[cfg(unix)]
use std::process::Command;

use native_driver::backend::sim::Service;
use native_driver::plan::Action;
use tests::driven::Driven;
use tests::program::Sandbox;

pub(crate) const NAME: &str = "watched";

/// What `VBoxManage internalcommands passwordhash` says of `first`, `second` and nothing that anybody wrote.
pub(crate) const FIRST: &str = "a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e";
pub(crate) const SECOND: &str = "16367aacb67a4a017c8da8ab95682ccb390863780f7114dda0a0e0c55644c7c4";

/// A document, and the users with their digests whom the machine has then.
pub(crate) struct State {
    pub(crate) graphics: &'static str,
    pub(crate) users: &'static [(&'static str, &'static str)],
}

pub(crate) const STATES: &[State] = &[
    State {
        graphics: "<graphics type='rdp' port='3391' listen='127.0.0.1' username='ann' passwd='first'/>",
        users: &[("ann", FIRST)],
    },
    State {
        graphics: "<graphics type='rdp' port='3391' listen='127.0.0.1' username='ann' passwd='second'/>",
        users: &[("ann", SECOND)],
    },
    State {
        graphics: "<graphics type='rdp' port='3391' listen='127.0.0.1' username='bob' passwd='first'/>",
        users: &[("bob", FIRST)],
    },
    State {
        graphics: "<graphics type='rdp' port='3391' listen='127.0.0.1'/>",
        users: &[],
    },
    State {
        graphics: "<graphics type='rdp' port='3391' listen='127.0.0.1' username='ann' passwd='first'/>",
        users: &[("ann", FIRST)],
    },
    State {
        graphics: "",
        users: &[],
    },
];

fn document(graphics: &str) -> String {
    format!(
        "<domain type='vbox'><name>{NAME}</name><memory unit='MiB'>64</memory><os><type>hvm</type></os>\
         <features><pae/><acpi/><apic/></features><devices>{graphics}</devices></domain>\n"
    )
}

/// Applies the states, each from the one before; `seen` looks at the machine after each.
pub(crate) fn walk(driven: &mut Driven<'_>, mut seen: impl FnMut(&State)) {
    for state in STATES {
        let xml = document(state.graphics);
        driven.apply(&xml).unwrap();
        let again = driven.plan(&xml).unwrap();
        assert_eq!(again.action, Action::None, "{:?}", again.changes);
        let dump = driven.dump(NAME);
        for secret in ["first", "second", FIRST, SECOND] {
            assert!(!dump.contains(secret), "{dump}");
        }
        match state.users {
            [(name, _)] => {
                let said = format!("username='{name}' passwd='(redacted)'");
                assert!(dump.contains(&said) && !dump.contains("vbox:"), "{dump}");
            }
            _ => {
                assert!(!dump.contains("username"), "{dump}");
                // The server that is left asks for users and has none: nobody gets in.
                let asks = dump.contains("authType='external'");
                assert_eq!(asks, dump.contains("<graphics"), "{dump}");
            }
        }
        // What is shown means what is there.
        let shown = driven.plan(&dump).unwrap();
        assert_eq!(shown.action, Action::None, "{:?}", shown.changes);
        seen(state);
    }
}

#[test]
fn a_user_is_let_in_exchanged_and_shut_out() {
    walk(&mut Driven::simulated(&Service::empty()), |_| {});
}

#[test]
fn a_user_whom_others_made_is_named_or_goes() {
    let mut driven = Driven::simulated(&Service::empty());
    let own = |users: &str, graphics: &str| {
        let metadata = format!(
            "<metadata><vbox:machine xmlns:vbox='urn:boxwright:vbox:1'>{users}</vbox:machine></metadata><memory"
        );
        document(graphics).replace("<memory", &metadata)
    };
    let eve = format!("<vbox:extraData key='VBoxAuthSimple/users/eve' value='{SECOND}'/>");
    let both = own(&eve, STATES[0].graphics);
    driven.apply(&both).unwrap();
    assert_eq!(driven.plan(&both).unwrap().action, Action::None);
    let alone = driven.plan(&document(STATES[0].graphics)).unwrap();
    let changes: Vec<String> = alone
        .changes
        .iter()
        .map(|change| format!("{} {:?}", change.path, change.before))
        .collect();
    assert!(
        changes
            .iter()
            .any(|change| change.contains("username \"eve\"")
                || change.contains("@username Some(\"eve\")")),
        "{changes:?}"
    );
}

#[test]
fn the_password_of_nobody_cannot_be_kept() {
    let mut driven = Driven::simulated(&Service::empty());
    let graphics = STATES[0].graphics.replace("first", "(redacted)");
    let refused = driven.plan(&document(&graphics)).unwrap_err();
    assert!(
        format!("{refused:?}").contains("missing-secret"),
        "{refused:?}"
    );
}

/// What a script does where `VBoxManage` writes down how it is called, or fails when it is asked for a digest.
#[cfg(unix)]
#[test]
fn a_script_makes_a_user_or_ends() {
    let sandbox = Sandbox::new();
    let secret = sandbox.write("secret", "first\n");
    let graphics = STATES[0]
        .graphics
        .replace("first", &format!("file:{}", secret.display()));
    sandbox.write("a.xml", document(&graphics));
    let plan = [
        "-c",
        "test:///default",
        "plan",
        "--format",
        "vboxmanage",
        "a.xml",
    ];
    let script = sandbox.run(&plan).expect_status(0).stdout;
    let script = sandbox.write("a.sh", script);
    let run = |digest: &str| {
        let log = sandbox.write("log", "");
        let fake = format!(
            "#!/bin/sh\n[ \"$1\" != internalcommands ] || {{ {digest}; exit; }}\necho \"$@\" >> '{}'\n",
            log.display()
        );
        let fake = sandbox.write("fake.sh", fake);
        std::fs::set_permissions(&fake, std::fs::Permissions::from_mode(0o700)).unwrap();
        let ran = Command::new("sh")
            .arg(&script)
            .env("VBOXMANAGE", &fake)
            .output()
            .unwrap();
        (ran.status.success(), sandbox.read("log"))
    };
    let named = |log: &str| log.contains("VBoxAuthSimple/users/ann");
    let (is_done, log) = run(&format!(
        "[ \"$3\" = first ] && echo 'Password hash: {FIRST}'"
    ));
    assert!(is_done && named(&log) && log.contains(FIRST), "{log}");
    let (is_done, log) = run("false");
    assert!(!is_done && !named(&log), "{log}");
    std::fs::remove_file(&secret).unwrap();
    let (is_done, log) = run("echo 'Password hash: of nothing'");
    assert!(!is_done && !named(&log), "{log}");
}

#[test]
fn the_plan_of_a_new_machine_says_who_is_let_in() {
    let mut driven = Driven::simulated(&Service::empty());
    let plan = driven.plan(&document(STATES[0].graphics)).unwrap();
    let added = plan
        .changes
        .iter()
        .filter_map(|change| change.after.as_deref());
    let added: Vec<&str> = added.filter(|after| after.contains("rdp")).collect();
    assert_eq!(added, ["rdp on port 3391 of 127.0.0.1 for the user `ann`"]);
}

#[test]
fn another_password_or_user_is_the_documents_change() {
    let sandbox = Sandbox::new();
    let connection = format!("test://{}", sandbox.path().join("state.json").display());
    let run = |command: &[&str]| sandbox.run(&[&["-c", &connection], command].concat());
    let file = sandbox.write("secret", "first");
    let graphics = STATES[0]
        .graphics
        .replace("first", &format!("file:{}", file.display()));
    let text = document(&graphics);
    sandbox.write("a.xml", &text);
    run(&["apply", "--yes", "a.xml"]).expect_status(0);
    sandbox.write("secret", "second");
    let plan = run(&["plan", "a.xml"]).expect_status(0).stdout;
    assert!(plan.contains("passwd"), "{plan}");
    assert!(!plan.contains("changed outside"), "{plan}");
    sandbox.write("a.xml", text.replace("'ann'", "'bob'"));
    let plan = run(&["plan", "a.xml"]).expect_status(0).stdout;
    assert!(plan.contains("ann -> bob"), "{plan}");
    assert!(!plan.contains("changed outside"), "{plan}");
    // Without its user the server lets nobody in, so that it is not open.
    let silent = document("<graphics type='rdp' port='3391' listen='127.0.0.1'/>");
    sandbox.write("a.xml", silent);
    let plan = run(&["plan", "a.xml"]).expect_status(0).stdout;
    assert!(!plan.contains("without-authentication"), "{plan}");
}

#[test]
fn a_script_asks_for_the_secret_itself_and_says_last_what_was_applied() {
    let sandbox = Sandbox::new();
    let graphics = STATES[0].graphics.replace("first", "env:NOBODY_SETS_THIS");
    sandbox.write("a.xml", document(&graphics));
    let plan = ["-c", "test:///default", "plan", "a.xml"];
    sandbox.run(&plan).expect_status(1);
    let script = sandbox.run(&[&plan[..], &["--format=vboxmanage"]].concat());
    let script = script.expect_status(0).stdout;
    assert!(script.contains("NOBODY_SETS_THIS"), "{script}");
    let is_command = |line: &&str| !line.starts_with('#') && line.contains("setextradata");
    let last = script.lines().rfind(is_command).unwrap();
    assert!(last.contains("Boxwright/Applied"), "{script}");
    let after = script.rsplit("Boxwright/Applied").next().unwrap();
    assert!(!after.contains("--port"), "{script}");
}
