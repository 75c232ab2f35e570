use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for text and elements outside of the root element.
    ///
    /// ## Why is this bad?
    /// A document is one element; what stands beside it would be ignored or refused.
    pub(crate) static CONTENT_OUTSIDE_ROOT = {
        name: "content-outside-root",
        alias: "X024",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn is_the_only_fault_that_is_found() {
        let text = format!("{}<domain/>", domain(""));
        check(
            &text,
            &["content-outside-root at `<domain/>`: a second root element `<domain>`"],
        );
        check(&domain(""), &[]);
    }
}
