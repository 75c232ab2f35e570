//! How often each rule was broken.

use std::collections::BTreeMap;

use schema_core::diagnostic::{Diagnostic, Severity};

use super::{Summary, full};
use crate::error::CommandError;
use crate::output::{Format, Output};

/// The findings by rule. One rule can have two severities, since some depend on the kind of domain.
#[derive(Debug, Default)]
pub(crate) struct Counts(BTreeMap<(&'static str, Severity), Count>);

#[derive(Debug)]
struct Count {
    alias: &'static str,
    found: usize,
    fixable: usize,
}

impl Counts {
    pub(super) fn add(&mut self, diagnostics: &[Diagnostic]) {
        for diagnostic in diagnostics {
            let count = self
                .0
                .entry((diagnostic.rule, diagnostic.severity))
                .or_insert(Count {
                    alias: diagnostic.alias,
                    found: 0,
                    fixable: 0,
                });
            count.found += 1;
            count.fixable += usize::from(!diagnostic.fixes.is_empty());
        }
    }

    pub(super) fn write(
        &self,
        format: Format,
        summary: &Summary,
        out: &mut Output,
    ) -> Result<(), CommandError> {
        let mut counts: Vec<_> = self.0.iter().collect();
        // The sort is stable: rules that were broken as often stay in the order of their names.
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(count.found));
        match format {
            Format::Text => {
                for ((rule, severity), count) in counts {
                    out.write(&format!(
                        "{:>6}  {:7}  {}  {rule}{}\n",
                        count.found,
                        severity.as_str(),
                        count.alias,
                        fixes(count),
                    ))?;
                }
                full::summary(summary, out)
            }
            Format::Json => {
                let rules: Vec<_> = counts
                    .into_iter()
                    .map(|((rule, severity), count)| {
                        serde_json::json!({
                            "rule": rule, "alias": count.alias, "severity": severity.as_str(),
                            "count": count.found, "fixable": count.fixable,
                        })
                    })
                    .collect();
                let Summary {
                    files,
                    errors,
                    warnings,
                    notes,
                    safe_fixes: _,
                    unsafe_fixes: _,
                } = *summary;
                out.json(&serde_json::json!({
                    "version": 1,
                    "rules": rules,
                    "summary": { "files": files, "errors": errors, "warnings": warnings, "notes": notes },
                }))
            }
        }
    }
}

fn fixes(count: &Count) -> String {
    match count.fixable {
        0 => String::new(),
        all if all == count.found => "  (with a fix)".to_owned(),
        some => format!("  ({some} with a fix)"),
    }
}
