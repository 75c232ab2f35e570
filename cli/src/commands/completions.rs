//! `boxwright completions`

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use crate::args::Cli;
use crate::error::{CommandError, CommandResult, Status};
use crate::output::Output;

/// Prints what makes a shell complete commands and options.
#[derive(Args, Debug)]
pub(crate) struct CompletionsArgs {
    /// The shell.
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

pub(crate) fn run(args: &CompletionsArgs, out: &mut Output) -> CommandResult {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "boxwright", &mut script);
    out.write(&String::from_utf8(script).map_err(CommandError::failed)?)?;
    Ok(Status::Clean)
}
