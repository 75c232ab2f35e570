//! `boxwright lint`

mod once;
mod watch;

use std::path::PathBuf;

use clap::Args;
use schema_core::diagnostic::Applicability;
use schema_core::support::Release;

use crate::args::Global;
use crate::error::{CommandError, CommandResult};
use crate::output::Output;
use crate::report::{Format, Style};

/// Reports what is wrong with domain documents, where, why, and what to do.
///
/// Ends with 0 when there is no error, 1 when there is one, 2 when something could not be read.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of the command line"
)]
#[derive(Args, Debug)]
pub(crate) struct LintArgs {
    /// Documents (XML, JSON, `.vbox`, `.ovf`), folders with documents (`.xml` files whose root is `<domain>`, but for those
    /// that `.gitignore` leaves out), `-` for standard input, or `machine:NAME` for a machine that exists.
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,
    /// How diagnostics are written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Mends what can be mended without a change of meaning; of standard input the result is printed.
    #[arg(long)]
    fix: bool,
    /// With `--fix` or `--diff`: mends also where the result may mean something else.
    #[arg(long)]
    unsafe_fixes: bool,
    /// Shows what `--fix` or `--add-ignore` would change, and changes nothing; ends with 1 when there is something.
    #[arg(long, conflicts_with = "format")]
    diff: bool,
    /// Puts a comment with this reason before each element in which something is found, so that it is not reported any
    /// more. Errors, too: `lint` accepts them then, while `plan` and `apply` refuse them all the same.
    #[arg(long, value_name = "REASON", conflicts_with_all = ["fix", "unsafe_fixes"])]
    add_ignore: Option<String>,
    /// Reports only what this file does not have, which `--write-baseline` wrote.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Writes what is found into the file of `--baseline`, so that only what is new is reported from then on.
    #[arg(long, requires = "baseline", conflicts_with_all = ["fix", "diff", "add_ignore"])]
    write_baseline: bool,
    /// Checks also what a release of VirtualBox cannot do, such as `7.2`.
    #[arg(long, value_name = "RELEASE", value_parser = project::release)]
    target: Option<Release>,
    /// Reports these rules only, by name or short id, or the family `exposure`; lists with commas, more than once.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,
    /// Reports everything but these rules, by name or short id; lists with commas, more than once.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Counts the findings by rule instead of showing them.
    #[arg(long, conflicts_with = "diff")]
    statistics: bool,
    /// Checks again whenever a document or the configuration changes, until it is interrupted.
    #[arg(long, conflicts_with_all = ["fix", "unsafe_fixes", "diff", "add_ignore", "write_baseline"])]
    watch: bool,
    /// Ends with 1 also when there are only warnings.
    #[arg(long)]
    deny_warnings: bool,
    /// What messages call standard input.
    #[arg(long, value_name = "PATH")]
    stdin_filename: Option<PathBuf>,
}

pub(crate) fn run(args: &LintArgs, global: &Global, out: &mut Output) -> CommandResult {
    if args.watch {
        watch::run(args, global, out)
    } else {
        once::run(args, global, out)
    }
}

/// What is done about what is found.
#[derive(Clone, Copy, Debug)]
enum Mode<'a> {
    Report,
    Change(Change<'a>, Keep),
}

/// What is changed in a document.
#[derive(Clone, Copy, Debug)]
enum Change<'a> {
    /// Fixes are carried out.
    Fix(Applicability),
    /// Comments are added.
    Ignore(&'a str),
}

/// What becomes of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keep {
    /// It is saved.
    Save,
    /// It is shown.
    Show,
}

impl LintArgs {
    fn mode(&self) -> Result<Mode<'_>, CommandError> {
        let keep = if self.diff { Keep::Show } else { Keep::Save };
        if let Some(reason) = &self.add_ignore {
            return ignore_reason(reason).map(|reason| Mode::Change(Change::Ignore(reason), keep));
        }
        if self.diff || self.fix {
            let allowed = if self.unsafe_fixes {
                Applicability::Unsafe
            } else {
                Applicability::Safe
            };
            return Ok(Mode::Change(Change::Fix(allowed), keep));
        }
        if self.unsafe_fixes {
            return Err(CommandError::usage(
                "`--unsafe-fixes` says which fixes, not what to do with them",
            )
            .hint("add `--fix` to change the files, or `--diff` to see what would change"));
        }
        Ok(Mode::Report)
    }

    /// How the findings are written.
    fn style(&self, mode: Mode<'_>) -> Result<Style, CommandError> {
        let style = if self.statistics {
            Style::statistics(self.format).ok_or_else(|| {
                CommandError::usage("`--statistics` writes no such format")
                    .hint("leave `--format` out for a table, or use `--format json`")
            })?
        } else {
            Style::of(self.format, self.deny_warnings)
        };
        let prints = self.paths.iter().any(|path| path.as_os_str() == "-");
        Ok(match mode {
            Mode::Report => style,
            // Standard output is a patch, or the changed document, then.
            Mode::Change(_, Keep::Show) => Style::Stderr,
            Mode::Change(_, Keep::Save) if prints => Style::Stderr,
            Mode::Change(_, Keep::Save) => style,
        })
    }
}

/// A reason that can stand in a comment.
fn ignore_reason(reason: &str) -> Result<&str, CommandError> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(CommandError::usage("`--add-ignore` wants a reason"));
    }
    let fits = !reason.contains("--") && !reason.ends_with('-');
    if fits && !reason.contains(char::is_control) {
        return Ok(reason);
    }
    Err(CommandError::usage(
        "the reason of `--add-ignore` stands in a comment, where there can be no `--` and no line end",
    ))
}
