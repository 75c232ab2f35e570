//! Failure at every call of an apply: afterwards everything is as before or as asked, and the next command works.

use native_driver::backend::sim::Service;
use native_driver::plan::MachinePlan;
use tests::driven::{Blow, Driven};
use tests::tree;

const BLOWS: [Blow; 4] = [
    Blow::Refuse,
    Blow::KillService,
    Blow::KillServiceAfter,
    Blow::KillHelper,
];

/// The state of a simulation but for its clock and counter, and the mark of a client that was killed with a lock.
fn state(service: &Service) -> serde_json::Value {
    let mut state: serde_json::Value = serde_json::from_str(&service.to_json().unwrap()).unwrap();
    forget(&mut state);
    state
}

fn forget(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(members) => {
            for name in ["clock", "made", "lastStateChange"] {
                members.remove(name);
            }
            members.values_mut().for_each(forget);
        }
        serde_json::Value::Array(values) => values.iter_mut().for_each(forget),
        serde_json::Value::String(text) if text == "Aborted" => "PoweredOff".clone_into(text),
        serde_json::Value::String(_)
        | serde_json::Value::Null
        | serde_json::Value::Bool(_)
        | serde_json::Value::Number(_) => {}
    }
}

/// The lines that only one of two states has.
fn difference(was: &serde_json::Value, is: &serde_json::Value) -> String {
    let (was, is) = (format!("{was:#}"), format!("{is:#}"));
    let only = |mark: &str, these: &str, those: &str| {
        let those: Vec<&str> = those.lines().collect();
        let mut lines: Vec<String> = these
            .lines()
            .filter(|line| !those.contains(line))
            .map(|line| format!("{mark}{line}\n"))
            .collect();
        lines.dedup();
        lines.concat()
    };
    only("-", &was, &is) + &only("+", &is, &was)
}

/// Runs `plan` with a blow at each of its calls; gives how many there were.
fn at_every_call(blow: Blow, before: &str, plan: &MachinePlan, xml: &str) -> usize {
    let journals = tempfile::tempdir().unwrap();
    for number in 0.. {
        let what = format!("{blow:?} at call {number}");
        let service = Service::from_json(before).unwrap();
        let mut driven = Driven::simulated(&service).with_journals(journals.path());
        driven.arm(blow, number);
        let outcome = driven.carry_out(plan.clone(), false);
        if driven.is_armed() {
            outcome.unwrap();
            return number;
        }
        let left = std::fs::read_dir(journals.path()).unwrap().count();
        assert_eq!(
            left, 0,
            "{what}: a journal is left behind after {outcome:?}"
        );
        drop(driven);
        let mut next = Driven::simulated(&service);
        match &outcome {
            Ok(_) => assert_eq!(next.plan(xml).unwrap().changes, [], "{what}: {outcome:?}"),
            Err(error) => {
                let (was, is) = (state(&Service::from_json(before).unwrap()), state(&service));
                let mut is_asked = || next.plan(xml).is_ok_and(|plan| plan.changes.is_empty());
                assert!(
                    was == is || is_asked(),
                    "{what}: {error}\n{}",
                    difference(&was, &is)
                );
                assert!(
                    !error.to_string().contains("not taken back"),
                    "{what}: {error}"
                );
            }
        }
        next.apply(xml)
            .map_err(|error| format!("{what}, then: {error}"))
            .unwrap();
        assert_eq!(next.plan(xml).unwrap().changes, [], "{what}, then");
    }
    unreachable!("an apply has an end")
}

#[test]
fn a_create_meets_with_a_blow_at_every_call() {
    let xml = tree::example("documented-2009.xml");
    let before = Service::default_state().to_json().unwrap();
    let plan = Driven::simulated(&Service::from_json(&before).unwrap())
        .plan(&xml)
        .unwrap();
    for blow in BLOWS {
        let calls = at_every_call(blow, &before, &plan, &xml);
        assert!(calls > 80, "{blow:?}: {calls} calls");
    }
}

#[test]
fn a_change_meets_with_a_blow_at_every_call() {
    let xml = tree::example("documented-2009.xml");
    let service = Service::default_state();
    Driven::simulated(&service).apply(&xml).unwrap();
    let before = service.to_json().unwrap();
    let altered = alter(&xml);
    let plan = Driven::simulated(&service).plan(&altered).unwrap();
    for blow in BLOWS {
        let calls = at_every_call(blow, &before, &plan, &altered);
        assert!(calls > 30, "{blow:?}: {calls} calls");
    }
}

/// Something of everything: settings, extra data, media opened, exchanged and detached, a controller, a folder.
pub(crate) fn alter(xml: &str) -> String {
    let changes = [
        ("<memory>654321</memory>", "<memory unit='MiB'>64</memory>"),
        ("<apic/>\n", ""),
        ("slax-6.0.9.iso", "other.iso"),
        ("vbox.vdi", "other.vdi"),
        ("<target dev='fda'/>", "<target dev='fdb'/>"),
        ("/home/user/stuff", "/home/user/other"),
        ("<model type='82540eM'/>", "<model type='virtio'/>"),
        (
            "<sound model='sb16'/>",
            "<sound model='ac97'/>\n<graphics type='desktop'/>\n<controller type='sata' index='0'/>",
        ),
        ("<product id='0xfeeb'/>", "<product id='0xfeec'/>"),
    ];
    changes.iter().fold(xml.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    })
}

#[test]
fn reading_the_documented_machine_takes_few_calls() {
    let xml = tree::example("documented-2009.xml");
    let service = Service::default_state();
    let mut driven = Driven::simulated(&service);
    driven.apply(&xml).unwrap();
    driven.reset();
    driven.dump("vbox");
    let dump = driven.calls().len();
    driven.reset();
    driven.plan(&xml).unwrap();
    assert!(dump <= 150, "{dump} calls");
    assert!(
        driven.calls().len() <= 150,
        "{} calls",
        driven.calls().len()
    );
    assert_eq!(driven.changes(), 0);
}
