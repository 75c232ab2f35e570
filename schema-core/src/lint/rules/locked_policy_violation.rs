use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Reports what a document does not satisfy of the `[[policy]]` tables with `locked = true` of its project's
    /// `boxwright.toml`, or of a file that it extends.
    ///
    /// ## Why is this bad?
    /// Whoever wrote the policy says why, in its message.
    ///
    /// ## What to do
    /// Change the document: no comment, no option and no other file can switch a locked policy off.
    /// `docs/policies.md` tells how policies are written.
    pub(crate) static LOCKED_POLICY_VIOLATION = {
        name: "locked-policy-violation",
        alias: "Q002",
        severity: Error,
        check: Check::Reading,
    }
}
