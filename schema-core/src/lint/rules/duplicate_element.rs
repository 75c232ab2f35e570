use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for a second element where there may be one, such as two `<memory>`.
    ///
    /// ## Why is this bad?
    /// Only one of them can count, and which is a matter of luck.
    pub(crate) static DUPLICATE_ELEMENT = {
        name: "duplicate-element",
        alias: "D106",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn both_places_are_shown() {
        let text = domain("<vcpu>1</vcpu>\n  <vcpu>2</vcpu>\n");
        let found = check(
            &text,
            &["duplicate-element at `<vcpu>`: a second `<vcpu>` in `<domain>`"],
        );
        assert_eq!(&text[found[0].related[0].span.clone()], "1");
        let fixed = crate::fix::apply(&text, &found, crate::Applicability::Unsafe);
        assert_eq!(fixed, domain("<vcpu>1</vcpu>\n"));
    }
}
