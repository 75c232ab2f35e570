//! The command line.

use std::ffi::OsString;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::commands;
use crate::error::{CommandResult, Failures};
use crate::output::Output;

/// Lints libvirt domain XML, and plans and applies it to VirtualBox.
#[derive(Debug, Parser)]
#[command(
    name = "boxwright",
    version,
    max_term_width = 100,
    infer_long_args = false
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// `boxwright lint` alone. Linters are started again and again, and to make the whole command line with the help of
/// every command takes longer than to lint a document.
#[derive(Debug, Parser)]
#[command(disable_help_flag = true)]
struct Lint {
    #[command(flatten)]
    global: Global,
    #[command(flatten)]
    args: commands::lint::LintArgs,
}

impl Cli {
    /// Reads a command line, which begins with the name of the program.
    pub(crate) fn read(args: &[OsString]) -> Result<Self, clap::Error> {
        if let Some((command, rest)) = args.get(1..).and_then(<[OsString]>::split_first)
            && command == "lint"
        {
            let name = OsString::from("boxwright");
            // What it cannot read is read again as a whole, which knows help and says what is wrong.
            if let Ok(Lint { global, args }) =
                Lint::try_parse_from(std::iter::once(&name).chain(rest))
            {
                let command = Command::Lint(args);
                return Ok(Self { global, command });
            }
        }
        Self::try_parse_from(args)
    }
}

/// What every command takes.
#[derive(Args, Debug)]
pub(crate) struct Global {
    /// Which VirtualBox: `vbox:///session`, `vbox:///system`, `test:///default` or `test:///absolute/path.json`.
    ///
    /// Without it `BOXWRIGHT_URI` is used, then `LIBVIRT_DEFAULT_URI` where its scheme is `vbox`, then
    /// `vbox:///session`.
    #[arg(short, long, value_name = "URI", global = true)]
    pub(crate) connect: Option<OsString>,
    /// Which of the `[hosts]` of `boxwright.toml` machines are on; the one with this computer's name without it.
    #[arg(long, value_name = "NAME", global = true)]
    pub(crate) host: Option<String>,
    /// When to use colours; `auto` is on a terminal, unless `NO_COLOR` is set.
    #[arg(long, value_name = "WHEN", value_enum, default_value_t, global = true)]
    pub(crate) color: ColorWhen,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorWhen {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands, in the order of the help.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Lint(commands::lint::LintArgs),
    Fmt(commands::fmt::FmtArgs),
    Normalize(commands::normalize::NormalizeArgs),
    Convert(commands::convert::ConvertArgs),
    Import(commands::import::ImportArgs),
    Export(commands::export::ExportArgs),
    Retarget(commands::retarget::RetargetArgs),
    Schema(commands::schema::SchemaArgs),
    Lsp(commands::language_server::LspArgs),
    Diff(commands::diff::DiffArgs),
    Edit(commands::edit::EditArgs),
    Plan(commands::plan::PlanArgs),
    Apply(commands::apply::ApplyArgs),
    Dump(commands::dump::DumpArgs),
    Adopt(commands::adopt::AdoptArgs),
    List(commands::list::ListArgs),
    Delete(commands::delete::DeleteArgs),
    Doctor(commands::doctor::DoctorArgs),
    Rules(commands::rules::RulesArgs),
    Explain(commands::explain::ExplainArgs),
    Completions(commands::completions::CompletionsArgs),
    Man(commands::man::ManArgs),
}

impl Command {
    /// How failures end, where other codes have a meaning of their own.
    pub(crate) fn failures(&self) -> Failures {
        match self {
            Self::Lint(_)
            | Self::Fmt(_)
            | Self::Normalize(_)
            | Self::Convert(_)
            | Self::Import(_)
            | Self::Export(_)
            | Self::Retarget(_)
            | Self::Schema(_)
            | Self::Lsp(_)
            | Self::Edit(_)
            | Self::Dump(_)
            | Self::Adopt(_)
            | Self::List(_)
            | Self::Delete(_)
            | Self::Doctor(_)
            | Self::Rules(_)
            | Self::Explain(_)
            | Self::Completions(_)
            | Self::Man(_) => Failures::ByKind,
            Self::Diff(_) => Failures::Two,
            Self::Plan(_) | Self::Apply(_) => Failures::One,
        }
    }

