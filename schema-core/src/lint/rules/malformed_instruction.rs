use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for processing instructions and XML declarations that are not as XML wants them, or not where it wants them.
    ///
    /// ## Why is this bad?
    /// An XML declaration is the very first of a document and has `version`, `encoding` and `standalone`, in that order.
    pub(crate) static MALFORMED_INSTRUCTION = {
        name: "malformed-instruction",
        alias: "X022",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn is_the_only_fault_that_is_found() {
        let text = format!("<?xml encoding='UTF-8'?>{}", domain(""));
        check(
            &text,
            &[
                "malformed-instruction at `<?xml encoding='UTF-8'?>`: the XML declaration is malformed",
            ],
        );
        check(&domain(""), &[]);
    }
}
