//! `boxwright delete`

use std::path::Path;

use clap::Args;
use native_driver::apply::ApplyOptions;
use native_driver::machines::{self, MachineError};
use native_driver::plan::render;
use native_driver::planner;

use crate::args::Global;
use crate::carry_out::{self, Consent};
use crate::error::{CommandError, CommandResult, Status};
use crate::instances;
use crate::output::Output;
use crate::session::Session;

/// Takes a machine off VirtualBox's list and deletes its settings file; disk files are never deleted.
#[derive(Args, Debug)]
pub(crate) struct DeleteArgs {
    /// The machine; or a `boxwright.toml`, for all its instances.
    #[arg(value_name = "NAME|UUID|FILE")]
    machine: String,
    /// Deletes without asking.
    #[arg(short, long)]
    yes: bool,
}

pub(crate) fn run(args: &DeleteArgs, global: &Global, out: &mut Output) -> CommandResult {
    let mut session = Session::open(global, out)?;
    let mut plan = planner::new_plan(session.backend());
    let file = Path::new(&args.machine);
    let question = if instances::are_in(file) {
        for (instance, _) in instances::of(file)?.all {
            match machines::plan_delete(session.backend(), &instance.uuid.to_string()) {
                Ok(machine) => plan.machines.push(machine),
                Err(MachineError::NotFound(_)) => {
                    out.note(&format!("there is no machine `{}`", instance.name));
                }
                Err(error) => return Err(CommandError::failed(error)),
            }
        }
        "delete these machines? (their disks stay)"
    } else {
        let machine = machines::plan_delete(session.backend(), &args.machine)
            .map_err(CommandError::failed)?;
        plan.machines.push(machine);
        "delete this machine? (its disks stay)"
    };
    out.write(&render::text(&plan))?;
    if plan.machines.is_empty() {
        return Ok(Status::Clean);
    }
    if !plan
        .machines
        .iter()
        .any(|machine| machine.blocked.is_some())
    {
        carry_out::ask(Consent::from(args.yes), question, out)?;
    }
    let options = ApplyOptions {
        adopt: false,
        saved: false,
        journals: None,
        ..ApplyOptions::default()
    };
    let report = carry_out::carry_out(&mut session, &plan, options, |_| None)?;
    for warning in &report.warnings {
        out.warning(warning);
    }
    out.write("deleted\n")?;
    Ok(Status::Clean)
}
