//! What tells that a finding is the one of an earlier run, wherever in its file it stands now.

use std::collections::BTreeMap;

use schema_core::diagnostic::Diagnostic;

use super::Found;

/// The findings of a document with their fingerprints.
///
/// They are made of the file, the rule, the message and the text that is at fault, and of a running number where all
/// these are the same; lines that come before change nothing.
pub(super) fn each<'a>(found: &Found<'a>) -> Vec<(&'a Diagnostic, String)> {
    let mut seen: BTreeMap<u128, usize> = BTreeMap::new();
    let mut all = Vec::with_capacity(found.diagnostics.len());
    for diagnostic in found.diagnostics {
        let at_fault = found.text.get(diagnostic.span.clone()).unwrap_or_default();
        let same = hash(&[found.file, diagnostic.rule, &diagnostic.message, at_fault]);
        let number = seen.entry(same).or_default();
        let print = hash(&[&format!("{same:032x}"), &number.to_string()]);
        *number += 1;
        all.push((diagnostic, format!("{print:032x}")));
    }
    all
}

/// FNV-1a with 128 bits: the same on every machine and in every version, which the standard library's is not.
fn hash(parts: &[&str]) -> u128 {
    const START: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    parts
        .iter()
        // No UTF-8 has this byte, so that parts cannot run into each other.
        .flat_map(|part| part.bytes().chain([0xff]))
        .fold(START, |hash, byte| {
            (hash ^ u128::from(byte)).wrapping_mul(PRIME)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prints(text: &str) -> Vec<String> {
        let diagnostics = schema_core::lint::lint(text);
        each(&Found::new("a.xml", text, &diagnostics))
            .into_iter()
            .filter(|(diagnostic, _)| diagnostic.rule == "unknown-element")
            .map(|(_, print)| print)
            .collect()
    }

    #[test]
    fn lines_before_change_nothing_and_the_same_fault_twice_is_two() {
        let text = "<domain type='vbox'><x/><x/><y/></domain>";
        let found = prints(text);
        assert_eq!(found.len(), 3);
        assert!(found[0] != found[1] && found[1] != found[2] && found[0] != found[2]);
        assert_eq!(prints(&text.replace("<x/><x/>", "\n\n <x/>\n<x/>")), found);
        assert_eq!(
            prints(&text.replace("<x/><x/>", "<x/>")),
            [found[0].clone(), found[2].clone()]
        );
    }

    #[test]
    fn fingerprints_stay_as_they_are() {
        // A team's list of accepted findings names them.
        assert_eq!(
            format!("{:032x}", hash(&["a", "b"])),
            "697222d0e0757277b806e9775b4e0ce2"
        );
    }
}
