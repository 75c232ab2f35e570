//! `boxwright apply`

use std::path::PathBuf;

use clap::Args;
use native_driver::apply::ApplyOptions;
use native_driver::plan::{MachinePlan, Plan, render};

use crate::args::Global;
use crate::carry_out::{self, Consent};
use crate::consent::Allowed;
use crate::document::Canonical;
use crate::error::{CommandResult, Status};
use crate::output::{self, Output};
use crate::planning;
use crate::secrets;
use crate::session::Session;

/// Makes VirtualBox have the machines that documents describe: new ones, or changed in place.
///
/// Shows the plan, asks, applies, and reports. What fails, or is interrupted, is taken back.
#[derive(Args, Debug)]
pub(crate) struct ApplyArgs {
    /// Documents (XML, JSON, `.vbox`, `.ovf`), folders with documents, `-` for standard input, or a `boxwright.toml` for
    /// its instances; or one plan that `plan --out` saved.
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Applies without asking.
    #[arg(short, long)]
    yes: bool,
    /// Lets the document's silence remove and switch off what a machine has that was not made by boxwright.
    #[arg(long)]
    adopt: bool,
    /// Without being asked, lets a machine that exists give away more of the host than it does: the kinds that the plan
    /// names, or `all`; lists with commas, more than once.
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    allow: Vec<String>,
}

pub(crate) fn run(args: &ApplyArgs, global: &Global, out: &mut Output) -> CommandResult {
    let allowed = Allowed::read(&args.allow)?;
    if let [path] = args.paths.as_slice()
        && let Some(plan) = planning::saved(path)?
    {
        let mut session = Session::open_as(global, &plan.connection, out)?;
        carry_out::must_be_current(&mut session, &plan)?;
        return apply(args, &allowed, &mut session, &plan, &[], out);
    }
    let documents = planning::documents(&args.paths, global, out)?;
    let mut session = Session::open(global, out)?;
    let plan = planning::plan(&mut session, &documents, secrets::find, out)?;
    apply(args, &allowed, &mut session, &plan, &documents, out)
}

fn apply(
    args: &ApplyArgs,
    allowed: &Allowed,
    session: &mut Session,
    plan: &Plan,
    documents: &[Canonical],
    out: &mut Output,
) -> CommandResult {
    out.write(&render::text(plan))?;
    // What will be refused is not worth a question; nothing is done before it is.
    let refused =
        |machine: &MachinePlan| machine.blocked.is_some() || (machine.needs_adopt && !args.adopt);
    if plan.has_changes() && !plan.machines.iter().any(refused) {
        let consent = Consent::from(args.yes);
        if consent == Consent::Given || !output::can_ask() {
            allowed.check(plan)?;
        }
        carry_out::ask(consent, "apply this plan?", out)?;
    }
    let options = ApplyOptions {
        adopt: args.adopt,
        saved: documents.is_empty(),
        journals: None,
        ..ApplyOptions::default()
    };
    let file_of = |machine: &str| {
        let place = plan
            .machines
            .iter()
            .position(|planned| planned.name == machine)?;
        documents
            .get(place)
            .map(|document| document.page.file.as_str())
    };
    let report = carry_out::carry_out(session, plan, options, file_of)?;
    out.write(&format!(
        "applied: {} changed, {} unchanged\n",
        report.applied, report.unchanged
    ))?;
    for warning in &report.warnings {
        out.warning(warning);
    }
    Ok(Status::Clean)
}
