//! Patterns of values: `*` is any text, `?` any character, everything else is itself. Regular expressions would be the
//! largest part of the browser's core.

/// Whether a text is one that a pattern means.
pub fn matches(pattern: &str, text: &str) -> bool {
    let mut pattern_rest = pattern.chars();
    let mut text_rest = text.chars();
    // What stood behind the last `*`, and what it has left of the text: no more of either is ever tried again.
    let mut star = None;
    loop {
        let text_before = text_rest.clone();
        match (pattern_rest.next(), text_rest.next()) {
            (None, None) => return true,
            (Some('*'), _) => {
                text_rest = text_before;
                star = Some((pattern_rest.clone(), text_rest.clone()));
            }
            (Some('?'), Some(_)) => {}
            (Some(one), Some(other)) if one == other => {}
            (Some(_) | None, _) => {
                let Some((behind, mut left)) = star.take() else {
                    return false;
                };
                if left.next().is_none() {
                    return false;
                }
                pattern_rest = behind.clone();
                text_rest = left.clone();
                star = Some((behind, left));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn stars_take_any_text_and_question_marks_a_character() {
        for (pattern, text, expected) in [
            ("", "", true),
            ("", "a", false),
            ("abc", "abc", true),
            ("abc", "abd", false),
            ("a*", "a", true),
            ("*c", "abc", true),
            ("a*c", "abcbc", true),
            ("a*c*e", "abcde", true),
            ("a*c*e", "abcd", false),
            ("?", "ü", true),
            ("??", "ü", false),
            ("/srv/*/disk?.vdi", "/srv/a/b/disk1.vdi", true),
            ("*", "", true),
            ("**a", "bca", true),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn many_stars_take_no_time() {
        let text = "a".repeat(4000);
        assert!(!matches(&"*a".repeat(40).replace("*a*a", "*a*b"), &text));
    }
}
