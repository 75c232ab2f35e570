//! `fuzz SECONDS [TARGET…]`: feeds every target, or those named, for that long.
#![forbid(unsafe_code)]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for people at a terminal"
)]

use std::process::ExitCode;
use std::time::{Duration, SystemTime};

use tests::fuzzing::targets::ALL;
use tests::fuzzing::{Until, run};

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let Some(seconds) = args.next().and_then(|seconds| seconds.parse().ok()) else {
        eprintln!("usage: fuzz SECONDS [TARGET…]");
        return ExitCode::from(2);
    };
    let names: Vec<String> = args.collect();
    if let Some(unknown) = names
        .iter()
        .find(|name| ALL.iter().all(|target| target.name != **name))
    {
        let known: Vec<&str> = ALL.iter().map(|target| target.name).collect();
        eprintln!("there is no target `{unknown}`, only {}", known.join(", "));
        return ExitCode::from(2);
    }
    // Other inputs each time, told by number; the same ones where a number is given.
    let given = std::env::var("BOXWRIGHT_FUZZ_FROM").ok();
    let now = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .map_or(0, |time| time.as_secs() << 20);
    let from = given.and_then(|number| number.parse().ok()).unwrap_or(now);
    let mut code = ExitCode::SUCCESS;
    for target in ALL
        .iter()
        .filter(|target| names.is_empty() || names.iter().any(|name| name == target.name))
    {
        match run(target, from, Until::Time(Duration::from_secs(seconds))) {
            Ok(count) => println!("{:<10} {count} inputs, from number {from}", target.name),
            Err(finding) => {
                println!(
                    "{:<10} FAILED at number {}: {}\n           input: {}",
                    target.name,
                    finding.number,
                    finding.what,
                    finding.file.display()
                );
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}
