use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for characters that XML forbids, such as most control characters.
    ///
    /// ## Why is this bad?
    /// No reader of XML accepts them, not even as references.
    pub(crate) static ILLEGAL_CHARACTER = {
        name: "illegal-character",
        alias: "X023",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn is_the_only_fault_that_is_found() {
        let text = domain("<description>a\u{1}b</description>");
        check(
            &text,
            &["illegal-character at `\u{1}`: XML does not allow the character U+0001"],
        );
        check(&domain(""), &[]);
    }
}
