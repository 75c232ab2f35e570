use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for metadata whose namespace is nearly `urn:boxwright:vbox:1`.
    ///
    /// ## Why is this bad?
    /// What is in another namespace belongs to another application, so none of it is applied.
    pub(crate) static UNKNOWN_VBOX_NAMESPACE = {
        name: "unknown-vbox-namespace",
        alias: "V103",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn a_misspelt_namespace_is_guessed() {
        let found = check(
            &domain("<metadata><vbox:machine xmlns:vbox='urn:boxwright:vbox'/></metadata>"),
            &[
                "unknown-vbox-namespace at `vbox:machine`: the namespace `urn:boxwright:vbox` is not the one that is known",
            ],
        );
        assert_eq!(found[0].notes, ["did you mean `urn:boxwright:vbox:1`?"]);
        check(
            &domain("<metadata><vbox:machine xmlns:vbox='urn:other:vbox'/></metadata>"),
            &[],
        );
    }
}
