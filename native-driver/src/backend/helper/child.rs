//! The process in which XPCOM lives.

use std::fs::File;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use super::wire::{self, Answer, Ask, Reply, Request};
use crate::backend::xpcom::Xpcom;
use crate::backend::{Fault, FaultKind};
use crate::connect::Installation;

/// Serves one connection over standard input and output until the input ends, and then gives back all locks.
///
/// An embedding program calls this first thing in `main` when it was started as its own helper: before any other
/// thread runs, because XPCOM takes this thread for its main thread.
pub fn main() -> ExitCode {
    match pipes().and_then(|(input, output)| serve(input, output)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Takes the pipes away from standard input and output: what the library or the service that it starts may print must
/// not get between the frames, and the service must not hold the pipes open.
fn pipes() -> io::Result<(File, File)> {
    let input = rustix::io::fcntl_dupfd_cloexec(io::stdin(), 3)?;
    let output = rustix::io::fcntl_dupfd_cloexec(io::stdout(), 3)?;
    let nothing = File::options().read(true).write(true).open("/dev/null")?;
    rustix::stdio::dup2_stdin(&nothing)?;
    rustix::stdio::dup2_stdout(&nothing)?;
    Ok((input.into(), output.into()))
}

fn serve(input: File, mut output: File) -> io::Result<()> {
    let mut input = io::BufReader::new(input);
    let mut xpcom = None;
    while let Some(Request { release, ask }) = wire::read(&mut input)? {
        if let Some(xpcom) = &mut xpcom {
            Xpcom::release(xpcom, &release);
        }
        // A fault of ours must not take the locks along: they are given back below.
        let answer = catch_unwind(AssertUnwindSafe(|| answer(&mut xpcom, ask)));
        let answer = answer.unwrap_or_else(|_| {
            Answer::Fault(Fault::new(
                FaultKind::Transport,
                "__xpcom",
                "the helper process met a fault of its own",
            ))
        });
        let objects = xpcom.as_mut().map(Xpcom::take_fresh).unwrap_or_default();
        output.write_all(&wire::frame(&Reply { objects, answer })?)?;
    }
    Ok(())
}

fn answer(connection: &mut Option<Xpcom>, ask: Ask) -> Answer {
    if let Ask::Connect { uri, home, table } = ask {
        let installation = Installation {
            home: home.clone(),
            found_by: String::new(),
        };
        return match Xpcom::connect(&installation, table) {
            Ok(xpcom) => {
                let (about, root) = (xpcom.about(uri, &home), xpcom.virtual_box());
                let (table, tables) = (xpcom.generation(), xpcom.generations());
                *connection = Some(xpcom);
                Answer::Connected {
                    about,
                    root,
                    table,
                    tables,
                }
            }
            Err(fault) => Answer::Fault(fault),
        };
    }
    let Some(xpcom) = connection else {
        return Answer::Fault(Fault::new(
            FaultKind::Transport,
            "__xpcom",
            "the helper process is not connected",
        ));
    };
    let object = match ask {
        Ask::Calls(calls) => {
            return Answer::Calls(calls.iter().map(|call| xpcom.call(call)).collect());
        }
        Ask::NewSession => xpcom.new_session(),
        Ask::Cast { object, interface } => xpcom.cast(object, &interface),
        Ask::Connect { .. } => {
            return Answer::Fault(Fault::new(
                FaultKind::Transport,
                "__xpcom",
                "connected twice",
            ));
        }
    };
    object.map_or_else(Answer::Fault, Answer::Object)
}
