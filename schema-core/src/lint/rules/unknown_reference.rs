use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for references to entities and characters that XML does not have.
    ///
    /// ## Why is this bad?
    /// XML itself has `&amp;`, `&lt;`, `&gt;`, `&quot;` and `&apos;`; those of HTML have to be written as characters.
    pub(crate) static UNKNOWN_REFERENCE = {
        name: "unknown-reference",
        alias: "X019",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn is_the_only_fault_that_is_found() {
        let text = domain("<description>a&nbsp;b</description>");
        check(
            &text,
            &["unknown-reference at `&nbsp;`: `&nbsp;` is not known"],
        );
        check(&domain(""), &[]);
    }
}
