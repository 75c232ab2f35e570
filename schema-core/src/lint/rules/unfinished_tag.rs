use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for tags without `>`.
    ///
    /// ## Why is this bad?
    /// Where the tag ends can only be guessed, and what it was about to say is lost.
    pub(crate) static UNFINISHED_TAG = {
        name: "unfinished-tag",
        alias: "X013",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn is_the_only_fault_that_is_found() {
        let text = domain("<os><type>hvm</type</os>");
        check(
            &text,
            &["unfinished-tag at `</type`: the end tag `</type` has no `>`"],
        );
        check(&domain(""), &[]);
    }
}
