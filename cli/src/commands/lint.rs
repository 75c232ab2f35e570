//! `boxwright lint`

use std::path::PathBuf;

use clap::Args;
use schema_core::decode;
use schema_core::diagnostic::Applicability;
use schema_core::support::Release;

use crate::error::{CommandError, CommandResult, Status};
use crate::input::{self, Input};
use crate::output::Output;
use crate::patch::{self, Look};
use crate::report::{Format, Found, Report, Style};
use crate::rule_choice::{self, Choice, Choices};

/// Reports what is wrong with domain documents, where, why, and what to do.
///
/// Ends with 0 when there is no error, 1 when there is one, 2 when something could not be read.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of the command line"
)]
#[derive(Args, Debug)]
pub(crate) struct LintArgs {
    /// Documents, folders with documents (`.xml` files whose root is `<domain>`), or `-` for standard input.
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
    /// Shows what `--fix` would change, and changes nothing; ends with 1 when there is something.
    #[arg(long, conflicts_with = "format")]
    diff: bool,
    /// Checks also what a release of VirtualBox cannot do, such as `7.2`.
    #[arg(long, value_name = "RELEASE", value_parser = rule_choice::release)]
    target: Option<Release>,
    /// Reports these rules only, by name or short id; lists with commas, more than once.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,
    /// Reports everything but these rules, by name or short id; lists with commas, more than once.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Counts the findings by rule instead of showing them.
    #[arg(long, conflicts_with = "diff")]
    statistics: bool,
    /// Ends with 1 also when there are only warnings.
    #[arg(long)]
    deny_warnings: bool,
    /// What messages call standard input.
    #[arg(long, value_name = "PATH")]
    stdin_filename: Option<PathBuf>,
}

pub(crate) fn run(args: &LintArgs, out: &mut Output) -> CommandResult {
    let mode = mode(args)?;
    let options = Choice::new(args.target, &args.select, &args.ignore)?;
    let mut choices = Choices::new(options);
    let style = style(args)?;
    let style = match mode {
        Mode::Report => style,
        // Standard output is a patch, or the mended document, then.
        Mode::Diff(_) => Style::Stderr,
        Mode::Fix(_) if args.paths.iter().any(|path| path.as_os_str() == "-") => Style::Stderr,
        Mode::Fix(_) => style,
    };
    let mut run = Run {
        mode,
        report: Report::new(style, out),
        changed: 0,
        unreadable: false,
    };
    let mut documents = 0;
    for input in input::collect(&args.paths, args.stdin_filename.as_deref()) {
        if out.is_closed() {
            break;
        }
        // A configuration that cannot be read is one fault, however many documents it is for.
        let checked = match input {
            Ok(input) => {
                let choice = choices.of(input.path())?;
                run.input(&input, &choice, out)
            }
            Err(error) => Err(error),
        };
        match checked {
            Ok(Checked::Yes) => documents += 1,
            Ok(Checked::NoDocument) => {}
            Err(error) => {
                run.unreadable = true;
                out.error(&error);
            }
        }
    }
    if documents == 0 && !run.unreadable {
        out.warning(&input::no_document_in(&args.paths));
    }
    run.finish(args.deny_warnings, out)
}

/// The rule whose fix is that the file is saved as UTF-8.
const OTHER_ENCODING: &str = "other-encoding";

/// What is done about what is found.
#[derive(Clone, Copy, Debug)]
enum Mode {
    Report,
    Fix(Applicability),
    Diff(Applicability),
}

fn mode(args: &LintArgs) -> Result<Mode, CommandError> {
    let allowed = if args.unsafe_fixes {
        Applicability::Unsafe
    } else {
        Applicability::Safe
    };
    if args.diff {
        Ok(Mode::Diff(allowed))
    } else if args.fix {
        Ok(Mode::Fix(allowed))
    } else if args.unsafe_fixes {
        Err(
            CommandError::usage("`--unsafe-fixes` says which fixes, not what to do with them")
                .hint("add `--fix` to change the files, or `--diff` to see what would change"),
        )
    } else {
        Ok(Mode::Report)
    }
}

