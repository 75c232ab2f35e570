//! What an editor offers to do about a place.

use crate::diagnostic::{Applicability, Diagnostic, Edit};
use crate::domain::value::SizeUnit;
use crate::fix;
use crate::span::Span;
use crate::spec::Value as _;

use super::sketch::{Document, Node};

/// Something that can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What it does, as an order.
    pub title: String,
    /// What it is for.
    pub kind: ActionKind,
    /// The edits, which do not overlap.
    pub edits: Vec<Edit>,
    /// The number of the diagnostic that it is about, of those that were given.
    pub diagnostic: Option<usize>,
    /// Whether it is what one would choose without looking.
    pub is_preferred: bool,
}

/// What an action is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// It mends what a diagnostic says.
    Fix,
    /// It mends everything that can be mended without a change of meaning.
    FixAll,
    /// It keeps a diagnostic quiet.
    Suppress,
    /// It writes the same otherwise, or adds what is missing.
    Rewrite,
}

/// What a new suppression gives as its reason, for the user to write over.
const REASON: &str = "known and wanted";

/// Types of controllers that a disk's own action can add.
const ADDABLE: &[&str] = &["ide", "sata", "scsi", "fdc", "nvme", "usb"];

/// What can be done about the part of a text at `span`, in which `diagnostics` were found.
pub fn actions(document: &Document<'_>, span: &Span, diagnostics: &[Diagnostic]) -> Vec<Action> {
    let mut actions = Vec::new();
    let touched = |found: &Diagnostic| found.span.start <= span.end && span.start <= found.span.end;
    for (index, found) in diagnostics
        .iter()
        .enumerate()
        .filter(|(_, found)| touched(found))
    {
        let mut is_first = true;
        for fix in &found.fixes {
            actions.push(Action {
                title: fix.title.clone(),
                kind: ActionKind::Fix,
                edits: fix.edits.clone(),
                diagnostic: Some(index),
                is_preferred: is_first && fix.applicability == Applicability::Safe,
            });
            is_first = false;
        }
    }
    for (index, found) in diagnostics
        .iter()
        .enumerate()
        .filter(|(_, found)| touched(found))
    {
        actions.extend(document.suppression(found, index));
    }
    actions.extend(document.missing_controller(span.start));
    actions.extend(document.other_units(span.start));
    actions.extend(document.own_words(span.start));
    actions
}

/// The edit that carries out all fixes that change no meaning, again and again until none is left; `lint` finds what is
/// wrong with a text.
pub fn fix_all(text: &str, lint: impl Fn(&str) -> Vec<Diagnostic>) -> Option<Action> {
    let (mended, _) = fix::mend(text, lint(text), Applicability::Safe, &lint);
    let edit = difference(text, &mended)?;
    Some(Action {
        title: "Fix everything that is safe to fix".to_owned(),
        kind: ActionKind::FixAll,
        edits: vec![edit],
        diagnostic: None,
        is_preferred: false,
    })
}

/// The one edit that makes another text of a text; `None` where they are the same.
pub(crate) fn difference(from: &str, to: &str) -> Option<Edit> {
    if from == to {
        return None;
    }
    let same = |(a, b): &(char, char)| a == b;
    let start: usize = from
        .chars()
        .zip(to.chars())
        .take_while(same)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let (rest_from, rest_to) = (from.get(start..)?, to.get(start..)?);
    let end: usize = rest_from
        .chars()
        .rev()
        .zip(rest_to.chars().rev())
        .take_while(same)
        .map(|(c, _)| c.len_utf8())
        .sum();
    Some(Edit {
        span: start..from.len() - end,
        text: rest_to.get(..rest_to.len() - end)?.to_owned(),
    })
}

