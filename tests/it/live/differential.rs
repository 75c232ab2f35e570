//! The same calls, to the simulation and to a real VirtualBox: both must answer alike.
//!
//! Sequences are made from a seed, so that one that differs can be run again: `DIFFERENTIAL_SEED=N`.

mod known;
mod pair;
mod sequence;
mod values;
mod walk;

use native_driver::backend::sim::Service;
use native_driver::connect::{ConnectOptions, HelperCommand, connect};
use native_driver::uri::ConnectionUri;
use tests::live::Lab;

use pair::Pair;
use sequence::Sequence;

/// How many sequences are run; with function tables other than the newest only the first few, because what is called
/// does not depend on them.
const SEQUENCES: u64 = 210;
const FEW: u64 = 12;

/// The files that calls name; `none.vdi` and `none.iso` are not there.
pub(crate) const IMAGES: [&str; 8] = [
    "a.vdi", "b.vdi", "c.vmdk", "d.vhd", "e.iso", "f.iso", "g.img", "h.img",
];

#[test]
fn the_simulation_answers_as_virtualbox_does() {
    let Some(lab) = Lab::start() else { return };
    for image in IMAGES {
        lab.image(image);
    }
    std::fs::write(lab.files().join("state.sav"), "saved").unwrap();
    let options = ConnectOptions {
        helper: Some(HelperCommand::of(lab.helper())),
        ..ConnectOptions::from_environment()
    };
    let one: Option<u64> = std::env::var("DIFFERENTIAL_SEED")
        .ok()
        .map(|text| text.parse().unwrap());
    let with_old_table = std::env::var("BOXWRIGHT_XPCOM_TABLE")
        .is_ok_and(|table| !matches!(table.as_str(), "" | "4"));
    let all = if with_old_table { FEW } else { SEQUENCES };
    let seeds = one.map_or(0..all, |seed| seed..seed + 1);
    let mut connection = connect(&ConnectionUri::Session, &options).unwrap();
    let (mut calls, mut met, mut wrong) = (0, Vec::new(), Vec::new());
    for seed in seeds {
        let service = Service::empty();
        for missing in ["none.vdi", "none.iso", "none"] {
            service.set_missing(&format!("{}/{missing}", lab.files().display()), true);
        }
        let mut sim = service.connect("test:///differential");
        let mut pair = Pair::new(connection.backend(), &mut sim);
        Sequence::new(&mut pair, seed, &lab.machines(), &lab.files()).run();
        calls += pair.calls();
        let is_stale = pair.is_stale();
        let (log, difference) = pair.end();
        if let Some(difference) = difference {
            match known::reason(&difference) {
                Some(reason) => met.push(reason),
                None => wrong.push(format!("seed {seed}: {difference}\n{log}")),
            }
        }
        if is_stale {
            lab.kill("VBoxSVC");
            connection.reconnect().unwrap();
            // Machines whose locks ended with the service.
            let mut sim = service.connect("test:///differential");
            let mut pair = Pair::new(connection.backend(), &mut sim);
            let machines = pair.real_list("machines");
            pair.tidy(&machines);
        }
        clean(&lab);
    }
    assert!(
        wrong.is_empty(),
        "{} sequences of {all} differ, {calls} calls\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    // A difference that is met no more is not one: its line has to go.
    if one.is_none() && !with_old_table {
        let unmet: Vec<&str> = known::REASONS
            .iter()
            .map(|(_, reason)| *reason)
            .filter(|reason| !met.contains(reason))
            .collect();
        assert_eq!(unmet, [""; 0], "no sequence meets these any more");
    }
}

/// Removes the machines' folders, so that no sequence meets a file of another.
fn clean(lab: &Lab) {
    for entry in std::fs::read_dir(lab.machines()).unwrap() {
        std::fs::remove_dir_all(entry.unwrap().path()).unwrap();
    }
}
