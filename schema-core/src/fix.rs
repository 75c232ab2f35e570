//! Carrying fixes out.

use std::borrow::Cow;

use crate::diagnostic::{Applicability, Diagnostic, Edit};
use crate::order;

/// A fix can lay open the next fault, and two fixes of one place need two rounds; more rounds than this mean that
/// fixes undo one another.
const ROUNDS: usize = 10;

/// The text with fixes carried out until nothing is left that can be, and what `lint` finds in it then; `diagnostics`
/// is what it finds now.
pub fn mend(
    text: &str,
    mut diagnostics: Vec<Diagnostic>,
    allowed: Applicability,
    lint: impl Fn(&str) -> Vec<Diagnostic>,
) -> (Cow<'_, str>, Vec<Diagnostic>) {
    let mut mended = Cow::Borrowed(text);
    for _ in 0..ROUNDS {
        let next = apply(&mended, &diagnostics, allowed);
        if *next == *mended {
            break;
        }
        mended = Cow::Owned(next);
        diagnostics = lint(&mended);
    }
    (mended, diagnostics)
}

/// The text with the first fix of each diagnostic carried out, where its applicability is `allowed` or better.
///
/// Of fixes that touch the same place the first wins; running again mends the rest.
pub fn apply(text: &str, diagnostics: &[Diagnostic], allowed: Applicability) -> String {
    let mut taken: Vec<&Edit> = Vec::new();
    for diagnostic in diagnostics {
        let fix = diagnostic
            .fixes
            .iter()
            .find(|fix| fix.applicability <= allowed);
        let Some(fix) = fix else { continue };
        let free = |edit: &Edit| {
            text.get(edit.span.clone()).is_some() && taken.iter().all(|other| !collide(edit, other))
        };
        if fix.edits.iter().all(free) {
            taken.extend(&fix.edits);
        }
    }
    order::by(&mut taken, |edit| (edit.span.start, edit.span.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in taken {
        out.push_str(text.get(at..edit.span.start).unwrap_or_default());
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// Whether two edits cannot both be carried out; two insertions at one place can not, their order would be chance.
fn collide(one: &Edit, other: &Edit) -> bool {
    let (a, b) = (&one.span, &other.span);
    if a.is_empty() || b.is_empty() {
        a.start <= b.end && b.start <= a.end
    } else {
        a.start < b.end && b.start < a.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Fix, Severity};
    use crate::path::Path;

    fn diagnostic(
        applicability: Applicability,
        edits: &[(std::ops::Range<usize>, &str)],
    ) -> Diagnostic {
        let edits = edits
            .iter()
            .map(|(span, text)| Edit {
                span: span.clone(),
                text: (*text).to_owned(),
            })
            .collect();
        Diagnostic {
            rule: "x",
            alias: "X1",
            severity: Severity::Error,
            message: String::new(),
            span: 0..0,
            path: Path::default(),
            related: Vec::new(),
            notes: Vec::new(),
            fixes: vec![Fix {
                title: String::new(),
                applicability,
                edits,
            }],
        }
    }

    #[test]
    fn edits_of_several_fixes_are_carried_out_in_any_order() {
        let all = [
            diagnostic(Applicability::Safe, &[(4..5, "E")]),
            diagnostic(Applicability::Safe, &[(0..1, ""), (2..2, "__")]),
        ];
        assert_eq!(apply("abcdef", &all, Applicability::Safe), "b__cdEf");
    }

    #[test]
    fn the_first_of_two_fixes_at_one_place_wins_whole() {
        let all = [
            diagnostic(Applicability::Safe, &[(1..3, "X")]),
            diagnostic(Applicability::Safe, &[(2..4, "Y"), (5..6, "Z")]),
        ];
        assert_eq!(apply("abcdef", &all, Applicability::Safe), "aXdef");
    }

    #[test]
    fn unsafe_fixes_wait_to_be_allowed() {
        let all = [diagnostic(Applicability::Unsafe, &[(0..1, "X")])];
        assert_eq!(apply("abc", &all, Applicability::Safe), "abc");
        assert_eq!(apply("abc", &all, Applicability::Unsafe), "Xbc");
    }

    #[test]
    fn an_edit_outside_the_text_is_left_out() {
        assert_eq!(
            apply(
                "abc",
                &[diagnostic(Applicability::Safe, &[(2..9, "X")])],
                Applicability::Safe
            ),
            "abc"
        );
    }
}
