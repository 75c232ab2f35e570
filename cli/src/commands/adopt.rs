//! `boxwright adopt`

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use native_driver::adopt::{self, Adoption};
use native_driver::apply::ApplyOptions;
use native_driver::machines;
use native_driver::plan::{Action, Plan};
use native_driver::planner;
use schema_core::visible;
use schema_core::write::write;

use crate::args::Global;
use crate::carry_out;
use crate::error::{CommandError, CommandResult, Status};
use crate::file_names::FileNames;
use crate::files;
use crate::output::Output;
use crate::session::Session;

/// Writes machines that others made as documents, one file each, and marks the machines as adopted.
///
/// A plan of such a document changes nothing, and later plans tell what was changed in VirtualBox from what was changed
/// in the document. No setting of a machine is touched, and no file is replaced. One machine that cannot be adopted is
/// reported, and the others are adopted all the same.
#[derive(Args, Debug)]
pub(crate) struct AdoptArgs {
    /// The machines, by name or UUID.
    #[arg(value_name = "NAME|UUID", conflicts_with = "all")]
    machines: Vec<String>,
    /// All machines.
    #[arg(long)]
    all: bool,
    /// The folder for the documents; it is made where it is missing.
    #[arg(long, value_name = "DIR", required = true)]
    out: PathBuf,
}

pub(crate) fn run(args: &AdoptArgs, global: &Global, out: &mut Output) -> CommandResult {
    if args.machines.is_empty() && !args.all {
        return Err(CommandError::usage("no machine is named")
            .hint("name machines that `boxwright list` shows, or give `--all`"));
    }
    let mut session = Session::open(global, out)?;
    fs::create_dir_all(&args.out).map_err(|error| CommandError::io("make", &args.out, &error))?;
    let listed = machines::list(session.backend()).map_err(CommandError::failed)?;
    let words = if args.all {
        listed.iter().map(|one| one.uuid.to_string()).collect()
    } else {
        args.machines.clone()
    };
    let mut names = FileNames::default();
    let (mut adopted, mut failed) = (0_usize, 0_usize);
    for word in words {
        let known = listed.iter().find(|one| one.uuid.to_string() == word);
        let shown = known
            .map(|one| one.name.clone())
            .filter(|name| !name.is_empty());
        let shown = shown.unwrap_or_else(|| word.clone());
        match one((&word, &shown), &args.out, &mut names, &mut session, out) {
            Ok(()) => adopted += 1,
            // One machine that cannot be adopted is no reason to go without the others.
            Err(error) => {
                failed += 1;
                out.error(&error);
            }
        }
    }
    let rest = if failed > 0 {
        format!(", not adopted: {failed}")
    } else {
        String::new()
    };
    out.write(&format!("adopted: {adopted}{rest}\n"))?;
    Ok(if failed > 0 {
        Status::Found
    } else {
        Status::Clean
    })
}

fn one(
    (word, shown): (&str, &str),
    folder: &Path,
    names: &mut FileNames,
    session: &mut Session,
    out: &mut Output,
) -> Result<(), CommandError> {
    let Adoption {
        machine,
        plan,
        encrypted,
    } = adopt::plan(session.backend(), word)
        .map_err(|error| CommandError::failed(format!("`{shown}`: {error}")))?;
    let name = names.choose(&plan.name, plan.uuid, ".xml");
    let path = written(folder, &name, &write(&machine.domain))?;
    out.write(&format!("{}\n", visible::name(&path.display().to_string())))?;
    for what in machine.left_alone {
        out.note(&format!(
            "`{}`: not in the document, because the format cannot express it: {what}",
            plan.name
        ));
    }
    for image in encrypted {
        out.note(&format!(
            "`{}`: the disk `{image}` is encrypted; it stays so, and VirtualBox asks for its password",
            plan.name
        ));
    }
    mark(session, plan, out)
}

/// Writes a document where there is none; one that says the same is as good.
fn written(folder: &Path, name: &str, text: &str) -> Result<PathBuf, CommandError> {
    let path = folder.join(name);
    match fs::read(&path) {
        Ok(there) if there == text.as_bytes() => Ok(path),
        Ok(_) => Err(CommandError::failed(format!(
            "the file `{}` is there already, and says something else",
            path.display()
        ))
        .hint(format!(
            "`boxwright plan {}` tells what; move it away, or name another folder",
            path.display()
        ))),
        Err(_absent) => files::write_into(folder, name, text.as_bytes())
            .map_err(|error| CommandError::io("write", &path, &error)),
    }
}

/// Marks a machine; one that somebody works with is left to a later run.
fn mark(
    session: &mut Session,
    machine: native_driver::plan::MachinePlan,
    out: &Output,
) -> Result<(), CommandError> {
    if machine.action == Action::None {
        return Ok(());
    }
    if let Some(why) = &machine.blocked {
        out.warning(&format!(
            "`{}`: the document is written, but the machine is not marked yet: {why}; then adopt it again",
            machine.name
        ));
        return Ok(());
    }
    let mut plan: Plan = planner::new_plan(session.backend());
    plan.machines.push(machine);
    carry_out::carry_out(session, &plan, ApplyOptions::default(), |_machine| None)?;
    Ok(())
}
