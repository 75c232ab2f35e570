use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for `<!-- boxwright-ignore RULE: reason -->` before an element in which that rule finds nothing.
    ///
    /// ## Why is this bad?
    /// It would hide the next fault of its kind, which nobody has looked at. Rules that need a release of VirtualBox
    /// are left alone where none is named.
    pub(crate) static UNUSED_SUPPRESSION = {
        name: "unused-suppression",
        alias: "S901",
        severity: Warning,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Applicability;
    use crate::lint::rules::testing::{check, check_for, domain};

    #[track_caller]
    fn mended(text: &str, expected: &str) {
        let found = crate::lint::lint(text);
        assert_eq!(
            crate::fix::apply(text, &found, Applicability::Safe),
            expected
        );
    }

    #[test]
    fn what_suppresses_nothing_is_reported_and_removed() {
        let text = domain("\n  <!-- boxwright-ignore D107: why -->\n  <clock offset='utc'/>");
        check(
            &text,
            &["unused-suppression at `D107`: `D107` finds nothing here to suppress"],
        );
        mended(&text, &domain("\n  <clock offset='utc'/>"));
    }

    #[test]
    fn only_the_name_goes_where_there_are_others() {
        for (names, left) in [
            ("unknown-element, duplicate-mac", "unknown-element"),
            ("duplicate-mac, unknown-element", "unknown-element"),
            ("unknown-element,unknown-element", "unknown-element"),
        ] {
            let text = |names| domain(&format!("<!-- boxwright-ignore {names}: x --><tilt/>"));
            mended(&text(names), &text(left));
        }
    }

    #[test]
    fn rules_for_a_release_need_one() {
        let text = domain("<!-- boxwright-ignore beyond-target-limit: x --><clock offset='utc'/>");
        check(&text, &[]);
        let found = check_for(&text, "7.2");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].rule, "unused-suppression");
    }
}
