//! From the paths of a command line to a plan.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use native_driver::plan::Plan;
use native_driver::planner::{self, PlanError, PlanOptions};
use native_driver::secret::FindSecret;
use schema_core::support::Release;

use crate::args::Global;
use crate::document::{Canonical, Document};
use crate::error::CommandError;
use crate::input::{self, Input};
use crate::output::Output;
use crate::rule_choice::Choices;
use crate::said::Said;
use crate::session::Session;

/// The documents in normal form. Every document is read before the first error stops, so that one run tells of all.
pub(crate) fn documents(
    paths: &[PathBuf],
    global: &Global,
    out: &Output,
) -> Result<Vec<Canonical>, CommandError> {
    let mut choices = Choices::default();
    let mut documents = Vec::new();
    let mut said = Said::default();
    let mut failures = Failures::default();
    for input in input::collect(paths, None, &mut |warning| out.warning(warning)) {
        match input.and_then(|input| document(&input, &mut choices, &mut said, global, out)) {
            Ok(document) => documents.extend(document),
            Err(error) => failures.add(error, out),
        }
    }
    if let Some(remark) = said.remark() {
        out.note(remark);
    }
    failures.end()?;
    if documents.is_empty() {
        return Err(CommandError::usage(input::no_document_in(paths)));
    }
    Ok(documents)
}

/// What fails one document after the other: all but the last is said at once, and what is wrong with a project or a
/// document of many machines once.
#[derive(Debug, Default)]
struct Failures {
    last: Option<CommandError>,
    said: BTreeSet<String>,
}

impl Failures {
    fn add(&mut self, error: CommandError, out: &Output) {
        if !self.said.insert(error.to_string()) {
            return;
        }
        if let Some(earlier) = self.last.replace(error) {
            out.error(&earlier);
        }
    }

    fn end(self) -> Result<(), CommandError> {
        self.last.map_or(Ok(()), Err)
    }
}

fn document(
    input: &Input,
    choices: &mut Choices,
    said: &mut Said,
    global: &Global,
    out: &Output,
) -> Result<Option<Canonical>, CommandError> {
    let Some(mut document) = Document::read(input, out)? else {
        return Ok(None);
    };
    if let Some(host) = choices.host(input.file(), global.host.as_deref())? {
        document = document.on(&host);
    }
    document.canonical_of_several(said, out).map(Some)
}

/// What makes VirtualBox have the machines of the documents.
pub(crate) fn plan(
    session: &mut Session,
    documents: &[Canonical],
    secrets: FindSecret,
    out: &Output,
) -> Result<Plan, CommandError> {
    check(session, documents, out)?;
    let mut plan = planner::new_plan(session.backend());
    let options = PlanOptions { secrets };
    let mut failures = Failures::default();
    for Canonical {
        page, normalized, ..
    } in documents
    {
        match planner::plan_machine(session.backend(), normalized, options) {
            Ok(machine) => plan.machines.push(machine),
            Err(PlanError::Refused(diagnostics)) => {
                page.show(&diagnostics, out);
                let error = page.too_faulty(&diagnostics).unwrap_or_else(|| {
                    CommandError::failed(format!("`{}` cannot be applied", page.file))
                });
                failures.add(error, out);
            }
            Err(error @ PlanError::Fault(_)) => {
                return Err(CommandError::failed(format!("`{}`: {error}", page.file)));
            }
        }
    }
    failures.end()?;
    apart(&plan, documents)?;
    Ok(plan)
}

/// Shows what the documents leave to be known, and stops where the VirtualBox that is connected is of a release that
/// cannot do what they ask. What a release that is not known can do is left for it to say.
fn check(session: &mut Session, documents: &[Canonical], out: &Output) -> Result<(), CommandError> {
    let release = session.backend().about().version.parse().ok();
    let release = release.filter(|release: &Release| release.is_known());
    let mut failures = Failures::default();
    let mut choices = Choices::default();
    let mut said = Said::default();
    for document in documents {
        let choice = choices.of(Path::new(&document.page.file))?;
        if let Err(error) = document.check_for(release, choice.policies(), &mut said, out) {
            failures.add(error, out);
        }
    }
    if let Some(remark) = said.remark() {
        out.note(remark);
    }
    failures.end()
}

/// Two documents of one machine would undo one another.
fn apart(plan: &Plan, documents: &[Canonical]) -> Result<(), CommandError> {
    let machines: Vec<_> = plan.machines.iter().zip(documents).collect();
    for (index, (one, first)) in machines.iter().enumerate() {
        for (other, second) in machines.iter().skip(index + 1) {
            if one.uuid == other.uuid || one.name == other.name {
                return Err(CommandError::failed(format!(
                    "`{}` and `{}` describe the same machine, `{}`",
                    first.page.file, second.page.file, one.name
                ))
                .hint(
                    "give each machine a name and UUID of its own, or name one of the documents",
                ));
            }
        }
    }
    Ok(())
}

/// The plan that a file holds, if it is one.
pub(crate) fn saved(path: &Path) -> Result<Option<Plan>, CommandError> {
    if path.as_os_str() == "-" || path.is_dir() {
        return Ok(None);
    }
    let bytes = input::single(path).read()?;
    let Ok(serde_json::Value::Object(mut object)) = serde_json::from_slice(&bytes) else {
        return Ok(None);
    };
    if !object.contains_key("machines") {
        return Ok(None);
    }
    // `plan --format json` adds it for readers.
    object.remove("summary");
    let plan = serde_json::from_value(object.into()).map_err(|error| {
        CommandError::failed(format!(
            "`{}` is not a plan that this version can apply: {error}",
            path.display()
        ))
        .hint("make it anew with `boxwright plan --out`")
    })?;
    Ok(Some(plan))
}
