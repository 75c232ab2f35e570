//! A stage that runs beside the ones after it, as a process of its own: what it prints is shown when it has ended.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::stages::{self, Stage};
use super::tally::Tally;
use super::{Done, Outcome, run_stage};
use crate::places;
use crate::trouble::Trouble;

/// The hidden command that is that process.
pub(crate) const COMMAND: &str = "__stage";

/// A stage that is under way.
#[derive(Debug)]
pub(super) struct Beside {
    stage: &'static Stage,
    child: Child,
    output: PathBuf,
    result: PathBuf,
    start: Instant,
}

impl Beside {
    pub(super) fn start(stage: &'static Stage) -> Result<Self, Trouble> {
        let folder = places::target();
        fs::create_dir_all(&folder).map_err(Trouble::io(folder.display()))?;
        let output = folder.join(format!("stage-{}.log", stage.name));
        let result = folder.join(format!("stage-{}.result", stage.name));
        let file = File::create(&output).map_err(Trouble::io(output.display()))?;
        let errors = file.try_clone().map_err(Trouble::io(output.display()))?;
        let program = std::env::current_exe().map_err(Trouble::io("this program"))?;
        let child = Command::new(&program)
            .arg(COMMAND)
            .arg(stage.name)
            .arg(&result)
            .stdin(Stdio::null())
            .stdout(file)
            .stderr(errors)
            .spawn()
            .map_err(Trouble::io(program.display()))?;
        Ok(Self {
            stage,
            child,
            output,
            result,
            start: Instant::now(),
        })
    }

    pub(super) fn title(&self) -> String {
        format!("{}: {}", self.stage.name, self.stage.about)
    }

    /// Waits for its end, shows what it printed, and counts its tests.
    pub(super) fn end(mut self, tally: &mut Tally) -> Done {
        let outcome = self.outcome(tally).unwrap_or_else(Outcome::Failed);
        Done {
            name: self.stage.name,
            outcome,
            setup: Duration::ZERO,
            took: self.start.elapsed(),
        }
    }

    fn outcome(&mut self, tally: &mut Tally) -> Result<Outcome, Trouble> {
        self.child.wait().map_err(Trouble::io(self.stage.name))?;
        let output = fs::read(&self.output).map_err(Trouble::io(self.output.display()))?;
        print!("{}", String::from_utf8_lossy(&output));
        let result =
            fs::read_to_string(&self.result).map_err(Trouble::io(self.result.display()))?;
        let (count, outcome) = result.split_once('\n').unwrap_or_default();
        tally.see(count);
        Ok(match outcome.split_once(": ") {
            None => Outcome::Passed,
            Some((LEFT_OUT, why)) => Outcome::LeftOut(why.to_owned()),
            Some((_, "")) => Outcome::Failed(Trouble::Told),
            Some((_, why)) => Outcome::Failed(Trouble::Wrong(why.to_owned())),
        })
    }
}

const PASSED: &str = "passed";
const LEFT_OUT: &str = "left out";
const FAILED: &str = "failed";

/// `cargo xtask __stage NAME FILE`: runs a stage, and writes the count of its tests and how it ended into the file.
pub(crate) fn run(args: &[String]) -> Result<(), Trouble> {
    let [name, file] = args else {
        return Err(Trouble::Usage(format!("usage: {COMMAND} STAGE FILE")));
    };
    let stage = stages::ALL
        .iter()
        .find(|stage| stage.name == name)
        .ok_or_else(|| Trouble::Usage(format!("there is no stage `{name}`")))?;
    // What an earlier run left says nothing about this one.
    match fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(Trouble::Io(file.clone(), error));
        }
        _ => {}
    }
    let mut tally = Tally::default();
    let outcome = match run_stage(stage, &mut tally).outcome {
        Outcome::Passed => PASSED.to_owned(),
        Outcome::Failed(error) => format!("{FAILED}: {error}"),
        Outcome::LeftOut(what) => format!("{LEFT_OUT}: {what}"),
    };
    fs::write(file, format!("{tally}\n{outcome}")).map_err(Trouble::io(file))
}
