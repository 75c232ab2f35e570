//! The program killed and interrupted at each phase of an apply to a simulated VirtualBox that is kept in a file.

use expect_test::expect;
use tests::desk::document;
use tests::paused::Paused;
use tests::program::Sandbox;

const CREATE: [&str; 8] = [
    "prepare", "create", "register", "lock", "extra", "attach", "save", "unlock",
];
const CHANGE: [&str; 8] = [
    "prepare", "lock", "extra", "detach", "change", "attach", "save", "unlock",
];

/// A simulation in a file beside two documents.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    let uri = format!("test://{}", sandbox.path().join("state.json").display());
    let sandbox = sandbox.with_variables([("BOXWRIGHT_URI".into(), uri.into())]);
    sandbox.write("first.xml", document("64", "first", "sdl"));
    sandbox.write("second.xml", document("128", "second", "desktop"));
    sandbox
}

/// What the simulation has: its machines, and `m` where it is one of them.
fn state(sandbox: &Sandbox) -> String {
    let list = sandbox.run(&["list"]).expect_status(0).stdout;
    list + &sandbox.run(&["dump", "m"]).stdout
}

#[test]
fn killed_or_interrupted_at_each_phase() {
    for (document, phases) in [("first.xml", CREATE), ("second.xml", CHANGE)] {
        let sandbox = sandbox();
        if document == "second.xml" {
            sandbox
                .run(&["apply", "--yes", "first.xml"])
                .expect_status(0);
        }
        let before = state(&sandbox);
        for phase in phases {
            let at = || Paused::at(phase, &sandbox, &["apply", "--yes", document]);
            at().kill();
            let next = sandbox.run(&["list"]).expect_status(0);
            if phase == "unlock" {
                let said = "note: an earlier run had finished the machine `m`\n";
                assert_eq!(next.stderr, said);
                continue;
            }
            assert_eq!(
                next.stderr,
                "note: an earlier run was interrupted while it worked on the machine `m`; everything is as it was before\n",
                "{phase}"
            );
            assert_eq!(state(&sandbox), before, "{phase}");
            if phase == "save" {
                continue;
            }
            let ran = at().interrupt().expect_status(1);
            assert_eq!(
                ran.stderr,
                format!(
                    "\ninterrupted: taking back what was done\nerror: `{document}`: m: interrupted; everything is as it was before\n"
                ),
                "{phase}"
            );
            assert_eq!(state(&sandbox), before, "{phase}");
        }
        sandbox.run(&["apply", "--yes", document]).expect_status(0);
        let dump = sandbox.run(&["dump", "m"]).expect_status(0);
        let normal = sandbox.run(&["normalize", document]).expect_status(0);
        assert_eq!(dump.stdout, normal.stdout);
    }
}

#[test]
fn two_runs_at_once() {
    let sandbox = sandbox();
    let first = Paused::at("create", &sandbox, &["apply", "--yes", "first.xml"]);
    let second = sandbox.run(&["apply", "--yes", "second.xml"]);
    expect![[r#"
        exit 1
        --- stderr
        error: the simulated VirtualBox in `HERE/state.json` cannot be locked: another program uses it; wait until that has ended
    "#]].assert_eq(
        &second
            .all()
            .replace(sandbox.path().to_str().unwrap(), "HERE"),
    );
    first.go_on().expect_status(0);
    let dump = sandbox.run(&["dump", "m"]).expect_status(0);
    let normal = sandbox.run(&["normalize", "first.xml"]).expect_status(0);
    assert_eq!(dump.stdout, normal.stdout);
}
