//! One run of the linter: what the paths stand for is checked, and what is found is reported or mended.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use project::Choice;
use schema_core::diagnostic::Diagnostic;
use schema_core::{lint, write};

use super::{Change, Keep, LintArgs, Mode};
use crate::args::Global;
use crate::baseline::Baseline;
use crate::error::{CommandError, CommandResult, Status};
use crate::input::{self, Base, Input};
use crate::instances;
use crate::machine::{self, Machines};
use crate::opened::{self, Opened};
use crate::output::Output;
use crate::patch::{self, Look};
use crate::report::{Found, Report};
use crate::rule_choice::{self, Choices};
use crate::said::Said;
use crate::side_by_side;

pub(super) fn run(args: &LintArgs, global: &Global, out: &mut Output) -> CommandResult {
    let mode = args.mode()?;
    let mut run = Run {
        mode,
        report: Report::new(args.style(mode)?, out),
        baseline: Baseline::of(args.baseline.as_deref(), args.write_baseline)?,
        said: Said::default(),
        documents: 0,
        changed: 0,
        unreadable: false,
    };
    let is_bare = |path: &&PathBuf| instances::are_none_in(path);
    let (bare, paths): (Vec<_>, Vec<_>) = args.paths.iter().partition(is_bare);
    let sources = sources(&paths, args, global, out)?;
    side_by_side::each(&sources, Source::examine, |examined| {
        run.examined(examined, out);
        !out.is_closed()
    });
    for path in bare {
        out.note(&format!(
            "`{}` has no fault, and makes no machines that could be checked: name the documents that it is for",
            path.display()
        ));
    }
    if run.documents == 0 && !run.unreadable && !paths.is_empty() {
        out.warning(&input::no_document_in(&args.paths));
    }
    run.finish(args.deny_warnings, out)
}

/// What is to be checked, and what is to be reported of it.
enum Source {
    Input(Input, Arc<Choice>),
    /// A machine that exists: what messages call it, and its document.
    Machine(String, String, Arc<Choice>),
    /// What stands for no file that could be in a report: a machine that is not there, a project with faults of its own.
    Lost(CommandError),
}

fn sources(
    paths: &[&PathBuf],
    args: &LintArgs,
    global: &Global,
    out: &Output,
) -> Result<Vec<Source>, CommandError> {
    let options = Choice::new(args.target, &args.select, &args.ignore)?;
    for rule in options.said_elsewhere() {
        out.warning(&format!(
            "`{rule}` finds nothing here: `boxwright normalize` and `plan` say it, where the normal form is made"
        ));
    }
    let mut choices = Choices::new(options);
    let mut machines = Machines::new(global);
    let mut sources = Vec::new();
    if let Some(target) = args.target {
        rule_choice::say_unknown(target, out);
    }
    for path in paths.iter().copied() {
        if let Some(name) = machine::named(path) {
            sources.push(match machines.read(name, out) {
                Ok(domain) => {
                    // A machine belongs to the folder that the command runs in.
                    let choice = choices.of(Path::new("machine"))?;
                    Source::Machine(path.display().to_string(), write::write(&domain), choice)
                }
                Err(error) => Source::Lost(error),
            });
            continue;
        }
        let warn = &mut |warning: &str| out.warning(warning);
        let stdin = args.stdin_filename.as_deref();
        for input in input::collect(std::slice::from_ref(path), stdin, warn) {
            sources.push(match input {
                // A configuration that cannot be read is one fault, however many documents it is for.
                Ok(input) => {
                    let choice = choices.of(input.file())?;
                    Source::Input(input, choice)
                }
                Err(error) => Source::Lost(error),
            });
        }
    }
    for warning in choices.warnings() {
        out.warning(warning);
    }
    Ok(sources)
}

/// What became of a source.
enum Examined<'s> {
    Document(Document<'s>),
    NoDocument,
    Lost(&'s CommandError),
    Unreadable(String, CommandError),
}

/// A document with what was found in it.
struct Document<'s> {
    source: &'s Source,
    choice: &'s Choice,
    opened: Opened,
    diagnostics: Vec<Diagnostic>,
    /// Whether its fix is that the file is saved as UTF-8.
    is_foreign: bool,
}

