//! Runs other programs: says what is run, reads what they print, tries downloads again.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::places;
use crate::trouble::Trouble;

/// A program to be run from the root of the checkout.
#[derive(Debug)]
pub(crate) struct Shell {
    command: Command,
}

/// `cargo` as it runs this program.
pub(crate) fn cargo<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Shell {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    Shell::new(cargo).args(args).env("CARGO_NET_RETRY", "10")
}

impl Shell {
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        command.current_dir(places::root()).stdin(Stdio::null());
        Self { command }
    }

    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    pub(crate) fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.command.args(args);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    pub(crate) fn terminal(mut self) -> Self {
        self.command.stdin(Stdio::inherit());
        self
    }

    /// The command as a person would type it.
    fn line(&self) -> String {
        let program = Path::new(self.command.get_program())
            .file_name()
            .unwrap_or_default();
        let words = std::iter::once(program).chain(self.command.get_args());
        words
            .map(|word| word.to_string_lossy().into_owned())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Runs it; what it prints goes where ours goes.
    pub(crate) fn run(mut self) -> Result<(), Trouble> {
        println!("$ {}", self.line());
        let status = self.command.status().map_err(Trouble::io(self.line()))?;
        if status.success() {
            Ok(())
        } else {
            Err(Trouble::Failed(self.line()))
        }
    }

    /// Runs something that downloads, up to three times.
    pub(crate) fn run_with_retries(mut self) -> Result<(), Trouble> {
        for wait in [5, 20] {
            println!("$ {}", self.line());
            if self
                .command
                .status()
                .map_err(Trouble::io(self.line()))?
                .success()
            {
                return Ok(());
            }
            println!("that failed; again in {wait} s");
            std::thread::sleep(Duration::from_secs(wait));
        }
        self.run()
    }

    /// Runs it and gives each line of its standard output to `see`, printing it too.
    pub(crate) fn run_seeing(mut self, mut see: impl FnMut(&str)) -> Result<(), Trouble> {
        println!("$ {}", self.line());
        let mut child = self
            .command
            .stdout(Stdio::piped())
            .spawn()
            .map_err(Trouble::io(self.line()))?;
        if let Some(stdout) = child.stdout.take() {
            for line in BufReader::new(stdout).lines() {
                let line = line.map_err(Trouble::io(self.line()))?;
                println!("{line}");
                see(&line);
            }
        }
        let status = child.wait().map_err(Trouble::io(self.line()))?;
        if status.success() {
            Ok(())
        } else {
            Err(Trouble::Failed(self.line()))
        }
    }

    /// Its standard output, without a word about it. Standard error goes where ours goes.
    pub(crate) fn read(mut self) -> Result<String, Trouble> {
        let output = self
            .command
            .stderr(Stdio::inherit())
            .output()
            .map_err(Trouble::io(self.line()))?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        if output.status.success() {
            Ok(text)
        } else {
            Err(Trouble::Failed(self.line()))
        }
    }

    /// Whether it runs and succeeds, its output thrown away.
    pub(crate) fn succeeds(mut self) -> bool {
        self.command
            .output()
            .is_ok_and(|output| output.status.success())
    }
}
