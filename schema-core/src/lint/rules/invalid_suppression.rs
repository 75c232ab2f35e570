use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for `<!-- boxwright-ignore RULE: reason -->` without a reason, without a rule, or with a rule that there
    /// is not.
    ///
    /// ## Why is this bad?
    /// Nobody can tell later whether a finding may be suppressed when nothing says why it is. A rule that there is not
    /// suppresses nothing; known ones beside it, and those without a reason, are suppressed all the same.
    pub(crate) static INVALID_SUPPRESSION = {
        name: "invalid-suppression",
        alias: "S902",
        severity: Warning,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Applicability;
    use crate::lint::rules::testing::{check, devices, domain};

    #[test]
    fn a_reason_is_wanted() {
        for comment in [
            "<!-- boxwright-ignore unknown-element -->",
            "<!-- boxwright-ignore unknown-element: -->",
        ] {
            let found = check(
                &domain(&format!("{comment}<tilt/>")),
                &[&format!(
                    "invalid-suppression at `{comment}`: the suppression has no reason"
                )],
            );
            assert_eq!(
                found[0].notes,
                ["write `<!-- boxwright-ignore RULE: reason -->`"]
            );
        }
    }

    #[test]
    fn rules_that_there_are_not_are_named() {
        let text = domain("<!-- boxwright-ignore unknwon-element, no: x --><tilt/>");
        let found = check(
            &text,
            &[
                "invalid-suppression at `unknwon-element`: there is no rule `unknwon-element`",
                "invalid-suppression at `no`: there is no rule `no`",
                "unknown-element at `tilt`: unknown element `<tilt>` in `<domain>`",
            ],
        );
        assert_eq!(found[0].notes, ["did you mean `unknown-element`?"]);
        let fixed = crate::fix::apply(&text, &found[..1], Applicability::Unsafe);
        assert!(fixed.contains("boxwright-ignore unknown-element, no: x"));
    }

    #[test]
    fn a_rule_is_wanted() {
        check(
            &domain("<!--boxwright-ignore : why--><tilt/><!-- boxwright-ignored -->"),
            &[
                "invalid-suppression at `<!--boxwright-ignore : why-->`: the suppression names no rule",
                "unknown-element at `tilt`: unknown element `<tilt>` in `<domain>`",
                "invalid-suppression at `boxwright-ignored`: `boxwright-ignored` suppresses nothing",
            ],
        );
    }

    #[test]
    fn several_rules_have_commas_between_them() {
        let text = devices(
            "<!-- boxwright-ignore duplicate-mac missing-port-path: for now --><serial type='dev'/>",
        );
        let found = crate::lint::lint(&text);
        let fixed = crate::fix::apply(&text, &found, crate::Applicability::Safe);
        assert!(
            fixed.contains("boxwright-ignore duplicate-mac, missing-port-path: for now"),
            "{fixed}"
        );
    }
}
