use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for end tags that close nothing.
    ///
    /// ## Why is this bad?
    /// It is left over, or the start tag that belongs to it is missing or was closed before.
    pub(crate) static UNMATCHED_END_TAG = {
        name: "unmatched-end-tag",
        alias: "X011",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn is_the_only_fault_that_is_found() {
        let text = domain("<os><type>hvm</type></boot></os>");
        check(
            &text,
            &["unmatched-end-tag at `</boot>`: `</boot>` closes nothing"],
        );
        check(&domain(""), &[]);
    }
}
