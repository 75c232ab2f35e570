//! The program stopped at each phase of its work: killed, interrupted, in the way of another run.

use expect_test::expect;
use tests::desk::{Desk, document};
use tests::paused::Paused;

/// The phases of the plan that makes the machine.
const CREATE: [&str; 8] = [
    "prepare", "create", "register", "lock", "extra", "attach", "save", "unlock",
];
/// The phases of the plan that changes it.
const CHANGE: [&str; 8] = [
    "prepare", "lock", "extra", "detach", "change", "attach", "save", "unlock",
];

/// Kills the program before each phase of an apply of `document`; the next run puts everything right.
#[track_caller]
fn killed(desk: &Desk, phases: &[&str], document: &str) {
    let before = desk.lab.state();
    for phase in phases {
        desk.paused(phase, document).kill();
        // Left alone, the helper process gives the lock back in order: the machine is not marked as aborted.
        desk.wait_for_helper();
        if *phase == "unlock" {
            continue;
        }
        let next = desk.run(&["list"]).expect_status(0);
        assert_eq!(
            next.stderr,
            "note: an earlier run was interrupted while it worked on the machine `m`; everything is as it was before\n",
            "{phase}"
        );
        assert_eq!(desk.lab.state(), before, "{phase}");
        let next = desk.run(&["list"]).expect_status(0);
        assert_eq!(next.stderr, "", "{phase}: said once");
    }
    let next = desk.run(&["apply", "--yes", document]).expect_status(0);
    assert_eq!(
        next.stderr,
        "note: an earlier run had finished the machine `m`\n"
    );
    assert!(
        next.stdout.ends_with("applied: 0 changed, 1 unchanged\n"),
        "{}",
        next.all()
    );
    desk.is_as_asked(document);
    let said = desk.lab.showvminfo("m");
    assert_eq!(said.get("VMState").map(String::as_str), Some("poweroff"));
}

#[test]
fn killed_while_a_machine_is_made() {
    let Some(desk) = Desk::new() else { return };
    killed(&desk, &CREATE, "first.xml");
}

#[test]
fn killed_while_a_machine_is_changed() {
    let Some(desk) = Desk::new().map(Desk::with_machine) else {
        return;
    };
    killed(&desk, &CHANGE, "second.xml");
}

/// Presses Ctrl-C before each phase of an apply of `document`.
#[track_caller]
fn interrupted(desk: &Desk, phases: &[&str], document: &str) {
    let before = desk.lab.state();
    for phase in phases {
        let ran = desk.paused(phase, document).interrupt().expect_status(1);
        if *phase == "save" || *phase == "unlock" {
            assert_eq!(
                ran.stderr,
                "error: interrupted, but too late to take anything back: 1 changed, 0 unchanged\n",
                "{phase}"
            );
            desk.is_as_asked(document);
            return;
        }
        assert_eq!(
            ran.stderr,
            format!(
                "\ninterrupted: taking back what was done\nerror: `{document}`: m: interrupted; everything is as it was before\n"
            ),
            "{phase}"
        );
        assert_eq!(desk.lab.state(), before, "{phase}");
    }
}

#[test]
fn ctrl_c_while_a_machine_is_made() {
    let Some(desk) = Desk::new() else { return };
    interrupted(&desk, &CREATE, "first.xml");
}

#[test]
fn ctrl_c_while_a_machine_is_changed() {
    let Some(desk) = Desk::new().map(Desk::with_machine) else {
        return;
    };
    interrupted(&desk, &CHANGE, "second.xml");
}

#[test]
fn two_runs_at_once() {
    let Some(desk) = Desk::new() else { return };
    // The first one works on a machine that nobody else sees yet.
    let first = desk.paused("register", "first.xml");
    let second = desk.run(&["apply", "--yes", "second.xml"]);
    expect![[r#"
        exit 1
        error: another boxwright is changing the machine `m` right now; wait until it is done
    "#]]
    .assert_eq(&desk.complaint(&second));
    first.go_on().expect_status(0);
    desk.is_as_asked("first.xml");

    let first = desk.paused("change", "second.xml");
    let second = desk.run(&["apply", "--yes", "first.xml"]);
    expect![[r#"
        exit 1
        error: the machine `m` is locked by another program (process N): close that program, or wait until it is done
    "#]].assert_eq(&desk.complaint(&second));
    // Of a document that asks for what is there already, a lock is no hindrance.
    first.go_on().expect_status(0);
    desk.is_as_asked("second.xml");
}

#[test]
fn two_runs_with_their_own_journals() {
    let Some(desk) = Desk::new().map(Desk::with_machine) else {
        return;
    };
    let other = desk.lab.sandbox();
    other.write(
        "third.xml",
        desk.lab.with_host_files(&document("256", "third", "sdl")),
    );
    // Both have made their plans when the machine is free; the lock decides.
    let late = Paused::at("lock", &other, &["apply", "--yes", "third.xml"]);
    let first = desk.paused("save", "second.xml");
    let ran = late.go_on();
    expect![[r#"
        exit 1
        error: `third.xml`: line 1 (/domain): m: IMachine.lockMachine: The machine 'm' is already locked for a session (or being unlocked) (MachineWrap, VBOX_E_INVALID_OBJECT_STATE); everything is as it was before
    "#]].assert_eq(&desk.complaint(&ran));
    first.go_on().expect_status(0);
    desk.is_as_asked("second.xml");
}
