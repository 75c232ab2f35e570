//! The `boxwright` program.
#![forbid(unsafe_code)]

mod args;
mod baseline;
mod carry_out;
mod commands;
mod config;
mod connection;
mod consent;
mod document;
mod edit;
mod error;
mod file_names;
mod files;
mod host_name;
mod input;
mod instances;
mod machine;
mod opened;
mod output;
mod patch;
mod planning;
mod report;
mod rule_choice;
mod said;
mod secrets;
mod session;
mod set_by;
mod side_by_side;

use std::ffi::OsString;
use std::process::ExitCode;

use crate::args::Cli;
use crate::error::Failures;
use crate::output::Output;

fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    // The process in which VirtualBox's library lives: it speaks to the one that started it, and has no command line.
    if args.get(1).is_some_and(|arg| arg == "__xpcom") {
        return native_driver::helper::main();
    }
    let cli = match Cli::read(&args) {
        Ok(cli) => cli,
        Err(error) => return usage(&error, &args),
    };
    let mut out = Output::new(cli.global.color);
    let failures = cli.command.failures();
    let result = cli
        .command
        .run(&cli.global, &mut out)
        .and_then(|status| out.flush().map(|()| status));
    match result {
        Ok(status) => ExitCode::from(status.code()),
        Err(error) => {
            // What was found before the failure is still worth reading, and comes first. Where that write fails too,
            // the first error is the one to tell.
            drop(out.flush());
            out.error(&error);
            ExitCode::from(error.kind.code(failures))
        }
    }
}

/// Shows help or version, or says what is wrong with the command line.
fn usage(error: &clap::Error, args: &[OsString]) -> ExitCode {
    // The reader may be gone (`boxwright --help | head`), and then there is nobody to tell.
    drop(error.print());
    if !error.use_stderr() {
        ExitCode::SUCCESS
    } else {
        let failures = if args::means_plan_or_apply(args) {
            Failures::One
        } else {
            Failures::Two
        };
        ExitCode::from(error::Kind::Usage.code(failures))
    }
}
