use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for texts without any element.
    ///
    /// ## Why is this bad?
    /// There is no machine in it.
    pub(crate) static MISSING_ROOT = {
        name: "missing-root",
        alias: "X025",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn is_the_only_fault_that_is_found() {
        let text = "<!-- a -->".to_owned();
        check(&text, &["missing-root at ``: the document has no element"]);
        check(&domain(""), &[]);
    }
}
