//! The rules, one file each, in the order of their names.

mod changed_by_normalization;
mod document_too_large;
mod document_type_declaration;
mod duplicate_element;
mod invalid_value;
mod missing_attribute;
mod missing_element;
mod missing_text;
mod root_not_domain;
mod syntax_error;
mod unexpected_text;
mod unknown_attribute;
mod unknown_element;

use crate::lint::Rule;

pub(crate) use changed_by_normalization::CHANGED_BY_NORMALIZATION;
pub(crate) use document_too_large::DOCUMENT_TOO_LARGE;
pub(crate) use document_type_declaration::DOCUMENT_TYPE_DECLARATION;
pub(crate) use duplicate_element::DUPLICATE_ELEMENT;
pub(crate) use invalid_value::INVALID_VALUE;
pub(crate) use missing_attribute::MISSING_ATTRIBUTE;
pub(crate) use missing_element::MISSING_ELEMENT;
pub(crate) use missing_text::MISSING_TEXT;
pub(crate) use root_not_domain::ROOT_NOT_DOMAIN;
pub(crate) use syntax_error::SYNTAX_ERROR;
pub(crate) use unexpected_text::UNEXPECTED_TEXT;
pub(crate) use unknown_attribute::UNKNOWN_ATTRIBUTE;
pub(crate) use unknown_element::UNKNOWN_ELEMENT;

/// All rules, in the order of their names.
pub static ALL: &[&Rule] = &[
    &CHANGED_BY_NORMALIZATION,
    &DOCUMENT_TOO_LARGE,
    &DOCUMENT_TYPE_DECLARATION,
    &DUPLICATE_ELEMENT,
    &INVALID_VALUE,
    &MISSING_ATTRIBUTE,
    &MISSING_ELEMENT,
    &MISSING_TEXT,
    &ROOT_NOT_DOMAIN,
    &SYNTAX_ERROR,
    &UNEXPECTED_TEXT,
    &UNKNOWN_ATTRIBUTE,
    &UNKNOWN_ELEMENT,
];

#[cfg(test)]
pub(crate) mod testing {
    use crate::diagnostic::Diagnostic;
    use crate::lint::lint;

    /// A document without faults, with `inner` at its end.
    pub(crate) fn domain(inner: &str) -> String {
        format!(
            "<domain type='vbox'><name>a</name><memory>1048576</memory>\
             <features><pae/><acpi/><apic/></features>{inner}</domain>"
        )
    }

    /// The same with `inner` as its devices.
    pub(crate) fn devices(inner: &str) -> String {
        domain(&format!("<devices>{inner}</devices>"))
    }

    /// Checks that exactly `expected` is found in `text`, and gives it.
    #[track_caller]
    pub(crate) fn check(text: &str, expected: &[&str]) -> Vec<Diagnostic> {
        let diagnostics = lint(text);
        let found: Vec<String> = diagnostics
            .iter()
            .map(|found| {
                format!(
                    "{} at `{}`: {}",
                    found.rule,
                    &text[found.span.clone()],
                    found.message
                )
            })
            .collect();
        assert_eq!(found, expected);
        diagnostics
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::lint::rule;

    #[test]
    fn rules_are_sorted_and_named_once() {
        let names: Vec<&str> = ALL.iter().map(|rule| rule.name).collect();
        assert!(names.is_sorted(), "{names:?}");
        let mut unique: BTreeSet<&str> = names.iter().copied().collect();
        unique.extend(ALL.iter().map(|rule| rule.alias));
        assert_eq!(
            unique.len(),
            2 * ALL.len(),
            "a name or an alias is used twice"
        );
    }

    #[test]
    fn every_rule_is_found_by_name_and_alias_and_has_a_page() {
        for declared in ALL {
            assert_eq!(
                rule(declared.name).map(|rule| rule.name),
                Some(declared.name)
            );
            assert_eq!(
                rule(declared.alias).map(|rule| rule.name),
                Some(declared.name)
            );
            for heading in ["## What it does", "## Why is this bad?"] {
                assert!(
                    declared.docs.contains(heading),
                    "`{}` lacks `{heading}`",
                    declared.name
                );
            }
        }
    }

    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "the test looks for forgotten files"
    )]
    fn every_file_is_a_rule_in_the_list() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lint/rules");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let listed: Vec<String> = ALL
            .iter()
            .map(|rule| format!("{}.rs", rule.name.replace('-', "_")))
            .collect();
        assert_eq!(files, listed);
    }
}
