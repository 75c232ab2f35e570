use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for an attribute that is not known at its element.
    ///
    /// ## Why is this bad?
    /// It has no effect, which is rarely what its writer meant.
    pub(crate) static UNKNOWN_ATTRIBUTE = {
        name: "unknown-attribute",
        alias: "D115",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn the_nearest_known_name_is_suggested() {
        let text = domain("<clock ofset='localtime'/>");
        let found = check(
            &text,
            &["unknown-attribute at `ofset`: unknown attribute `ofset` of `<clock>`"],
        );
        assert_eq!(found[0].notes, ["did you mean `offset`?"]);
        let fixed = crate::fix::apply(&text, &found, crate::Applicability::Unsafe);
        assert_eq!(fixed, domain("<clock offset='localtime'/>"));
    }

    #[test]
    fn a_name_that_is_there_is_not_suggested() {
        let text = domain("<clock ofset='localtime' offset='utc'/>");
        let found = check(
            &text,
            &["unknown-attribute at `ofset`: unknown attribute `ofset` of `<clock>`"],
        );
        assert_eq!(
            found[0].notes,
            ["there is a `offset` already, so it has no effect; remove it"]
        );
        let fixed = crate::fix::apply(&text, &found, crate::Applicability::Unsafe);
        assert_eq!(fixed, domain("<clock offset='utc'/>"));
    }
}
