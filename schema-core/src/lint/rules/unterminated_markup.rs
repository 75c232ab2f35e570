use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for comments, CDATA sections and processing instructions without their end.
    ///
    /// ## Why is this bad?
    /// Everything up to the next such end would belong to it.
    pub(crate) static UNTERMINATED_MARKUP = {
        name: "unterminated-markup",
        alias: "X020",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn is_the_only_fault_that_is_found() {
        let text = domain("<!-- a ->");
        check(
            &text,
            &["unterminated-markup at `<!--`: a comment is not ended with `-->`"],
        );
        check(&domain(""), &[]);
    }
}
