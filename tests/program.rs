//! Runs the real `boxwright` in a folder of its own.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use tempfile::TempDir;

/// The program that `BOXWRIGHT_BIN` names; else it is built when a test first asks for it, with the profile of the tests.
///
/// # Panics
///
/// When it cannot be built: no test of the program means anything then.
pub fn boxwright() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM
        .get_or_init(|| build().unwrap_or_else(|error| panic!("cannot build boxwright: {error}")))
}

fn build() -> io::Result<PathBuf> {
    if let Some(path) = std::env::var_os("BOXWRIGHT_BIN") {
        return Ok(path.into());
    }
    // The tests run from `target/PROFILE/deps`.
    let exe = std::env::current_exe()?;
    let dir = exe
        .parent()
        .and_then(Path::parent)
        .ok_or_else(|| io::Error::other("the test has no target folder"))?;
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .current_dir(crate::tree::root())
        .args(["build", "--quiet", "--package", "boxwright"]);
    // Whatever chose the target folder of the tests, the program goes to the same.
    if let Some(target) = dir.parent() {
        cargo.arg("--target-dir").arg(target);
    }
    if dir.file_name() == Some(OsStr::new("release")) {
        cargo.arg("--release");
    }
    let status = cargo.status()?;
    if !status.success() {
        return Err(io::Error::other(format!("cargo build: {status}")));
    }
    Ok(dir.join(format!("boxwright{}", std::env::consts::EXE_SUFFIX)))
}

/// A folder in which the program runs, with an environment that has nothing of the tester's in it.
#[derive(Debug)]
pub struct Sandbox {
    dir: TempDir,
    variables: Vec<(OsString, OsString)>,
}

impl Default for Sandbox {
    fn default() -> Self {
        Self::new()
    }
}

impl Sandbox {
    /// An empty folder.
    ///
    /// # Panics
    ///
    /// When there is no room for one.
    pub fn new() -> Self {
        Self {
            dir: TempDir::new().unwrap_or_else(|error| panic!("no temporary folder: {error}")),
            variables: Vec::new(),
        }
    }

    /// The same folder with more in the program's environment.
    #[must_use]
    pub fn with_variables(
        mut self,
        variables: impl IntoIterator<Item = (OsString, OsString)>,
    ) -> Self {
        self.variables.extend(variables);
        self
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Writes a file, making the folders above it.
    ///
    /// # Panics
    ///
    /// When that fails.
    pub fn write(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        let made = path
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&path, contents));
        made.unwrap_or_else(|error| panic!("{name}: {error}"));
        path
    }

    /// Reads a file.
    ///
    /// # Panics
    ///
    /// When that fails.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The program with these arguments, ready for more.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(boxwright());
        command
            .args(args)
            .current_dir(self.path())
            .env_clear()
            .env("HOME", self.path())
            .env("XDG_STATE_HOME", self.path().join(".state"))
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null());
        command
    }

    /// Runs the program without input.
    ///
    /// # Panics
    ///
    /// When it cannot be started.
    pub fn run(&self, args: &[&str]) -> Ran {
        Ran::from(
            self.command(args)
                .output()
                .unwrap_or_else(|error| panic!("boxwright: {error}")),
        )
    }

    /// Runs the program with `input` on its standard input.
    ///
    /// # Panics
    ///
    /// When it cannot be started.
    pub fn run_with(&self, args: &[&str], input: impl AsRef<[u8]>) -> Ran {
        let output = self
            .feed(args, input.as_ref())
            .unwrap_or_else(|error| panic!("boxwright: {error}"));
        Ran::from(output)
    }

    fn feed(&self, args: &[&str], input: &[u8]) -> io::Result<Output> {
        let mut child = self
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        if let Some(mut stdin) = child.stdin.take() {
            match stdin.write_all(input) {
                // A program that refuses early does not read what it is given.
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error),
                _ => {}
            }
        }
        child.wait_with_output()
    }
}

/// What a run of the program gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ran {
    /// The exit code; -1 where a signal ended it.
    pub status: i32,
    /// What it wrote to standard output.
    pub stdout: String,
    /// What it wrote to standard error.
    pub stderr: String,
}

impl Ran {
    /// Everything in one text, for golden outputs; blanks at the ends of lines are left out, as those cannot keep them.
    pub fn all(&self) -> String {
        let mut text = format!("exit {}\n", self.status);
        for (name, stream) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !stream.is_empty() {
                text.push_str(&format!("--- {name}\n"));
            }
            for line in stream.lines() {
                text.push_str(line.trim_end());
                text.push('\n');
            }
        }
        text
    }

    /// Fails the test unless the program ended with this code.
    ///
    /// # Panics
    ///
    /// When it did not.
    #[track_caller]
    #[expect(
        clippy::return_self_not_must_use,
        reason = "most callers want the check alone"
    )]
    pub fn expect_status(self, status: i32) -> Self {
        assert!(
            self.status == status,
            "expected exit {status}\n{}",
            self.all()
        );
        self
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}
