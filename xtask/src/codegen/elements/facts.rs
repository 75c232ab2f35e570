//! What becomes of an element, found out with its fixtures: each is applied to a simulated VirtualBox and read back.
//! Since when it is set is what the linter says of releases, which tests compare with plans for all of them.

use std::path::PathBuf;

use native_driver::apply::{ApplyOptions, Unwatched, apply};
use native_driver::backend::sim::Service;
use native_driver::machines;
use native_driver::plan::Step;
use native_driver::planner::{PlanOptions, new_plan, plan_machine};
use schema_core::domain::Domain;
use schema_core::json::to_json;
use schema_core::lint::rules;
use schema_core::normalize::{Normalized, normalize};
use schema_core::parse::parse;
use schema_core::spec::ChildSpec;
use schema_core::support::parts::{self, Bound};
use schema_core::validate::validate;

use crate::places;
use crate::trouble::Trouble;

/// Where an element stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Domain,
    Device,
}

/// What becomes of an element.
#[derive(Debug)]
pub(super) struct Facts {
    /// How many rules look at it, beside the values of everything in it.
    pub(super) rules: usize,
    /// Whether some step of a plan comes from it.
    pub(super) applied: bool,
    /// Whether it is read back as it was applied.
    pub(super) read_back: bool,
    /// The first release on which it is set, and what came later.
    pub(super) since: String,
}

/// A document that has the element.
struct Fixture {
    case: String,
    normalized: Normalized,
}

impl Facts {
    pub(super) fn of(child: &ChildSpec, place: Place) -> Result<Self, Trouble> {
        let fixtures = fixtures(child.name)?;
        let mut applied = !fixtures.is_empty();
        let mut read_back = applied;
        for fixture in &fixtures {
            let (steps, found) = tried(fixture)?;
            let parent = match place {
                Place::Domain => "/domain",
                Place::Device => "/domain/devices",
            };
            let path = format!("{parent}/{}", child.name);
            let is_from = |step: &Step| {
                let rest = step.path.strip_prefix(&path);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '[']))
            };
            let wanted = value(&fixture.normalized.domain, child, place)?;
            let is_there = value(&found, child, place)? == wanted && !wanted.is_null();
            read_back &= is_there;
            // What makes the machine, such as its UUID, is in the call that does.
            applied &= steps.iter().any(is_from) || is_there;
        }
        Ok(Self {
            rules: rules_about(child.name)?,
            applied,
            read_back,
            since: since(child.name),
        })
    }
}

/// The fixtures of an element, sorted by name.
fn fixtures(element: &str) -> Result<Vec<Fixture>, Trouble> {
    let folder = places::root().join("tests/fixtures").join(element);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .map_err(Trouble::io(folder.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.sort();
    let read = |file: PathBuf| {
        let text = std::fs::read_to_string(&file).map_err(Trouble::io(file.display()))?;
        let validated = validate(parse(&text.replace("FILES", "/files"))).map_err(|rejected| {
            let found = rejected.diagnostics.first();
            let message = found.map_or("", |found| found.message.as_str());
            Trouble::Wrong(format!("{}: {message}", file.display()))
        })?;
        Ok(Fixture {
            case: file
                .file_stem()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
            normalized: normalize(&validated),
        })
    };
    files.into_iter().map(read).collect()
}

/// Applies a fixture to a simulated VirtualBox: the steps, and the machine that is there then.
fn tried(fixture: &Fixture) -> Result<(Vec<Step>, Domain), Trouble> {
    let trouble = |error: &dyn std::fmt::Display| {
        Trouble::Wrong(format!("fixture `{}`: {error}", fixture.case))
    };
    let mut sim = Service::empty().connect("test:///fixture");
    let options = PlanOptions {
        // No fixture has one.
        secrets: |_name| Err("no secrets are known here".to_owned()),
    };
    let machine =
        plan_machine(&mut sim, &fixture.normalized, options).map_err(|error| trouble(&error))?;
    let steps = machine.steps.clone();
    let mut plan = new_plan(&sim);
    plan.machines.push(machine);
    apply(&mut sim, &plan, ApplyOptions::default(), &mut Unwatched)
        .map_err(|error| trouble(&error))?;
    let name = &fixture.normalized.domain.name;
    let read = machines::read(&mut sim, name).map_err(|error| trouble(&error))?;
    Ok((steps, read.domain))
}

/// The element in the JSON form of a domain; null where it is not there.
fn value(domain: &Domain, child: &ChildSpec, place: Place) -> Result<serde_json::Value, Trouble> {
    let unreadable = |error: &dyn std::fmt::Display| Trouble::Wrong(error.to_string());
    let json = to_json(domain).map_err(|error| unreadable(&error))?;
    let json: serde_json::Value =
        serde_json::from_str(&json).map_err(|error| unreadable(&error))?;
    let parent = match place {
        Place::Domain => json.pointer("/domain"),
        Place::Device => json.pointer("/domain/devices"),
    };
    let found = parent.and_then(|parent| parent.get(child.json)).cloned();
    Ok(found.unwrap_or_default())
}

/// Since when an element can be set, and what of it came later or went, by release.
fn since(element: &str) -> String {
    let (base, later) = parts::of_element(element);
    let mark = if parts::is_driven_later(element) {
        "°"
    } else {
        ""
    };
    let mut releases: Vec<String> = Vec::new();
    for same in later.chunk_by(|(one, _), (other, _)| one == other) {
        let words: Vec<&str> = same.iter().map(|(_bound, word)| *word).collect();
        let words = words.join(" ");
        releases.extend(same.first().map(|(bound, _word)| match bound {
            Bound::Since(release) => format!("{words} {release}"),
            Bound::Driven(release) => format!("{words} {release}°"),
            Bound::Until(release) => format!("{words} until {release}"),
        }));
    }
    if releases.is_empty() {
        format!("{base}{mark}")
    } else {
        format!("{base}{mark} ({})", releases.join(", "))
    }
}

/// How many rules name the element in what they do; tests are beside the point.
fn rules_about(element: &str) -> Result<usize, Trouble> {
    let quoted = format!("\"{element}\"");
    let mut count = 0;
    for rule in rules::ALL {
        let file = places::root().join(rule.file);
        let text = std::fs::read_to_string(&file).map_err(Trouble::io(file.display()))?;
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let is_named = code.match_indices(&quoted).any(|(at, _)| {
            let before = code.get(..at).unwrap_or_default();
            !["attribute(", "value("]
                .iter()
                .any(|call| before.ends_with(call))
        });
        count += usize::from(is_named);
    }
    Ok(count)
}
