//! Repairing until the parser takes the text, and finding one's way back to the original.

use crate::diagnostic::Edit;
use crate::order;
use crate::span::Span;

use crate::syntax::{Document, Unreadable};

use super::{Fault, FaultKind, IsChild, Mender};

/// How often a text is gone through. The second time mends what the edits of the first brought together, such as `]]>`
/// around something that was removed.
const MAX_ROUNDS: usize = 6;
/// In how many of them tags may get the `<` that they lack: those inside such tags get theirs in the next.
const OPENING_ROUNDS: usize = 3;

/// A text that was mended.
#[derive(Clone, Debug)]
pub struct Repair {
    /// What was wrong, in the order of the text.
    pub faults: Vec<Fault>,
    /// The text as it would be well-formed; `None` where too much is wrong with it.
    pub text: Option<String>,
    /// How each round changed the text.
    rounds: Vec<Round>,
    /// The places that faults and their edits touch, in the original.
    touched: Vec<Span>,
}

/// The edits of one round, in the order of the text.
#[derive(Clone, Debug, Default)]
struct Round(Vec<Change>);

#[derive(Clone, Debug)]
struct Change {
    before: Span,
    after: Span,
}

/// Mends a text until the parser takes it.
///
/// `is_child` says whether an element can stand in another, where that is known.
pub fn repair(text: &str, is_child: IsChild<'_>) -> Repair {
    let mut repair = Repair {
        faults: Vec::new(),
        text: None,
        rounds: Vec::new(),
        touched: Vec::new(),
    };
    let mut current = text.to_owned();
    for round in 0..MAX_ROUNDS {
        let (faults, gave_up) = Mender::new(&current, is_child).run(round < OPENING_ROUNDS);
        let done = faults.is_empty();
        let edits = edits(&faults);
        repair.take(faults);
        if gave_up || done {
            break;
        }
        let (next, round) = apply(&current, &edits);
        current = next;
        repair.rounds.push(round);
        if is_well_formed(&current) {
            repair.text = Some(current);
            break;
        }
    }
    if repair.faults.is_empty() && is_well_formed(text) {
        repair.text = Some(text.to_owned());
    }
    order::with(&mut repair.faults, |a, b| {
        (a.span.start, a.span.end, a.kind).cmp(&(b.span.start, b.span.end, b.kind))
    });
    order::by(&mut repair.touched, |span| (span.start, span.end));
    repair
}

/// Whether the parser finds nothing wrong with the form of a text; it may still be too large to read.
pub fn is_well_formed(text: &str) -> bool {
    match Document::parse(text) {
        Ok(_) | Err(Unreadable::TooLarge { .. }) => true,
        Err(Unreadable::NotWellFormed { .. } | Unreadable::Dtd { .. }) => false,
    }
}

impl Repair {
    /// Adds the faults of a round, which stand in the text that the rounds before made.
    fn take(&mut self, faults: Vec<Fault>) {
        let is_first = self.rounds.is_empty();
        for mut fault in faults {
            if !is_first {
                // What one round made of a fault, another must not call a second fault.
                let span = self.original(&fault.span);
                if self.is_touched(&span) {
                    continue;
                }
                fault.span = span;
                for label in &mut fault.related {
                    label.span = self.original(&label.span);
                }
                for edit in &mut fault.fix.edits {
                    edit.span = self.original(&edit.span);
                }
            }
            self.touched.push(fault.span.clone());
            self.touched
                .extend(fault.fix.edits.iter().map(|edit| edit.span.clone()));
            self.faults.push(fault);
        }
    }

    /// Where in the original text a part of the mended one stands.
    pub fn original(&self, span: &Span) -> Span {
        self.rounds.iter().rev().fold(span.clone(), |span, round| {
            let start = round.back(span.start, false);
            start..round.back(span.end, true).max(start)
        })
    }

    /// Whether a fault, or what mends it, touches a part of the original text.
    pub fn is_touched(&self, span: &Span) -> bool {
        self.touched
            .iter()
            .any(|touched| touched.start <= span.end && span.start <= touched.end)
    }

    /// Whether what a part of the original text was meant to say is lost.
    pub fn is_lost(&self, span: &Span) -> bool {
        let touches = |other: &Span| other.start <= span.end && span.start <= other.end;
        self.faults
            .iter()
            .filter(|fault| fault.is_lossy)
            .any(|fault| {
                touches(&fault.span) || fault.fix.edits.iter().any(|edit| touches(&edit.span))
            })
    }

    /// The fault by which the end of the element at a part of the original text was guessed; the part is in its start tag.
    pub fn unended(&self, span: &Span) -> Option<&Fault> {
        self.faults.iter().find(|fault| {
            fault.is_unended && fault.span.start <= span.start && span.end <= fault.span.end
        })
    }

    /// Whether an element that begins at a place of the original text has an end that was guessed.
    pub fn begins_unended(&self, start: usize) -> bool {
        let from = self
            .faults
            .partition_point(|fault| fault.span.start < start);
        let here = self.faults.iter().skip(from);
        here.take_while(|fault| fault.span.start == start)
            .any(|fault| fault.is_unended)
    }

    /// Whether the text has a root element at all.
    pub fn has_root(&self) -> bool {
        self.faults
            .iter()
            .all(|fault| fault.kind != FaultKind::MissingRoot)
    }
}

impl Round {
    /// The place in the text before of one in the text after; of a new part the end where `is_end`.
    fn back(&self, offset: usize, is_end: bool) -> usize {
        let Self(changes) = self;
        let index = changes.partition_point(|change| change.after.end <= offset);
        if let Some(change) = changes.get(index)
            && change.after.start < offset
        {
            return if is_end {
                change.before.end
            } else {
                change.before.start
            };
        }
        match index.checked_sub(1).and_then(|index| changes.get(index)) {
            // The end of what stood before an insertion is not behind the insertion.
            Some(change) if is_end && change.after.end == offset && change.before.is_empty() => {
                change.before.start
            }
            Some(change) => change.before.end + (offset - change.after.end),
            None => offset,
        }
    }
}

/// The edits of all faults in the order of the text. Of edits that overlap the first is taken.
fn edits(faults: &[Fault]) -> Vec<Edit> {
    let mut edits: Vec<&Edit> = faults.iter().flat_map(|fault| &fault.fix.edits).collect();
    order::by(&mut edits, |edit| (edit.span.start, edit.span.end));
    let mut end = 0;
    edits.retain(|edit| {
        let free = edit.span.start >= end;
        end = end.max(edit.span.end);
        free
    });
    edits.into_iter().cloned().collect()
}

fn apply(text: &str, edits: &[Edit]) -> (String, Round) {
    let mut out = String::with_capacity(text.len() + 64);
    let mut changes = Vec::with_capacity(edits.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(text.get(at..edit.span.start).unwrap_or_default());
        let start = out.len();
        out.push_str(&edit.text);
        changes.push(Change {
            before: edit.span.clone(),
            after: start..out.len(),
        });
        at = edit.span.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    (out, Round(changes))
}