    pub(crate) fn run(self, global: &Global, out: &mut Output) -> CommandResult {
        match self {
            Self::Lint(args) => commands::lint::run(&args, global, out),
            Self::Fmt(args) => commands::fmt::run(&args, out),
            Self::Normalize(args) => commands::normalize::run(&args, out),
            Self::Convert(args) => commands::convert::run(&args, out),
            Self::Import(args) => commands::import::run(&args, out),
            Self::Export(args) => commands::export::run(&args, out),
            Self::Retarget(args) => commands::retarget::run(&args, out),
            Self::Schema(args) => commands::schema::run(&args, out),
            Self::Lsp(args) => commands::language_server::run(&args, out),
            Self::Diff(args) => commands::diff::run(&args, global, out),
            Self::Edit(args) => commands::edit::run(&args, global, out),
            Self::Plan(args) => commands::plan::run(&args, global, out),
            Self::Apply(args) => commands::apply::run(&args, global, out),
            Self::Dump(args) => commands::dump::run(&args, global, out),
            Self::Adopt(args) => commands::adopt::run(&args, global, out),
            Self::List(args) => commands::list::run(&args, global, out),
            Self::Delete(args) => commands::delete::run(&args, global, out),
            Self::Doctor(args) => commands::doctor::run(&args, global, out),
            Self::Rules(args) => commands::rules::run(&args, out),
            Self::Explain(args) => commands::explain::run(&args, out),
            Self::Completions(args) => commands::completions::run(&args, out),
            Self::Man(args) => commands::man::run(&args, out),
        }
    }
}

/// Whether the command line, which could not be read, is one of `plan` or `apply`.
pub(crate) fn means_plan_or_apply(args: &[OsString]) -> bool {
    let mut args = args.iter().skip(1);
    while let Some(arg) = args.next() {
        match arg.to_str() {
            // Options of every command whose value is the next argument.
            Some("-c" | "--connect" | "--host" | "--color") => {
                args.next();
            }
            Some(option) if option.starts_with('-') => {}
            Some(command) => return matches!(command, "plan" | "apply"),
            None => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn lint_alone_reads_what_the_whole_command_line_reads() {
        for line in [
            "boxwright lint",
            "boxwright lint a.xml -",
            "boxwright lint --target 7.0 --select=D107,K408 -c test:///default --color never a.xml",
            "boxwright lint --fix --unsafe-fixes --format json -- --fix",
        ] {
            let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            let (alone, whole) = (
                Cli::read(&args).unwrap(),
                Cli::try_parse_from(&args).unwrap(),
            );
            assert_eq!(format!("{alone:?}"), format!("{whole:?}"), "{line}");
        }
        for line in ["lint --help", "lint --nonsense", "lint --add-ignore"] {
            let args: Vec<OsString> = ["boxwright"]
                .into_iter()
                .chain(line.split(' '))
                .map(OsString::from)
                .collect();
            let (alone, whole) = (
                Cli::read(&args).unwrap_err(),
                Cli::try_parse_from(&args).unwrap_err(),
            );
            assert_eq!(alone.to_string(), whole.to_string(), "{line}");
        }
    }

    #[test]
    fn plan_and_apply_are_known_by_an_unreadable_command_line() {
        for (line, expected) in [
            ("boxwright plan --nonsense", true),
            ("boxwright -c test:///default apply", true),
            ("boxwright --color=never apply", true),
            ("boxwright lint plan", false),
            ("boxwright --nonsense", false),
            ("boxwright", false),
        ] {
            let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            assert_eq!(means_plan_or_apply(&args), expected, "{line}");
        }
    }
}
