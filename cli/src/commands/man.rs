//! `boxwright man`

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory as _};
use clap_mangen::Man;

use crate::args::Cli;
use crate::error::{CommandError, CommandResult, Status};
use crate::files;
use crate::output::Output;

/// Prints the manual page, or writes one for each command into a folder.
#[derive(Args, Debug)]
pub(crate) struct ManArgs {
    /// The folder for the pages; it is made where it is missing.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(crate) fn run(args: &ManArgs, out: &mut Output) -> CommandResult {
    // What every command takes is then in the pages of all of them.
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    let Some(folder) = &args.out else {
        let (_, page) = page(&command)?;
        out.write(&String::from_utf8(page).map_err(CommandError::failed)?)?;
        return Ok(Status::Clean);
    };
    fs::create_dir_all(folder).map_err(|error| CommandError::io("make", folder, &error))?;
    write(&command, folder)?;
    for inner in command.get_subcommands() {
        write(inner, folder)?;
    }
    Ok(Status::Clean)
}

/// The name of the file, and what is in it.
fn page(command: &clap::Command) -> Result<(String, Vec<u8>), CommandError> {
    let man = Man::new(command.clone());
    let mut page = Vec::new();
    man.render(&mut page)?;
    Ok((man.get_filename(), page))
}

fn write(command: &clap::Command, folder: &Path) -> Result<(), CommandError> {
    let (name, page) = page(command)?;
    files::write_into(folder, &name, &page)
        .map_err(|error| CommandError::io("write", &folder.join(&name), &error))?;
    Ok(())
}