impl Source {
    /// The document that it is made of, where it is a machine of several.
    fn base(&self) -> Option<&Base> {
        match self {
            Self::Input(input, _) => input.base(),
            Self::Machine(..) | Self::Lost(_) => None,
        }
    }

    /// Reads and checks it.
    fn examine(&self) -> Examined<'_> {
        let (opened, choice) = match self {
            Self::Lost(error) => return Examined::Lost(error),
            Self::Machine(name, text, choice) => (Opened::text(name, text), choice),
            Self::Input(input, choice) => match opened::open(input) {
                Ok(Some(opened)) => (opened, choice),
                Ok(None) => return Examined::NoDocument,
                Err(error) => {
                    return Examined::Unreadable(input.path().display().to_string(), error);
                }
            },
        };
        let mut diagnostics = choice.lint(&opened.text);
        let foreign = match opened.made_of {
            None => choice.encoding(&opened.bytes, &opened.text),
            Some(_) => None,
        };
        let is_foreign = foreign.is_some();
        if let Some(foreign) = foreign {
            diagnostics.insert(0, foreign);
        }
        Examined::Document(Document {
            source: self,
            choice,
            opened,
            diagnostics,
            is_foreign,
        })
    }
}

impl Document<'_> {
    /// The document after a change, and what is found in it then.
    fn changed(
        &self,
        change: Change<'_>,
        mut found: Vec<Diagnostic>,
    ) -> Result<(String, Vec<Diagnostic>), CommandError> {
        match change {
            Change::Fix(allowed) => {
                let (text, left) = self.choice.mend(&self.opened.text, found, allowed);
                Ok((text.into_owned(), left))
            }
            Change::Ignore(reason) => {
                found.retain(|found| !lint::rules::is_of_encoding(found));
                let text = lint::ignore(&self.opened.text, &found, reason).ok_or_else(|| {
                    CommandError::failed(format!(
                        "`{}` is not well-formed, so that no comment has a place in it",
                        self.opened.file
                    ))
                    .hint("mend that first: `boxwright lint --fix`")
                })?;
                let left = self.choice.lint(&text);
                Ok((text, left))
            }
        }
    }

    /// Puts a changed text in its place; says whether that changed anything.
    fn save(&self, change: Change<'_>, text: &str, out: &mut Output) -> Result<bool, CommandError> {
        // Without bytes to be like, it becomes UTF-8.
        let (is_changed, like): (bool, &[u8]) = match change {
            Change::Fix(_) if self.is_foreign => (true, &[]),
            Change::Fix(_) | Change::Ignore(_) => (text != self.opened.text, &self.opened.bytes),
        };
        if let Some(form) = self.opened.made_of {
            return Err(CommandError::failed(format!(
                "`{}` is written out of {}, which is not mended",
                self.opened.file,
                form.what()
            ))
            .hint("`boxwright convert --to xml` makes a document of it that can be"));
        }
        match self.source {
            Source::Input(Input::Stdin(_), _) => out.write(text)?,
            Source::Input(Input::Named(path) | Input::Found(path), _) if is_changed => {
                input::save(path, like, text)?;
            }
            Source::Input(Input::Made(..), _) if is_changed => return Err(CommandError::failed(format!(
                "`{}` is made of a document",
                self.opened.file
            ))
            .hint("mend the document that it is made of")),
            Source::Machine(..) if is_changed => return Err(CommandError::failed(format!(
                "`{}` is no file that could be changed",
                self.opened.file
            ))
            .hint("`boxwright dump` makes a document of it, and `boxwright apply` changes the machine")),
            Source::Input(..) | Source::Machine(..) | Source::Lost(_) => {}
        }
        Ok(is_changed)
    }
}

struct Run<'a> {
    mode: Mode<'a>,
    report: Report,
    baseline: Baseline,
    said: Said,
    documents: usize,
    /// Documents that were changed, or would be.
    changed: usize,
    /// Something could not be read or written, and it has been said.
    unreadable: bool,
}

