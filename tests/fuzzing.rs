//! Broken input for everything that parses what others wrote.
//!
//! A target gets mutated seeds and must neither panic nor hang. The inputs follow from a number, so a finding can be
//! had again; the input itself is written to a file as well.

mod mutate;
pub mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use mutate::Mutator;
use targets::Target;

/// One input may take so long, in a debug build on a busy machine.
const LIMIT: Duration = Duration::from_secs(20);

/// How long to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// For a time, beginning at a number.
    Time(Duration),
    /// For a number of inputs.
    Count(u64),
}

/// An input that a target cannot stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its number.
    pub number: u64,
    /// What happened.
    pub what: String,
    /// Where the input is.
    pub file: PathBuf,
}

/// Feeds a target; gives how many inputs it stood.
pub fn run(target: &Target, from: u64, until: Until) -> Result<u64, Finding> {
    let seeds = (target.seeds)();
    assert!(!seeds.is_empty(), "target `{}` has no seeds", target.name);
    let start = Instant::now();
    let mut number = from;
    loop {
        let done = number - from;
        let more = match until {
            Until::Time(time) => start.elapsed() < time,
            Until::Count(count) => done < count,
        };
        if !more {
            return Ok(done);
        }
        let input = Mutator::new(number).mutate(&seeds);
        let began = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| (target.body)(&input)));
        let what = match outcome {
            Err(payload) => said(payload.as_ref()),
            Ok(()) if began.elapsed() > LIMIT => format!("it took {:?}", began.elapsed()),
            Ok(()) => {
                number += 1;
                continue;
            }
        };
        let file = std::env::temp_dir().join(format!("fuzz-{}-{number}", target.name));
        std::fs::write(&file, &input).unwrap();
        return Err(Finding { number, what, file });
    }
}

/// The words of a panic.
fn said(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without words")
        .to_owned()
}
