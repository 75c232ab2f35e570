use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for a document whose root element is not `<domain>`.
    ///
    /// ## Why is this bad?
    /// Networks, storage pools and snapshots have XML of their own; this program applies machines.
    pub(crate) static ROOT_NOT_DOMAIN = {
        name: "root-not-domain",
        alias: "X004",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn another_root_is_named() {
        check(
            "<network/>",
            &["root-not-domain at `network`: the document is a `<network>`, not a `<domain>`"],
        );
    }

    #[test]
    fn a_domain_is_one() {
        check(&domain(""), &[]);
    }
}