impl Run<'_> {
    fn examined(&mut self, examined: Examined<'_>, out: &mut Output) {
        let said = match examined {
            Examined::NoDocument => return,
            Examined::Lost(error) => {
                self.unreadable = true;
                out.error(error);
                return;
            }
            Examined::Unreadable(file, error) => {
                self.unreadable = true;
                self.report.unreadable(&file, &error, out)
            }
            Examined::Document(document) => {
                self.documents += 1;
                self.document(document, out)
            }
        };
        if let Err(error) = said {
            self.unreadable = true;
            out.error(&error);
        }
    }

    fn document(
        &mut self,
        mut document: Document<'_>,
        out: &mut Output,
    ) -> Result<(), CommandError> {
        let found = std::mem::take(&mut document.diagnostics);
        if let Some(before) = document.opened.found_before() {
            self.report.part(&before, out)?;
            document.opened.say_what_is_lost(out);
        }
        let Opened {
            file, text: before, ..
        } = &document.opened;
        let found = self.baseline.new_ones(file, before, found);
        let base = document.source.base();
        let mut found = self.said.new_ones(base, found);
        if let Some(set_by) = &document.opened.set_by {
            let taken = set_by.take(&mut found);
            if !taken.is_empty() {
                self.report.part(&set_by.found(&taken), out)?;
            }
        }
        if let Some(form) = document.opened.made_of {
            opened::say_where(&mut found);
            if !found.is_empty() {
                out.note(&opened::how_to_see(file, form));
            }
        }
        let Mode::Change(change, keep) = self.mode else {
            return match base {
                Some(base) => {
                    let found = base.of(&found);
                    self.report
                        .document(&Found::new(file, &base.text, &found), out)
                }
                None => self.report.document(&Found::new(file, before, &found), out),
            };
        };
        let is_of_encoding = |found: &Diagnostic| lint::rules::is_of_encoding(found);
        if matches!(change, Change::Ignore(_)) && found.iter().any(is_of_encoding) {
            out.note(&format!(
                "the encoding of `{file}` is reported all the same, since no comment stands before it: `--fix` saves it as UTF-8, `ignore` in `{}` leaves it out",
                project::NAME
            ));
        }
        let (text, mut left) = document.changed(change, found.clone())?;
        let is_changed = match keep {
            Keep::Save => {
                // After a comment was added the file has the encoding that it had.
                if matches!(change, Change::Fix(_)) {
                    left.retain(|found| !is_of_encoding(found));
                } else {
                    left.splice(
                        0..0,
                        found.iter().filter(|found| is_of_encoding(found)).cloned(),
                    );
                }
                document.save(change, &text, out)?
            }
            Keep::Show => {
                let look = Look {
                    color: out.stdout_color(),
                    visible: out.is_shown(),
                };
                out.write(&patch::unified(file, before, &text, look))?;
                text != *before
            }
        };
        self.changed += usize::from(is_changed);
        let mut left = self.baseline.new_ones(file, &text, left);
        if keep == Keep::Show {
            patch::move_back(&mut left, &found, before, &text);
            return self.report.document(&Found::new(file, before, &left), out);
        }
        self.report.document(&Found::new(file, &text, &left), out)
    }

    fn finish(self, deny_warnings: bool, out: &mut Output) -> CommandResult {
        let documents = format!(
            "{} document{}",
            self.changed,
            if self.changed == 1 { "" } else { "s" }
        );
        let would_change = match self.mode {
            Mode::Change(_, Keep::Show) => self.changed > 0,
            Mode::Change(Change::Fix(_), Keep::Save) if self.changed > 0 => {
                out.note(&format!("mended {documents}"));
                false
            }
            Mode::Change(Change::Ignore(_), Keep::Save) if self.changed > 0 => {
                out.note(&format!("added comments to {documents}"));
                false
            }
            Mode::Report | Mode::Change(_, Keep::Save) => false,
        };
        if let Some(remark) = self.said.remark() {
            out.note(remark);
        }
        let summary = self.report.finish(out)?;
        self.baseline.finish(out)?;
        let found = summary.errors > 0 || (deny_warnings && summary.warnings > 0) || would_change;
        Ok(match (self.unreadable, found) {
            (true, _) => Status::Unreadable,
            (false, true) => Status::Found,
            (false, false) => Status::Clean,
        })
    }
}
