//! `boxwright delete`

use clap::Args;
use native_driver::apply::ApplyOptions;
use native_driver::plan::render;
use native_driver::{machines, planner};

use crate::args::Global;
use crate::carry_out::{self, Consent};
use crate::error::{CommandError, CommandResult, Status};
use crate::output::Output;
use crate::session::Session;

/// Takes a machine off VirtualBox's list and deletes its settings file; disk files are never deleted.
#[derive(Args, Debug)]
pub(crate) struct DeleteArgs {
    /// The machine.
    #[arg(value_name = "NAME|UUID")]
    machine: String,
    /// Deletes without asking.
    #[arg(short, long)]
    yes: bool,
}

pub(crate) fn run(args: &DeleteArgs, global: &Global, out: &mut Output) -> CommandResult {
    let mut session = Session::open(global, out)?;
    let mut plan = planner::new_plan(session.backend());
    let machine =
        machines::plan_delete(session.backend(), &args.machine).map_err(CommandError::failed)?;
    let blocked = machine.blocked.is_some();
    plan.machines.push(machine);
    out.write(&render::text(&plan))?;
    if !blocked {
        carry_out::ask(
            Consent::from(args.yes),
            "delete this machine? (its disks stay)",
            out,
        )?;
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
