//! Inside the root: runs each live test as a process of its own, as an ordinary user, once with each function table.

use std::collections::VecDeque;
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::test::tally::Tally;
use crate::trouble::Trouble;

/// The hidden command that runs this.
pub(crate) const COMMAND: &str = "__live";

/// A test that takes longer hangs.
const LIMIT: Duration = Duration::from_mins(10);

/// How many tests run side by side: they mostly wait for VirtualBox.
const WORKERS: usize = 3;

#[derive(Debug, Default)]
struct Options {
    boxwright: String,
    tests: String,
    tables: Vec<String>,
    as_root: bool,
    filters: Vec<String>,
}

impl Options {
    fn parse(args: &[String]) -> Result<Self, Trouble> {
        let mut options = Self::default();
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let mut value = || {
                args.next()
                    .cloned()
                    .ok_or_else(|| Trouble::Usage(format!("{arg} wants a value")))
            };
            match arg.as_str() {
                "--boxwright" => options.boxwright = value()?,
                "--tests" => options.tests = value()?,
                "--table" => options.tables.push(value()?),
                "--root" => options.as_root = true,
                "--" => options.filters.extend(args.by_ref().cloned()),
                _ => return Err(Trouble::Usage(format!("what is `{arg}`?"))),
            }
        }
        if options.tables.is_empty() {
            // The newest table that this VirtualBox has.
            options.tables.push(String::new());
        }
        Ok(options)
    }

    /// The test binary as the user who runs the tests.
    fn command(&self, args: &[&str]) -> Command {
        let user = if self.as_root { "root" } else { "tester" };
        let mut command = Command::new("runuser");
        command.args([
            "--user",
            user,
            "--",
            "timeout",
            "--kill-after=10",
            &LIMIT.as_secs().to_string(),
        ]);
        command
            .arg(&self.tests)
            .args(args)
            .current_dir("/tmp")
            .env("BOXWRIGHT_LIVE", "1")
            .env("BOXWRIGHT_BIN", &self.boxwright)
            .env("BOXWRIGHT_SMALL_DISK", "/mnt/small")
            .env(
                "HOME",
                if self.as_root {
                    "/root"
                } else {
                    "/home/tester"
                },
            )
            .env("RUST_BACKTRACE", "1")
            .stdin(Stdio::null());
        command
    }

    /// The names of the live tests that the filters let through.
    fn names(&self) -> Result<Vec<String>, Trouble> {
        let output = self
            .command(&["live::", "--list", "--format", "terse"])
            .output()
            .map_err(Trouble::io("runuser"))?;
        if !output.status.success() {
            return Err(Trouble::Wrong(format!(
                "the tests cannot be listed by an ordinary user (is the checkout readable for everyone?)\n{}",
                String::from_utf8_lossy(&output.stderr)
            )));
        }
        let wanted = |name: &&str| {
            self.filters.is_empty() || self.filters.iter().any(|filter| name.contains(filter))
        };
        let text = String::from_utf8_lossy(&output.stdout);
        Ok(text
            .lines()
            .filter_map(|line| line.strip_suffix(": test"))
            .filter(wanted)
            .map(str::to_owned)
            .collect())
    }
}

/// One test with one table.
#[derive(Debug)]
struct Job {
    test: String,
    table: String,
}

/// Whether a test is of what lies above the function tables and takes long: what becomes of a change that fails at each
/// call in turn, whether the simulation answers alike, what the firmware starts from, what becomes of documents on their
/// way to a plan, and what each element, each setting and each name becomes: no table has calls of its own for those.
fn is_above_tables(test: &str) -> bool {
    const ABOVE: [&str; 13] = [
        "live::adopt::",
        "live::boot::",
        "live::differential::",
        "live::edit::",
        "live::elements::",
        "live::faults::",
        "live::foreign::",
        "live::instances::",
        "live::metadata::",
        "live::names::",
        "live::retarget::",
        "live::script::",
        "live::settings::",
    ];
    ABOVE.iter().any(|area| test.starts_with(area))
}

pub(crate) fn run(args: &[String]) -> Result<(), Trouble> {
    let options = Options::parse(args)?;
    let names = options.names()?;
    let mut jobs = VecDeque::new();
    for (place, table) in options.tables.iter().enumerate() {
        let wanted = |test: &&String| place == 0 || !is_above_tables(test);
        let left_out = names.iter().filter(|test| !wanted(test)).count();
        if left_out > 0 {
            println!("table {table}: without {left_out} tests of what is above the tables");
        }
        jobs.extend(names.iter().filter(wanted).map(|test| Job {
            test: test.clone(),
            table: table.clone(),
        }));
    }
    let jobs = Mutex::new(jobs);
    let tally = Mutex::new(Tally::default());
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                loop {
                    let Some(job) = lock(&jobs).pop_front() else {
                        return;
                    };
                    let done = run_one(&options, &job);
                    // One at a time, so that the output of a failed test stays together.
                    let mut tally = lock(&tally);
                    println!("{done}");
                    tally.add(done.tally());
                }
            });
        }
    });
    let tally = *lock(&tally);
    println!("{tally}");
    if tally.failed == 0 {
        Ok(())
    } else {
        Err(Trouble::Told)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How one test ended.
#[derive(Debug)]
struct Done {
    name: String,
    verdict: Verdict,
    took: Duration,
    output: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Passed,
    Failed,
    Skipped,
}

fn run_one(options: &Options, job: &Job) -> Done {
    let start = Instant::now();
    let mut command =
        options.command(&["--exact", &job.test, "--nocapture", "--test-threads", "1"]);
    let mut name = job.test.clone();
    if !job.table.is_empty() {
        command.env("BOXWRIGHT_XPCOM_TABLE", &job.table);
        name = format!("table {}: {name}", job.table);
    }
    let (verdict, output) = match command.output() {
        Ok(output) => {
            let text = [output.stdout, output.stderr]
                .map(|stream| String::from_utf8_lossy(&stream).into_owned())
                .concat();
            let verdict = match (
                output.status.code(),
                text.lines().any(|line| line.starts_with("skipped: ")),
            ) {
                (Some(0), false) => Verdict::Passed,
                (Some(0), true) => Verdict::Skipped,
                _ => Verdict::Failed,
            };
            let late = if output.status.code() == Some(124) {
                "\nit took too long"
            } else {
                ""
            };
            (verdict, text + late)
        }
        Err(error) => (Verdict::Failed, error.to_string()),
    };
    Done {
        name,
        verdict,
        took: start.elapsed(),
        output,
    }
}

impl Done {
    fn tally(&self) -> Tally {
        let count = |verdict| usize::from(self.verdict == verdict);
        Tally {
            passed: count(Verdict::Passed),
            failed: count(Verdict::Failed),
            skipped: count(Verdict::Skipped),
        }
    }
}

impl std::fmt::Display for Done {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let verdict = match self.verdict {
            Verdict::Passed => "ok",
            Verdict::Failed => "FAILED",
            Verdict::Skipped => "skipped",
        };
        write!(
            f,
            "{verdict:<8}{:>6.1} s  {}",
            self.took.as_secs_f32(),
            self.name
        )?;
        let mark = match self.verdict {
            Verdict::Failed => return write!(f, "\n{}", self.output),
            Verdict::Passed => "note: live::",
            Verdict::Skipped => "skipped: ",
        };
        self.output
            .lines()
            .filter(|line| line.starts_with(mark))
            .try_for_each(|line| write!(f, "\n{line}"))
    }
}
