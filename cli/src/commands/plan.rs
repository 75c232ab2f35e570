//! `boxwright plan`

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use native_driver::plan::script::{self, Shell};
use native_driver::plan::{Plan, render};
use schema_core::visible;

use crate::args::Global;
use crate::error::{CommandError, CommandResult, Status};
use crate::files;
use crate::output::Output;
use crate::planning;
use crate::secrets;
use crate::session::Session;

/// Shows what `apply` would do, and changes nothing.
#[derive(Args, Debug)]
pub(crate) struct PlanArgs {
    /// Documents (XML, JSON, `.vbox`, `.ovf`), folders with documents, `-` for standard input, or a `boxwright.toml` for
    /// its instances.
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// How the plan is written.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: PlanFormat,
    /// For which shell `--format vboxmanage` writes; that of this system where it is not said.
    #[arg(long, value_name = "SHELL", value_enum)]
    shell: Option<ShellName>,
    /// Ends with 0 when nothing would change, 2 when something would, 1 when there is no plan.
    #[arg(long)]
    detailed_exitcode: bool,
    /// Saves the plan in a file that `apply` takes, and that only you can read.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// With `--out`, replaces a file that is there already and is no saved plan.
    #[arg(long, requires = "out")]
    force: bool,
}

/// How a plan is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum PlanFormat {
    /// For people.
    #[default]
    Text,
    /// For programs, with a version.
    Json,
    /// As a script of `VBoxManage` commands that do the same.
    Vboxmanage,
}

/// A shell that scripts are written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ShellName {
    /// POSIX `sh`.
    Sh,
    /// PowerShell, Windows' own or newer.
    #[value(name = "powershell")]
    PowerShell,
}

impl ShellName {
    const fn shell(self) -> Shell {
        match self {
            Self::Sh => Shell::Sh,
            Self::PowerShell => Shell::PowerShell,
        }
    }

    const fn of_this_system() -> Self {
        if cfg!(windows) {
            Self::PowerShell
        } else {
            Self::Sh
        }
    }
}

pub(crate) fn run(args: &PlanArgs, global: &Global, out: &mut Output) -> CommandResult {
    if args.shell.is_some() && args.format != PlanFormat::Vboxmanage {
        return Err(CommandError::usage(
            "`--shell` says for which shell `--format vboxmanage` writes",
        ));
    }
    if let Some(file) = args.out.as_deref().filter(|_| !args.force) {
        must_be_free(file)?;
    }
    // A document that cannot be planned needs no VirtualBox to say so.
    let documents = planning::documents(&args.paths, global, out)?;
    let mut session = Session::open(global, out)?;
    let secrets = match args.format {
        PlanFormat::Text | PlanFormat::Json => secrets::find,
        PlanFormat::Vboxmanage => secrets::find_or_leave,
    };
    let plan = planning::plan(&mut session, &documents, secrets, out)?;
    match args.format {
        PlanFormat::Text => out.write(&render::text(&plan))?,
        PlanFormat::Json => out.json(&render::json(&plan).map_err(CommandError::failed)?)?,
        PlanFormat::Vboxmanage => {
            let shell = args.shell.unwrap_or_else(ShellName::of_this_system);
            write_script(&plan, shell.shell(), out)?;
        }
    }
    if let Some(file) = &args.out {
        let replaced = if file.exists() {
            ", in the place of what was there"
        } else {
            ""
        };
        save(&plan, file)?;
        let name = file.display();
        out.note(&format!(
            "the plan is in `{name}`{replaced}: `boxwright apply {name}` carries it out"
        ));
    }
    Ok(if args.detailed_exitcode && plan.has_changes() {
        Status::Changes
    } else {
        Status::Clean
    })
}

/// Writes the script, and says what it does not do.
fn write_script(plan: &Plan, shell: Shell, out: &mut Output) -> Result<(), CommandError> {
    let script::Commands { script, unsaid } = script::vboxmanage(plan, shell);
    if out.is_shown() {
        out.write(&visible::text(&script))?;
    } else {
        out.write(&script)?;
    }
    for missing in unsaid {
        out.warning(&format!("`{}`: {missing}", missing.machine));
    }
    Ok(())
}

/// What stands in the place of a plan is somebody's work, unless it is another plan.
fn must_be_free(file: &Path) -> Result<(), CommandError> {
    if !file.exists() || matches!(planning::saved(file), Ok(Some(_))) {
        return Ok(());
    }
    Err(files::is_there(file).hint("or give `--force` to replace it"))
}

fn save(plan: &Plan, file: &Path) -> Result<(), CommandError> {
    let mut text = serde_json::to_string_pretty(plan).map_err(CommandError::failed)?;
    text.push('\n');
    // Passwords of the document may be in it.
    files::create_private(file, text.as_bytes())
        .map_err(|error| CommandError::io("write", file, &error))
}
