//! The difference of two texts, as `diff -u` writes it.

use std::time::Duration;

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};

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
}
