use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for end tags with another name than their element.
    ///
    /// ## Why is this bad?
    /// An element ends with its own name, letter by letter.
    pub(crate) static MISMATCHED_END_TAG = {
        name: "mismatched-end-tag",
        alias: "X012",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn is_the_only_fault_that_is_found() {
        let text = domain("<os><type>hvm</tpye></os>");
        check(
            &text,
            &["mismatched-end-tag at `tpye`: `</tpye>` where `</type>` was expected"],
        );
        check(&domain(""), &[]);
    }
}
