//! `cargo xtask test`: everything that has to hold, the cheapest first.

mod stages;
pub(crate) mod tally;

use std::time::{Duration, Instant};

use crate::setup::Need;
use crate::trouble::Trouble;
use stages::Stage;
use tally::Tally;

const USAGE: &str = "usage: cargo xtask test [--list] [--only STAGE]… [--keep-going]";

/// How a stage ended.
#[derive(Debug)]
enum Outcome {
    Passed,
    Failed(Trouble),
    LeftOut(String),
}

#[derive(Debug)]
struct Done {
    name: &'static str,
    outcome: Outcome,
    setup: Duration,
    took: Duration,
}

/// `cargo xtask test`
pub(crate) fn run(args: &[String]) -> Result<(), Trouble> {
    let mut only: Vec<&str> = Vec::new();
    let mut keep_going = false;
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--list" => {
                for stage in stages::ALL {
                    println!("{:<9} {}", stage.name, stage.about);
                }
                return Ok(());
            }
            "--only" => only.push(
                args.next()
                    .ok_or_else(|| Trouble::Usage(USAGE.to_owned()))?,
            ),
            "--keep-going" => keep_going = true,
            _ => return Err(Trouble::Usage(USAGE.to_owned())),
        }
    }
    if let Some(unknown) = only
        .iter()
        .find(|name| stages::ALL.iter().all(|stage| stage.name != **name))
    {
        return Err(Trouble::Usage(format!(
            "there is no stage `{unknown}`; `cargo xtask test --list` names them"
        )));
    }

    let mut tally = Tally::default();
    let mut done = Vec::new();
    for stage in stages::ALL
        .iter()
        .filter(|stage| only.is_empty() || only.contains(&stage.name))
    {
        println!("\n=== {}: {}", stage.name, stage.about);
        let ended = run_stage(stage, &mut tally);
        if let Outcome::Failed(error) = &ended.outcome {
            println!("error: {error}");
        }
        let stop = matches!(ended.outcome, Outcome::Failed(_)) && !keep_going;
        done.push(ended);
        if stop {
            break;
        }
    }
    report(&done, tally)
}

fn run_stage(stage: &Stage, tally: &mut Tally) -> Done {
    let start = Instant::now();
    let ready = stage.needs.iter().try_for_each(|need: &Need| need.ensure());
    let setup = start.elapsed();
    let start = Instant::now();
    let outcome = match ready {
        Ok(()) => match (stage.run)(tally) {
            Ok(()) => Outcome::Passed,
            Err(error) => Outcome::Failed(error),
        },
        // A person's machine may lack something, and is told; the machine that decides what is good may not.
        Err(Trouble::Missing(what)) if !is_ci() => Outcome::LeftOut(what),
        Err(error) => Outcome::Failed(error),
    };
    Done {
        name: stage.name,
        outcome,
        setup,
        took: start.elapsed(),
    }
}

fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| value == "true")
}

/// The times of the stages, what was left out, and the count of tests as the last line.
fn report(done: &[Done], mut tally: Tally) -> Result<(), Trouble> {
    println!("\n{:<9} {:>8} {:>8}  result", "stage", "set-up", "run");
    for stage in done {
        let result = match &stage.outcome {
            Outcome::Passed => "passed".to_owned(),
            Outcome::Failed(error) => format!("FAILED: {error}"),
            Outcome::LeftOut(what) => format!("LEFT OUT: {what}"),
        };
        println!(
            "{:<9} {:>8} {:>8}  {result}",
            stage.name,
            clock(stage.setup),
            clock(stage.took)
        );
    }
    let total = done.iter().map(|stage| stage.setup + stage.took).sum();
    println!("{:<9} {:>8} {:>8}", "total", "", clock(total));
    for line in stages::NEVER_RUN {
        println!("not part of these tests: {line}");
    }
    let failed: Vec<&str> = done
        .iter()
        .filter(|stage| matches!(stage.outcome, Outcome::Failed(_)))
        .map(|stage| stage.name)
        .collect();
    // A stage that is no test, and fails, is a failure all the same.
    tally.failed = tally.failed.max(failed.len());
    tally.skipped += done
        .iter()
        .filter(|stage| matches!(stage.outcome, Outcome::LeftOut(_)))
        .count();
    if !failed.is_empty() {
        println!("failed: {}", failed.join(", "));
    }
    println!("{tally}");
    if failed.is_empty() {
        Ok(())
    } else {
        Err(Trouble::Told)
    }
}

fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