impl Document<'_> {
    /// A comment that keeps a diagnostic quiet, before the element that it is in.
    fn suppression(&self, found: &Diagnostic, index: usize) -> Option<Action> {
        if matches!(found.rule, "invalid-suppression" | "unused-suppression") {
            return None;
        }
        let node = self.node(self.innermost(found.span.start)?)?;
        let at = node.span.start;
        let indent = self.indent(at);
        let gap = match indent {
            Some(indent) => format!("{}{indent}", self.line_end()),
            None => String::new(),
        };
        Some(Action {
            title: format!("Suppress `{}` here", found.rule),
            kind: ActionKind::Suppress,
            edits: vec![Edit {
                span: at..at,
                text: format!("<!-- boxwright-ignore {}: {REASON} -->{gap}", found.rule),
            }],
            diagnostic: Some(index),
            is_preferred: false,
        })
    }

    /// The blanks before `at` on its line, where there is nothing else before it.
    fn indent(&self, at: usize) -> Option<&str> {
        let before = self.slice(&(0..at));
        let trimmed = before.trim_end_matches([' ', '\t']);
        (trimmed.is_empty() || trimmed.ends_with('\n')).then(|| self.slice(&(trimmed.len()..at)))
    }

    fn line_end(&self) -> &'static str {
        if self.text.contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        }
    }

    /// Adds the controller that the disk at `offset` is attached to, where the document does not say it.
    fn missing_controller(&self, offset: usize) -> Option<Action> {
        let disk = self.device_at(offset, "disk")?;
        let (bus, index) = self.slot_of(disk)?;
        if !ADDABLE.contains(&bus.as_str()) || self.controllers(&bus).contains(&index) {
            return None;
        }
        let xml = format!("<controller type='{bus}' index='{index}'/>");
        let devices = self.node(disk.parent?)?;
        let last = self.children(devices, "controller").last();
        let edit = match last {
            Some(last) => self.insertion_behind(last, &xml),
            None => self.insertion_before(disk, &xml),
        };
        Some(Action {
            title: format!("Add controller {index} of type `{bus}`, which this disk needs"),
            kind: ActionKind::Rewrite,
            edits: vec![edit],
            diagnostic: None,
            is_preferred: false,
        })
    }

    fn insertion_behind(&self, node: &Node, xml: &str) -> Edit {
        let at = node.span.end;
        let text = match self.indent(node.span.start) {
            Some(indent) => format!("{}{indent}{xml}", self.line_end()),
            None => xml.to_owned(),
        };
        Edit { span: at..at, text }
    }

    fn insertion_before(&self, node: &Node, xml: &str) -> Edit {
        let at = node.span.start;
        let text = match self.indent(at) {
            Some(indent) => format!("{xml}{}{indent}", self.line_end()),
            None => xml.to_owned(),
        };
        Edit { span: at..at, text }
    }

    /// Writes the size at `offset` in other units, where that is exact.
    fn other_units(&self, offset: usize) -> Vec<Action> {
        let size = self
            .device_at(offset, "memory")
            .or_else(|| self.device_at(offset, "currentMemory"));
        let Some(size) = size.filter(|size| size.is_finished) else {
            return Vec::new();
        };
        let content = self.content(size);
        let unit = self.attribute(size, "unit").unwrap_or("KiB");
        let number: Option<u64> = self.slice(&content).parse().ok();
        let kib = number
            .zip(SizeUnit::read(unit))
            .and_then(|(number, unit)| unit.to_kib(number));
        let Some(kib) = kib else {
            return Vec::new();
        };
        let units = [("KiB", 1), ("MiB", 1 << 10), ("GiB", 1 << 20)];
        units
            .into_iter()
            .filter(|(other, each)| *other != unit && kib % each == 0 && kib >= *each)
            .map(|(other, each)| {
                let unit = match self.value_span(size, "unit") {
                    Some(span) => Edit {
                        span,
                        text: other.to_owned(),
                    },
                    None => Edit {
                        span: size.name.end..size.name.end,
                        text: format!(" unit='{other}'"),
                    },
                };
                let text = (kib / each).to_string();
                Action {
                    title: format!("Write it as {text} {other}"),
                    kind: ActionKind::Rewrite,
                    edits: vec![
                        unit,
                        Edit {
                            span: content.clone(),
                            text,
                        },
                    ],
                    diagnostic: None,
                    is_preferred: false,
                }
            })
            .collect()
    }
}
