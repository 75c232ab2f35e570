//! `boxwright dump`

use std::fs;
use std::path::PathBuf;

use clap::Args;
use native_driver::machines::{self, ReadBack};

use super::convert::Form;
use crate::args::Global;
use crate::error::{CommandError, CommandResult, Status};
use crate::file_names::FileNames;
use crate::files;
use crate::output::Output;
use crate::session::Session;

/// Prints a machine as a canonical document, or writes all machines into a folder.
///
/// What the format cannot express is said on standard error.
#[derive(Args, Debug)]
pub(crate) struct DumpArgs {
    /// The machine.
    #[arg(
        value_name = "NAME|UUID",
        required_unless_present = "all",
        conflicts_with = "all"
    )]
    machine: Option<String>,
    /// All machines, a file each.
    #[arg(long, requires = "out")]
    all: bool,
    /// The folder for the files of `--all`; it is made where it is missing, and files of the same name are replaced.
    #[arg(long, value_name = "DIR", requires = "all")]
    out: Option<PathBuf>,
    /// The form of the document.
    #[arg(long, value_name = "FORM", value_enum, default_value_t)]
    format: Form,
}

pub(crate) fn run(args: &DumpArgs, global: &Global, out: &mut Output) -> CommandResult {
    let mut session = Session::open(global, out)?;
    match (&args.machine, &args.out) {
        (Some(machine), _) => one(machine, args.format, &mut session, out),
        (None, Some(folder)) => all(folder, args.format, &mut session, out),
        // The command line's own rules leave nothing else.
        (None, None) => Err(CommandError::usage(
            "neither a machine nor `--all` is given",
        )),
    }
}

fn one(machine: &str, form: Form, session: &mut Session, out: &mut Output) -> CommandResult {
    let ReadBack { domain, left_alone } =
        machines::read(session.backend(), machine).map_err(CommandError::failed)?;
    for what in left_alone {
        out.note(&format!(
            "not in the document, because the format cannot express it: {what}"
        ));
    }
    form.print(&domain, out)?;
    Ok(Status::Clean)
}

fn all(folder: &PathBuf, form: Form, session: &mut Session, out: &mut Output) -> CommandResult {
    fs::create_dir_all(folder).map_err(|error| CommandError::io("make", folder, &error))?;
    let listed = machines::list(session.backend()).map_err(CommandError::failed)?;
    let mut names = FileNames::default();
    let mut status = Status::Clean;
    for machine in listed {
        let name = names.choose(&machine.name, machine.uuid, form.suffix());
        // One machine that cannot be read is no reason to go without the others.
        match machines::read(session.backend(), &machine.uuid.to_string()) {
            Ok(ReadBack { domain, left_alone }) => {
                let path = files::write_into(folder, &name, form.write(&domain)?.as_bytes())
                    .map_err(|error| CommandError::io("write", &folder.join(&name), &error))?;
                out.write(&format!(
                    "{}\n",
                    schema_core::visible::name(&path.display().to_string())
                ))?;
                for what in left_alone {
                    out.note(&format!(
                        "`{}`: not in the document, because the format cannot express it: {what}",
                        machine.name
                    ));
                }
            }
            Err(error) => {
                status = Status::Found;
                out.error(&CommandError::failed(format!(
                    "machine {} `{}`: {error}",
                    machine.uuid, machine.name
                )));
            }
        }
    }
    Ok(status)
}
