//! Programs that take turns, so that whatever else the machine does slows all of them alike.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::trouble::Trouble;

/// Untimed work before or after a run; gets the number of the round.
type Around = Box<dyn Fn(usize) -> Result<(), Trouble>>;

/// Something that is timed.
pub(super) struct Runner {
    pub(super) name: String,
    /// The commands that are timed together; they get the number of the round.
    pub(super) commands: Box<dyn Fn(usize) -> Vec<Command>>,
    /// Exit codes that are no failure.
    pub(super) accepted: &'static [i32],
    /// How many times the first runner's time it may take.
    pub(super) goal: Option<f64>,
    pub(super) after: Option<Around>,
}

impl Runner {
    /// One command, the same in each round.
    pub(super) fn new(name: &str, words: &[&str]) -> Self {
        let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        Self::varying(name, move |_| vec![words.clone()])
    }

    /// Commands that depend on the number of the round.
    pub(super) fn varying(name: &str, words: impl Fn(usize) -> Vec<Vec<String>> + 'static) -> Self {
        let commands = move |round| {
            words(round)
                .iter()
                .filter_map(|words| command(words))
                .collect()
        };
        Self {
            name: name.to_owned(),
            commands: Box::new(commands),
            accepted: &[0],
            goal: None,
            after: None,
        }
    }

    pub(super) fn accepting(mut self, codes: &'static [i32]) -> Self {
        self.accepted = codes;
        self
    }

    pub(super) fn with_goal(mut self, goal: f64) -> Self {
        self.goal = Some(goal);
        self
    }

    pub(super) fn then(mut self, after: impl Fn(usize) -> Result<(), Trouble> + 'static) -> Self {
        self.after = Some(Box::new(after));
        self
    }
}

fn command(words: &[String]) -> Option<Command> {
    let (program, args) = words.split_first()?;
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::null());
    Some(command)
}

/// Runs untimed work to its end.
pub(super) fn quietly(words: &[&str]) -> Result<(), Trouble> {
    let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
    command(&words).map_or(Ok(()), |command| finish(command, &[0]))
}

fn finish(mut command: Command, accepted: &[i32]) -> Result<(), Trouble> {
    let output = command
        .output()
        .map_err(Trouble::io(command.get_program().display()))?;
    if output
        .status
        .code()
        .is_some_and(|code| accepted.contains(&code))
    {
        return Ok(());
    }
    Err(Trouble::Wrong(format!(
        "{command:?} ended with {}\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )))
}

/// Lets the runners take turns and prints a table; ratios are to the first runner.
pub(super) fn run(title: &str, rounds: usize, runners: &[Runner]) -> Result<(), Trouble> {
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); runners.len()];
    // The first round warms caches and services up.
    for round in 0..=rounds {
        for (runner, times) in runners.iter().zip(&mut times) {
            let commands = (runner.commands)(round);
            let start = Instant::now();
            for command in commands {
                finish(command, runner.accepted)?;
            }
            let took = start.elapsed();
            if let Some(after) = &runner.after {
                after(round)?;
            }
            if round > 0 {
                times.push(took);
            }
        }
    }
    println!("\n{}", table(title, runners, &mut times));
    Ok(())
}

fn table(title: &str, runners: &[Runner], times: &mut [Vec<Duration>]) -> String {
    let mut lines = vec![format!(
        "{title:<44} {:>10} {:>10} {:>7}  goal",
        "median ms", "least ms", "ratio"
    )];
    let mut first = None;
    for (runner, times) in runners.iter().zip(times) {
        times.sort();
        let median = times
            .get(times.len() / 2)
            .map_or(f64::NAN, Duration::as_secs_f64)
            * 1e3;
        let least = times.first().map_or(f64::NAN, Duration::as_secs_f64) * 1e3;
        let ratio = median / *first.get_or_insert(median);
        let goal = match runner.goal {
            Some(goal) if ratio <= goal => format!("<= {goal}, met"),
            Some(goal) => format!("<= {goal}, MISSED"),
            None => String::new(),
        };
        lines.push(format!(
            "  {:<42} {median:>10.2} {least:>10.2} {ratio:>7.2}  {goal}",
            runner.name
        ));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Runner, table};

    #[test]
    fn ratios_are_to_the_first_runner_and_goals_are_judged() {
        let runners = [
            Runner::new("theirs", &["true"]),
            Runner::new("ours", &["true"]).with_goal(0.7),
            Runner::new("slow", &["true"]).with_goal(0.7),
        ];
        let mut times = [30, 15, 60].map(|ms| vec![Duration::from_millis(ms); 3]);
        let text = table("reading", &runners, &mut times);
        let lines: Vec<Vec<&str>> = text
            .lines()
            .map(|line| line.split_whitespace().collect())
            .collect();
        assert_eq!(lines[1], ["theirs", "30.00", "30.00", "1.00"]);
        assert_eq!(
            lines[2],
            ["ours", "15.00", "15.00", "0.50", "<=", "0.7,", "met"]
        );
        assert_eq!(
            lines[3],
            ["slow", "60.00", "60.00", "2.00", "<=", "0.7,", "MISSED"]
        );
    }
}
