//! What a merge left behind where both sides had changed the same lines.

use crate::span::Span;
use crate::syntax::tokens::Token;

use super::{Fault, FaultKind, Mender};

const BEGINNING: &str = "<<<<<<<";
const MIDDLE: &str = "\n=======";
const END: &str = "\n>>>>>>>";
/// How long a conflict is at most, in bytes: a text of nothing but beginnings is not searched to its end for each.
const LONGEST: usize = 64 << 10;

impl Mender<'_, '_> {
    /// Reports a conflict that begins with a `<`, if one does; the second of its sides is read.
    pub(super) fn conflict(&mut self, token: Token) -> bool {
        if self.indent(token.start) != Some(0) {
            return false;
        }
        let far = (token.start + LONGEST).min(self.text.len());
        let rest = self.slice(token.start..self.text.floor_char_boundary(far));
        let Some((middle, end)) = sides(rest) else {
            return false;
        };
        let line = |from: usize| {
            let length = rest.get(from..).and_then(|rest| rest.find('\n'));
            token.start + from..token.start + length.map_or(rest.len(), |length| from + length + 1)
        };
        let (first, middle, end) = (line(0), line(middle), line(end));
        let mark = |line: Span| line.start..self.trimmed_end(line);
        let fault = Fault::new(
            FaultKind::MergeConflict,
            mark(first.clone()),
            "a conflict that a merge left is not resolved",
        )
        .related("the other side begins here", mark(middle.clone()))
        .related("it ends here", mark(end.clone()))
        .choice()
        .edit(first.start..middle.end, "")
        .edit(end, "");
        while self
            .tokens
            .next_if(|token| token.start < middle.end)
            .is_some()
        {}
        self.report(fault);
        true
    }
}

/// Where the lines begin that are the middle and the end of the conflict that `text` begins with.
fn sides(text: &str) -> Option<(usize, usize)> {
    let first = text.strip_prefix(BEGINNING)?;
    let middle = BEGINNING.len() + first.find(MIDDLE)? + 1;
    let end = middle + text.get(middle..)?.find(END)? + 1;
    Some((middle, end))
}
