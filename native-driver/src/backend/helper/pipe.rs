//! Starting, feeding and ending the helper process.

use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::wire::{self, Ask, Reply, Request};
use crate::backend::{Fault, FaultKind};
use crate::connect::{HelperCommand, Installation};

/// How long a process that was told to end is waited for; giving back a lock takes a fraction of this.
const END: Duration = Duration::from_secs(5);

#[derive(Debug)]
pub(super) struct Pipe {
    /// There until this is dropped.
    child: Option<Child>,
    process: u32,
    /// Closed when the connection ends, for whatever reason.
    input: Option<ChildStdin>,
    output: ChildStdout,
    /// Why nothing can be asked any more.
    broken: Option<Fault>,
    /// Whether the process may hold a lock, so that its end is waited for.
    may_hold_lock: bool,
}

/// Processes that are ending and hold nothing that anybody waits for.
static ENDING: Mutex<Vec<Child>> = Mutex::new(Vec::new());

impl Pipe {
    pub(super) fn start(
        command: &HelperCommand,
        installation: &Installation,
    ) -> Result<Self, Fault> {
        let failed = |error: &io::Error| {
            let text = format!(
                "the helper process `{}` cannot be started: {error}",
                command.program.display()
            );
            Fault::new(FaultKind::Transport, "__xpcom", text)
        };
        reap();
        let mut child = Command::new(&command.program)
            .args(&command.args)
            // The library looks there for its own parts.
            .env("VBOX_APP_HOME", &installation.home)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // The service inherits this and outlives us: it must not hold somebody's pipe open.
            .stderr(Stdio::null())
            // Ctrl-C is for us: we finish the step and give the lock back, the helper and the service go on.
            .process_group(0)
            .spawn()
            .map_err(|error| failed(&error))?;
        match (child.stdin.take(), child.stdout.take()) {
            (input @ Some(_), Some(output)) => Ok(Self {
                process: child.id(),
                child: Some(child),
                input,
                output,
                broken: None,
                may_hold_lock: false,
            }),
            _ => Err(failed(&io::Error::other("it has no pipes"))),
        }
    }

    pub(super) fn process(&self) -> u32 {
        self.process
    }

    pub(super) fn send(
        &mut self,
        release: Vec<crate::value::Object>,
        ask: Ask,
    ) -> Result<(), Fault> {
        self.may_hold_lock |= matches!(ask, Ask::NewSession);
        let frame = wire::frame(&Request { release, ask });
        let (Some(input), None) = (&mut self.input, &self.broken) else {
            return Err(self.gone());
        };
        let sent = frame.and_then(|frame| input.write_all(&frame));
        sent.map_err(|error| self.breaks(&error))
    }

    pub(super) fn receive(&mut self, limit: Duration) -> Result<Reply, Fault> {
        match self.is_ready(limit) {
            Ok(true) => {}
            Ok(false) => {
                let text = format!(
                    "VirtualBox gave no answer within {} seconds",
                    limit.as_secs()
                );
                return Err(self.end(Fault::new(FaultKind::Timeout, "__xpcom", text)));
            }
            Err(error) => return Err(self.breaks(&error)),
        }
        match wire::read(&mut self.output) {
            Ok(Some(reply)) => Ok(reply),
            Ok(None) => Err(self.breaks(&io::ErrorKind::UnexpectedEof.into())),
            Err(error) => Err(self.breaks(&error)),
        }
    }

    /// Ends the process at once; only for one that holds no lock.
    pub(super) fn kill(&mut self) {
        // It may have ended by itself.
        let _ = self.child.as_mut().map(Child::kill).is_some();
    }

    /// The fault for an answer that does not fit its question.
    pub(super) fn confused(&mut self) -> Fault {
        self.end(Fault::new(
            FaultKind::Transport,
            "__xpcom",
            "the helper process gave an answer that does not fit",
        ))
    }

    fn is_ready(&self, limit: Duration) -> io::Result<bool> {
        let end = Instant::now() + limit;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let timeout = Timespec::try_from(left).ok();
            match poll(
                &mut [PollFd::new(&self.output, PollFlags::IN)],
                timeout.as_ref(),
            ) {
                // A signal: somebody else's.
                Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(error.into()),
                Ok(0) if !left.is_zero() => {}
                Ok(ready) => return Ok(ready > 0),
            }
        }
    }

    fn breaks(&mut self, error: &io::Error) -> Fault {
        self.input = None;
        let how = match self.ended(Duration::from_secs(1)) {
            Some(status) => format!("the helper process ended ({status})"),
            None => format!("the pipe to the helper process broke: {error}"),
        };
        self.end(Fault::new(FaultKind::Transport, "__xpcom", how))
    }

    /// Remembers why the connection is of no use any more. The process is not killed: it ends when it sees that its
    /// input has, and gives back its locks before.
    fn end(&mut self, fault: Fault) -> Fault {
        self.input = None;
        self.broken.get_or_insert(fault).clone()
    }

    fn gone(&self) -> Fault {
        let reason = self
            .broken
            .as_ref()
            .map_or("it was closed", |fault| fault.text.as_str());
        Fault::new(
            FaultKind::Transport,
            "__xpcom",
            format!("the connection is gone: {reason}"),
        )
    }

    /// Waits for the end of a process whose input has ended.
    fn ended(&mut self, limit: Duration) -> Option<std::process::ExitStatus> {
        let end = Instant::now() + limit;
        let mut pause = Duration::from_micros(200);
        loop {
            match self.child.as_mut()?.try_wait() {
                Ok(None) if Instant::now() < end => std::thread::sleep(pause),
                Ok(status) => return status,
                Err(_) => return None,
            }
            pause = (pause * 2).min(Duration::from_millis(20));
        }
    }
}

impl Drop for Pipe {
    fn drop(&mut self) {
        self.input = None;
        // A process in a call that hangs may hang for long; it ends by itself afterwards.
        let timed_out = self
            .broken
            .as_ref()
            .is_some_and(|fault| fault.kind == FaultKind::Timeout);
        if self.may_hold_lock && !timed_out {
            self.ended(END);
        }
        ENDING
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(self.child.take());
    }
}

/// A process whose end nobody asks for stays in the list of processes: asks for the ends of earlier ones.
fn reap() {
    ENDING
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .retain_mut(|child| matches!(child.try_wait(), Ok(None)));
}
