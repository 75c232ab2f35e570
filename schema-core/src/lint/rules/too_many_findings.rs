use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Says that more is wrong with a document than is shown: ten thousand findings are.
    ///
    /// ## Why is this bad?
    /// What is not shown may be an error, so the document counts as one with errors. A document like that is rarely one
    /// that somebody wrote.
    pub(crate) static TOO_MANY_FINDINGS = {
        name: "too-many-findings",
        alias: "X031",
        severity: Error,
        check: Check::Reading,
    }
}
