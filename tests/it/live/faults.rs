//! The same on a real VirtualBox: failure at every call of an apply.

use native_driver::apply::Link as _;
use native_driver::plan::MachinePlan;
use tests::driven::{Blow, Driven};
use tests::live::{Lab, State};
use tests::tree;

use crate::faults::alter;

/// How far the tests step from call to call: every one with the newest function table, a few with the others, which
/// differ in nothing that matters here.
fn stride() -> usize {
    match std::env::var("BOXWRIGHT_XPCOM_TABLE").as_deref() {
        Ok("4") | Err(_) => 1,
        Ok(table) => {
            tests::noted(&format!(
                "function table {table} is tried at every ninth call, table 4 at every one"
            ));
            9
        }
    }
}

/// What may stay behind when a client is killed that holds the lock.
fn comparable(state: State, blow: Blow) -> State {
    if blow == Blow::KillHelper {
        state.without_aborted()
    } else {
        state
    }
}

/// The lines that only one of two states has.
fn difference(before: &State, after: &State) -> String {
    let text = |state: &State| format!("{state:#?}").replace("\\n", "\n");
    let (before, after) = (text(before), text(after));
    let only = |mark: &str, these: &str, those: &str| -> Vec<String> {
        let those: Vec<&str> = those.lines().collect();
        these
            .lines()
            .filter(|line| !those.contains(line))
            .map(|line| format!("{mark}{line}"))
            .collect()
    };
    [only("-", &before, &after), only("+", &after, &before)]
        .concat()
        .join("\n")
}

/// Runs `plan` with a blow at each of its calls; `restore` brings the state of before back where it came through.
fn at_every_call(
    lab: &Lab,
    blow: Blow,
    plan: &MachinePlan,
    xml: &str,
    mut restore: impl FnMut(&mut Driven<'_>),
) -> usize {
    let journals = tempfile::tempdir().unwrap();
    // Bringing the machine back leaves its media known to VirtualBox, so what is before is seen anew then.
    let mut before = comparable(lab.state(), blow);
    for number in (0..).step_by(stride()) {
        let what = format!("{blow:?} at call {number}");
        let mut driven = Driven::live(lab).with_journals(journals.path());
        driven.arm(blow, number);
        let outcome = driven.carry_out(plan.clone(), false);
        if driven.is_armed() {
            outcome.unwrap();
            driven.reset();
            restore(&mut driven);
            return number;
        }
        let left = std::fs::read_dir(journals.path()).unwrap().count();
        assert_eq!(
            left, 0,
            "{what}: a journal is left behind after {outcome:?}"
        );
        driven.reset();
        match &outcome {
            Ok(_) => {
                // The last call may have been the last of a service, too.
                driven.reconnect().unwrap();
                assert_eq!(driven.plan(xml).unwrap().changes, [], "{what}: {outcome:?}");
                restore(&mut driven);
                before = comparable(lab.state(), blow);
            }
            Err(error) => {
                assert!(
                    !error.to_string().contains("not taken back"),
                    "{what}: {error}"
                );
                let after = comparable(lab.state(), blow);
                if after != before {
                    let next = driven.plan(xml).map(|plan| plan.changes);
                    assert!(
                        next.is_ok_and(|changes| changes.is_empty()),
                        "{what}: {error}\n{}",
                        difference(&before, &after)
                    );
                    restore(&mut driven);
                    before = comparable(lab.state(), blow);
                }
            }
        }
    }
    unreachable!("an apply has an end")
}

fn a_create(blow: Blow) {
    let Some(lab) = Lab::start() else { return };
    let xml = lab.with_host_files(&tree::example("documented-2009.xml"));
    let plan = Driven::live(&lab).plan(&xml).unwrap();
    let calls = at_every_call(&lab, blow, &plan, &xml, |driven| {
        let delete = native_driver::machines::plan_delete(driven, "vbox").unwrap();
        driven.carry_out(delete, true).unwrap();
        // What the service still knows of its media goes with it.
        lab.kill("VBoxSVC");
    });
    assert!(calls > 80, "{calls} calls");
}

fn a_change(blow: Blow) {
    let Some(lab) = Lab::start() else { return };
    let example = tree::example("documented-2009.xml");
    let xml = lab.with_host_files(&example);
    Driven::live(&lab).apply(&xml).unwrap();
    // A service that reads a settings file writes some defaults into it that the one that made the machine left out.
    lab.kill("VBoxSVC");
    lab.vboxmanage(["setextradata", "vbox", "test", "1"]);
    lab.vboxmanage(["setextradata", "vbox", "test"]);
    let altered = lab.with_host_files(&alter(&example));
    let plan = Driven::live(&lab).plan(&altered).unwrap();
    let calls = at_every_call(&lab, blow, &plan, &altered, |driven| {
        driven.apply(&xml).unwrap();
    });
    assert!(calls > 30, "{calls} calls");
}

#[test]
fn a_create_is_refused_at_every_call() {
    a_create(Blow::Refuse);
}

#[test]
fn a_create_loses_the_service_at_every_call() {
    a_create(Blow::KillService);
}

#[test]
fn a_create_loses_the_service_after_every_call() {
    a_create(Blow::KillServiceAfter);
}

#[test]
fn a_create_loses_the_helper_at_every_call() {
    a_create(Blow::KillHelper);
}

#[test]
fn a_change_is_refused_at_every_call() {
    a_change(Blow::Refuse);
}

#[test]
fn a_change_loses_the_service_at_every_call() {
    a_change(Blow::KillService);
}

#[test]
fn a_change_loses_the_service_after_every_call() {
    a_change(Blow::KillServiceAfter);
}

#[test]
fn a_change_loses_the_helper_at_every_call() {
    a_change(Blow::KillHelper);
}
