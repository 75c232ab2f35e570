//! The difference of two texts, as `diff -u` writes it.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};

use schema_core::diagnostic::Diagnostic;
use schema_core::visible;

const REMOVED: Style = AnsiColor::Red.on_default();
const ADDED: Style = AnsiColor::Green.on_default();
const HUNK: Style = AnsiColor::Cyan.on_default();
const PLAIN: Style = Style::new();

/// How long a small difference is looked for; a larger one is right as well.
const PATIENCE: Duration = Duration::from_secs(2);

/// How a difference is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    /// With colours.
    pub(crate) color: bool,
    /// With hidden characters as escapes: for a person, as `patch` could not use it.
    pub(crate) visible: bool,
}

/// A patch that makes `after` of the file's `before`; empty where they are equal.
pub(crate) fn unified(file: &str, before: &str, after: &str, look: Look) -> String {
    let mut configuration = TextDiff::configure();
    let diff = configuration.timeout(PATIENCE).diff_lines(before, after);
    let mut out = String::new();
    let mut line = |style: Style, sign: &str, text: &str| {
        let text = if look.visible {
            visible::text(text)
        } else {
            text.into()
        };
        let (text, end) = text
            .strip_suffix('\n')
            .map_or((&*text, ""), |text| (text, "\n"));
        let (on, off) = if look.color {
            (style.render().to_string(), style.render_reset().to_string())
        } else {
            Default::default()
        };
        for part in [&on, sign, text, &off, end] {
            out.push_str(part);
        }
        if end.is_empty() {
            out.push_str("\n\\ No newline at end of file\n");
        }
    };
    for (index, hunk) in diff
        .unified_diff()
        .context_radius(3)
        .iter_hunks()
        .enumerate()
    {
        if index == 0 {
            let file = visible::name(file);
            line(PLAIN, "--- ", &format!("{file}\n"));
            line(PLAIN, "+++ ", &format!("{file}\n"));
        }
        line(HUNK, "", &format!("{}\n", hunk.header()));
        for change in hunk.iter_changes() {
            match change.tag() {
                ChangeTag::Equal => line(PLAIN, " ", change.value()),
                ChangeTag::Delete => line(REMOVED, "-", change.value()),
                ChangeTag::Insert => line(ADDED, "+", change.value()),
            }
        }
    }
    out
}

/// Moves findings in a changed text back to the text that it was made of, where `found` was found: each to its own finding
/// there, and what is new to the line that its line was made of.
pub(crate) fn move_back(left: &mut [Diagnostic], found: &[Diagnostic], before: &str, after: &str) {
    let mut own: BTreeMap<(&str, String, String), VecDeque<&Diagnostic>> = BTreeMap::new();
    for found in found {
        let key = (found.rule, found.message.clone(), found.path.to_string());
        own.entry(key).or_default().push_back(found);
    }
    let mut lines = None;
    for left in left {
        let key = (left.rule, left.message.clone(), left.path.to_string());
        if let Some(same) = own.get_mut(&key).and_then(VecDeque::pop_front) {
            *left = same.clone();
            continue;
        }
        let starts = lines.get_or_insert_with(|| line_starts(before, after));
        let (_, old) = starts
            .iter()
            .rfind(|(new, _)| *new <= left.span.start)
            .copied()
            .unwrap_or_default();
        left.span = old..old;
        // They are places of the changed text.
        left.related.clear();
        left.fixes.clear();
    }
}

/// Where each line of a changed text begins, with where the line that it was made of does.
fn line_starts(before: &str, after: &str) -> Vec<(usize, usize)> {
    let mut configuration = TextDiff::configure();
    let diff = configuration.timeout(PATIENCE).diff_lines(before, after);
    let (mut old, mut new) = (0, 0);
    let mut starts = Vec::new();
    // Lines that were taken away, each of which a new one may stand for.
    let mut gone = VecDeque::new();
    for change in diff.iter_all_changes() {
        let length = change.value().len();
        match change.tag() {
            ChangeTag::Delete => {
                gone.push_back(old);
                old += length;
            }
            ChangeTag::Equal => {
                gone.clear();
                starts.push((new, old));
                (old, new) = (old + length, new + length);
            }
            ChangeTag::Insert => {
                let made_of = gone.pop_front().unwrap_or(old);
                starts.push((new, made_of.min(before.len())));
                new += length;
            }
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn is_a_patch() {
        expect![[r#"
            --- a.xml
            +++ a.xml
            @@ -1,3 +1,3 @@
             a
            -b
            +B
             c
            \ No newline at end of file
        "#]]
        .assert_eq(&unified("a.xml", "a\nb\nc", "a\nB\nc", Look::default()));
        assert_eq!(unified("a.xml", "a\n", "a\n", Look::default()), "");
    }

    #[test]
    fn lines_of_a_changed_text_lead_to_those_that_they_were_made_of() {
        assert_eq!(
            line_starts("a\nb\nc\n", "a\nnew\nb\nc\n"),
            [(0, 0), (2, 2), (6, 2), (8, 4)]
        );
        assert_eq!(
            line_starts("a\nb\nc\n", "a\nB\nB2\nc\n"),
            [(0, 0), (2, 2), (4, 4), (7, 4)]
        );
    }
}
