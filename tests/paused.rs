//! The program stopped before a phase of an apply, so that a test can do something to it or beside it there.

use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use crate::program::{Ran, Sandbox};

/// How many were started by this process.
static COUNT: AtomicU32 = AtomicU32::new(0);

/// How long a run takes to the phase at most.
const LIMIT: Duration = Duration::from_mins(1);

/// A run that waits.
#[derive(Debug)]
pub struct Paused {
    child: Child,
    marker: PathBuf,
}

impl Paused {
    /// Runs the program until the first step of `phase` is next.
    #[track_caller]
    pub fn at(phase: &str, sandbox: &Sandbox, args: &[&str]) -> Self {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let marker = sandbox.path().join(format!(".paused-{count}"));
        let mut child = sandbox
            .command(args)
            .env(
                "BOXWRIGHT_PAUSE_AT",
                format!("{phase}:{}", marker.display()),
            )
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            // As a shell starts it: Ctrl-C goes to this group.
            .process_group(0)
            .spawn()
            .unwrap();
        let end = Instant::now() + LIMIT;
        while !marker.exists() {
            if child.try_wait().unwrap().is_some() {
                let ran = Ran::from(child.wait_with_output().unwrap());
                panic!("it did not come to {phase}\n{}", ran.all());
            }
            assert!(Instant::now() < end, "it does not come to {phase}");
            std::thread::sleep(Duration::from_millis(5));
        }
        Self { child, marker }
    }

    /// Lets it go on, to its end.
    pub fn go_on(self) -> Ran {
        std::fs::remove_file(&self.marker).unwrap();
        Ran::from(self.child.wait_with_output().unwrap())
    }

    /// Sends the signal of Ctrl-C to the program and whatever runs in its group, and waits for the end.
    pub fn interrupt(self) -> Ran {
        self.signal("INT");
        let ran = Ran::from(self.child.wait_with_output().unwrap());
        std::fs::remove_file(&self.marker).unwrap();
        ran
    }

    /// Kills the program, and it alone.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        std::fs::remove_file(&self.marker).unwrap();
    }

    fn signal(&self, name: &str) {
        let group = format!("-{}", self.child.id());
        let status = Command::new("/bin/sh")
            .args(["-c", "kill -s $0 -- $1", name, &group])
            .status();
        assert!(status.unwrap().success());
    }
}
