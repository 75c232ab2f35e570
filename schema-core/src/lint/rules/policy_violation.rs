use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Reports what a document does not satisfy of the `[[policy]]` tables of its project's `boxwright.toml`.
    ///
    /// ## Why is this bad?
    /// Whoever wrote the policy says why, in its message. It has the severity that it has there, and with
    /// `enforce = "plan"` or `"both"` an error stops `plan` and `apply` as well.
    ///
    /// ## What to do
    /// Change the document, or let a comment before the element say why it is an exception:
    /// `<!-- boxwright-ignore policy-violation: reason -->`. `docs/policies.md` tells how policies are written.
    pub(crate) static POLICY_VIOLATION = {
        name: "policy-violation",
        alias: "Q001",
        severity: Error,
        check: Check::Reading,
    }
}