/// How the findings are written, where standard output is theirs.
fn style(args: &LintArgs) -> Result<Style, CommandError> {
    if !args.statistics {
        return Ok(Style::of(args.format, args.deny_warnings));
    }
    Style::statistics(args.format).ok_or_else(|| {
        CommandError::usage("`--statistics` writes no such format")
            .hint("leave `--format` out for a table, or use `--format json`")
    })
}

/// Whether an input was a document.
enum Checked {
    Yes,
    NoDocument,
}

struct Run {
    mode: Mode,
    report: Report,
    /// Documents that fixes changed, or would change.
    changed: usize,
    /// Something could not be read or written, and it has been said.
    unreadable: bool,
}

impl Run {
    fn input(
        &mut self,
        input: &Input,
        choice: &Choice,
        out: &mut Output,
    ) -> Result<Checked, CommandError> {
        let bytes = input.read()?;
        let text = match decode::decode(&bytes) {
            Ok(text) => text,
            Err(error) => return Err(input::undecodable(input.path(), &error)),
        };
        match input {
            Input::Found(_) if !input::is_domain(&text) => return Ok(Checked::NoDocument),
            Input::Found(_) | Input::Named(_) | Input::Stdin(_) => {}
        }
        let file = input.path().display().to_string();
        let mut diagnostics = choice.lint(&text);
        let foreign = choice.encoding(&bytes, &text);
        let is_foreign = foreign.is_some();
        if let Some(foreign) = foreign {
            diagnostics.insert(0, foreign);
        }
        match self.mode {
            Mode::Report => self
                .report
                .document(&Found::new(&file, &text, &diagnostics), out)?,
            Mode::Diff(allowed) => {
                let (fixed, left) = choice.mend(&text, diagnostics, allowed);
                self.changed += usize::from(*fixed != *text);
                let look = Look {
                    color: out.stdout_color(),
                    visible: out.is_terminal(),
                };
                out.write(&patch::unified(&file, &text, &fixed, look))?;
                self.report
                    .document(&Found::new(&file, &fixed, &left), out)?;
            }
            Mode::Fix(allowed) => {
                let (fixed, mut left) = choice.mend(&text, diagnostics, allowed);
                left.retain(|found| found.rule != OTHER_ENCODING);
                let is_changed = is_foreign || *fixed != *text;
                match input {
                    Input::Stdin(_) => out.write(&fixed)?,
                    Input::Named(path) | Input::Found(path) if is_changed => {
                        // Without bytes to be like, it becomes UTF-8.
                        let like: &[u8] = if is_foreign { &[] } else { &bytes };
                        input::save(path, like, &fixed)?;
                    }
                    Input::Named(_) | Input::Found(_) => {}
                }
                self.changed += usize::from(is_changed);
                self.report
                    .document(&Found::new(&file, &fixed, &left), out)?;
            }
        }
        Ok(Checked::Yes)
    }

    fn finish(self, deny_warnings: bool, out: &mut Output) -> CommandResult {
        let documents = format!(
            "{} document{}",
            self.changed,
            if self.changed == 1 { "" } else { "s" }
        );
        let would_change = match self.mode {
            Mode::Diff(_) => self.changed > 0,
            Mode::Fix(_) if self.changed > 0 => {
                out.note(&format!("mended {documents}"));
                false
            }
            Mode::Report | Mode::Fix(_) => false,
        };
        let summary = self.report.finish(out)?;
        let found = summary.errors > 0 || (deny_warnings && summary.warnings > 0) || would_change;
        Ok(match (self.unreadable, found) {
            (true, _) => Status::Unreadable,
            (false, true) => Status::Found,
            (false, false) => Status::Clean,
        })
    }
}
