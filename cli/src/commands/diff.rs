//! `boxwright diff`

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use schema_core::Domain;
use schema_core::diff::{self, Change, Place};
use schema_core::source::SourceMap;
use schema_core::visible;
use serde_json::{Value, json};

use crate::args::Global;
use crate::document::Document;
use crate::error::{CommandError, CommandResult, Status};
use crate::machine::{self, Machines};
use crate::output::{Format, Output};

/// Shows what two documents, or a document and a machine, differ in, path by path.
///
/// Documents for VirtualBox are compared by what they mean: spelling, order and what is said by silence make no
/// difference, nor does what has no effect there. Other documents are compared as they are written. Ends with 0 when
/// they are the same, 1 when they differ, 2 when that cannot be said.
#[derive(Args, Debug)]
pub(crate) struct DiffArgs {
    /// A document (XML, JSON, `.vbox`, `.ovf`); `-` for standard input; or `machine:NAME`, a machine by name or UUID.
    #[arg(value_name = "A")]
    before: PathBuf,
    /// What it is compared with.
    #[arg(value_name = "B")]
    after: PathBuf,
    /// How the difference is written.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(args: &DiffArgs, global: &Global, out: &mut Output) -> CommandResult {
    if args.before.as_os_str() == "-" && args.after.as_os_str() == "-" {
        return Err(CommandError::usage(
            "standard input can be only one of the two",
        ));
    }
    let mut machines = Machines::new(global);
    let before = Side::read(&args.before, &mut machines, out)?;
    let after = Side::read(&args.after, &mut machines, out)?;
    let changes = compare(before.content, after.content, out)?;
    let compared = Compared {
        before: &before.name,
        after: &after.name,
        changes: &changes,
    };
    match args.format {
        Format::Text => out.write(&compared.text())?,
        Format::Json => out.json(&compared.json())?,
    }
    Ok(if changes.is_empty() {
        Status::Clean
    } else {
        Status::Found
    })
}

/// What is compared, with the name that messages give it.
struct Side {
    name: String,
    content: Content,
}

enum Content {
    Document(Box<Document>),
    Machine(Box<Domain>),
}

impl Side {
    fn read(path: &Path, machines: &mut Machines<'_>, out: &Output) -> Result<Self, CommandError> {
        let content = match machine::named(path) {
            Some(name) => Content::Machine(Box::new(machines.read(name, out)?)),
            None => Content::Document(Box::new(Document::named(path, out)?)),
        };
        let name = path.display().to_string();
        Ok(Self { name, content })
    }
}

/// A difference with the lines that it is at.
struct Line {
    change: Change,
    before: Option<usize>,
    after: Option<usize>,
}

fn compare(before: Content, after: Content, out: &Output) -> Result<Vec<Line>, CommandError> {
    if let (Content::Document(before), Content::Document(after)) = (&before, &after)
        && !(before.is_for_vbox() && after.is_for_vbox())
    {
        for document in [before, after] {
            document.must_be_readable(out)?;
        }
        let changes = diff::texts(before.text(), after.text());
        return Ok(lines(changes, before.source(), after.source()));
    }
    let is_open = |content: &Content| match content {
        Content::Document(_) => true,
        Content::Machine(_) => false,
    };
    let (open_before, open_after) = (is_open(&before), is_open(&after));
    let (before, before_source) = normal(before, out)?;
    let (after, after_source) = normal(after, out)?;
    let mut changes = diff::domains(&before, &after);
    if open_before != open_after {
        diff::without_open(&mut changes, open_before);
    }
    Ok(lines(changes, &before_source, &after_source))
}

/// The normal form, which a machine is read in.
fn normal(content: Content, out: &Output) -> Result<(Domain, SourceMap), CommandError> {
    match content {
        Content::Machine(domain) => Ok((*domain, SourceMap::default())),
        Content::Document(document) => {
            let normalized = document.canonical(out)?.normalized;
            Ok((normalized.domain, normalized.source))
        }
    }
}

fn lines(changes: Vec<Change>, before: &SourceMap, after: &SourceMap) -> Vec<Line> {
    let line = |source: &SourceMap, place: &Option<Place>| source.line(&place.as_ref()?.path);
    let with_lines = |change: Change| Line {
        before: line(before, &change.before),
        after: line(after, &change.after),
        change,
    };
    changes.into_iter().map(with_lines).collect()
}

/// Two documents and their differences.
struct Compared<'a> {
    before: &'a str,
    after: &'a str,
    changes: &'a [Line],
}

impl Compared<'_> {
    /// For people: a line for each difference, with the lines that it is at.
    fn text(&self) -> String {
        let mut out = String::new();
        if self.changes.is_empty() {
            return out;
        }
        for (mark, name) in [("---", self.before), ("+++", self.after)] {
            // Writing to a string cannot fail.
            let _ok = writeln!(out, "{mark} {}", visible::name(name));
        }
        for line in self.changes {
            let Change { before, after } = &line.change;
            let text = |place: &Place| visible::name(&place.text).into_owned();
            let (mark, values) = match (before, after) {
                (Some(before), Some(after)) => {
                    ('~', format!("{} -> {}", text(before), text(after)))
                }
                (Some(before), None) => ('-', text(before)),
                (None, after) => ('+', after.as_ref().map(text).unwrap_or_default()),
            };
            let at = self.places(line);
            let _ok = writeln!(
                out,
                "{mark} {}: {values}{at}",
                path(&line.change, "/domain/")
            );
        }
        out
    }

    fn places(&self, line: &Line) -> String {
        let place = |file: &str, line: Option<usize>| {
            line.map(|line| format!("{}:{line}", visible::name(file)))
        };
        let sides = [
            place(self.before, line.before),
            place(self.after, line.after),
        ];
        let places: Vec<String> = sides.into_iter().flatten().collect();
        if places.is_empty() {
            String::new()
        } else {
            format!("  ({})", places.join(", "))
        }
    }

    /// For programs.
    fn json(&self) -> Value {
        let text = |place: &Option<Place>| place.as_ref().map(|place| place.text.clone());
        let mut counts = [0; 3];
        let mut changes = Vec::new();
        for line in self.changes {
            let (action, kind) = match (&line.change.before, &line.change.after) {
                (None, _) => ("add", 0),
                (Some(_), Some(_)) => ("change", 1),
                (Some(_), None) => ("remove", 2),
            };
            if let Some(count) = counts.get_mut(kind) {
                *count += 1;
            }
            changes.push(json!({
                "path": path(&line.change, ""), "action": action,
                "before": text(&line.change.before), "after": text(&line.change.after),
                "before_line": line.before, "after_line": line.after,
            }));
        }
        let [add, change, remove] = counts;
        json!({
            "version": 1, "before": self.before, "after": self.after, "changes": changes,
            "summary": { "add": add, "change": change, "remove": remove },
        })
    }
}

/// The address of a difference, without what it begins with.
fn path(change: &Change, prefix: &str) -> String {
    let path = change.path().map(ToString::to_string).unwrap_or_default();
    path.strip_prefix(prefix).unwrap_or(&path).to_owned()
}
