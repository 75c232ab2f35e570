//! "Did you mean …?"

use crate::diagnostic::{Applicability, Edit, Fix};
use crate::span::Span;

/// The known word that is close enough to `word` to be what was meant.
pub fn closest<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    if word.is_empty() {
        return None;
    }
    let lower = word.to_lowercase();
    let length = lower.chars().count();
    // One mistake in a short word, one in three letters of a long one.
    let limit = (length / 3).max(1);
    known
        // A mistake adds or takes a letter at most; known words are ASCII.
        .filter(|known| known.len().abs_diff(length) <= limit)
        .map(|known| (strsim::osa_distance(&lower, &known.to_lowercase()), known))
        .filter(|(distance, known)| *distance <= limit && *distance < known.len())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// The fix that puts `meant` in the place of `written`: safe where only upper and lower case differ.
pub(crate) fn rename(meant: &str, written: &str, spans: Vec<Span>) -> Fix {
    let applicability = if meant.eq_ignore_ascii_case(written) {
        Applicability::Safe
    } else {
        Applicability::Unsafe
    };
    Fix {
        title: format!("write `{meant}`"),
        applicability,
        edits: spans
            .into_iter()
            .map(|span| Edit {
                span,
                text: meant.to_owned(),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_close_is_suggested() {
        let known = ["ide", "scsi", "sata", "virtio"];
        let cases = [
            ("sta", Some("sata")),
            ("SATA", Some("sata")),
            ("virito", Some("virtio")),
            ("usb", None),
            ("", None),
        ];
        for (word, meant) in cases {
            assert_eq!(closest(word, known.into_iter()), meant, "{word}");
        }
    }
}
