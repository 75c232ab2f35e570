use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for `--` in comments.
    ///
    /// ## Why is this bad?
    /// XML allows it at the end of a comment only.
    pub(crate) static MALFORMED_COMMENT = {
        name: "malformed-comment",
        alias: "X021",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn is_the_only_fault_that_is_found() {
        let text = domain("<!-- a --- b -->");
        check(
            &text,
            &["malformed-comment at ``: `--` cannot stand in a comment"],
        );
        check(&domain(""), &[]);
    }
}
