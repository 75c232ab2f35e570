//! Findings that a team has accepted: a file of them, so that only new ones are reported.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use schema_core::diagnostic::Diagnostic;
use schema_core::lint;
use serde::{Deserialize, Serialize};

use crate::error::CommandError;
use crate::files;
use crate::output::Output;
use crate::report::{self, Found};

/// The version of the file.
const VERSION: u32 = 1;

/// What is done with a file of accepted findings.
#[derive(Debug)]
pub(crate) enum Baseline {
    None,
    /// It is read: what is in it is not reported.
    Read {
        path: PathBuf,
        accepted: BTreeMap<String, Entry>,
        /// The files that were checked.
        checked: BTreeSet<String>,
        /// The fingerprints that were found.
        found: BTreeSet<String>,
    },
    /// It is written.
    Write {
        path: PathBuf,
        findings: Vec<Entry>,
    },
}

/// The file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    version: u32,
    findings: Vec<Entry>,
}

/// An accepted finding. What it is and where is for people; the fingerprint is what counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    file: String,
    rule: String,
    message: String,
    fingerprint: String,
}

impl Baseline {
    /// The file that a command line names.
    pub(crate) fn of(path: Option<&Path>, write: bool) -> Result<Self, CommandError> {
        let Some(path) = path.map(Path::to_owned) else {
            return Ok(Self::None);
        };
        if write {
            let findings = Vec::new();
            return Ok(Self::Write { path, findings });
        }
        let text = fs::read_to_string(&path).map_err(|error| {
            let failure = CommandError::io("read", &path, &error);
            if error.kind() == io::ErrorKind::NotFound {
                failure.hint("`--write-baseline` makes it of what is found now")
            } else {
                failure
            }
        })?;
        let form: Form =
            serde_json::from_str(&text).map_err(|error| unusable(&path, &error.to_string()))?;
        if form.version != VERSION {
            return Err(unusable(&path, &format!("it has version {}", form.version)));
        }
        let entries = form.findings.into_iter();
        Ok(Self::Read {
            path,
            accepted: entries
                .map(|entry| (entry.fingerprint.clone(), entry))
                .collect(),
            checked: BTreeSet::new(),
            found: BTreeSet::new(),
        })
    }

    /// The findings of a document that are to be reported.
    pub(crate) fn new_ones(
        &mut self,
        file: &str,
        text: &str,
        diagnostics: Vec<Diagnostic>,
    ) -> Vec<Diagnostic> {
        let path = match self {
            Self::None => return diagnostics,
            Self::Read { path, .. } | Self::Write { path, .. } => path,
        };
        let name = beside(path, file);
        let prints = report::fingerprints(&Found::new(&name, text, &diagnostics));
        let numbered = diagnostics.into_iter().zip(prints);
        match self {
            Self::None => Vec::new(),
            Self::Read {
                accepted,
                checked,
                found,
                path: _,
            } => {
                checked.insert(name);
                let is_new = |(diagnostic, print): &(Diagnostic, String)| {
                    lint::is_locked(diagnostic) || !accepted.contains_key(print)
                };
                let (new, old): (Vec<_>, Vec<_>) = numbered.partition(is_new);
                found.extend(old.into_iter().map(|(_, print)| print));
                new.into_iter().map(|(diagnostic, _)| diagnostic).collect()
            }
            Self::Write { findings, path: _ } => {
                let mut kept = Vec::new();
                for (diagnostic, fingerprint) in numbered {
                    if lint::is_locked(&diagnostic) {
                        kept.push(diagnostic);
                        continue;
                    }
                    findings.push(Entry {
                        file: name.clone(),
                        rule: diagnostic.rule.to_owned(),
                        message: diagnostic.message,
                        fingerprint,
                    });
                }
                kept
            }
        }
    }

    /// Writes the file, or says that some of what it accepts is no more.
    pub(crate) fn finish(self, out: &Output) -> Result<(), CommandError> {
        match self {
            Self::None => Ok(()),
            Self::Read {
                path,
                accepted,
                checked,
                found,
            } => {
                let gone = accepted
                    .values()
                    .filter(|entry| checked.contains(&entry.file))
                    .filter(|entry| !found.contains(&entry.fingerprint))
                    .count();
                if gone > 0 {
                    out.note(&format!(
                        "of the findings in `{}`, {gone} can no longer be found: `--write-baseline` writes it anew",
                        path.display()
                    ));
                }
                Ok(())
            }
            Self::Write { path, mut findings } => {
                findings.sort();
                let count = findings.len();
                let form = Form {
                    version: VERSION,
                    findings,
                };
                let mut text = serde_json::to_string_pretty(&form).map_err(CommandError::failed)?;
                text.push('\n');
                files::create(&path, text.as_bytes())
                    .map_err(|error| CommandError::io("write", &path, &error))?;
                let s = if count == 1 { "" } else { "s" };
                out.note(&format!(
                    "accepted {count} finding{s} in `{}`",
                    path.display()
                ));
                Ok(())
            }
        }
    }
}

fn unusable(path: &Path, why: &str) -> CommandError {
    CommandError::usage(format!(
        "`{}` is no file of accepted findings: {why}",
        path.display()
    ))
    .hint("`boxwright lint --baseline FILE --write-baseline` writes one")
}

/// The path of a document from the folder of the file, so that it does not matter where the command runs.
fn beside(baseline: &Path, file: &str) -> String {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let folder = absolute(baseline).parent().map(Path::to_owned);
    let whole = absolute(Path::new(file));
    let inside = folder.and_then(|folder| whole.strip_prefix(folder).ok().map(Path::to_owned));
    let Some(inside) = inside else {
        return file.to_owned();
    };
    let names: Vec<_> = inside
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    names.join("/")
}
