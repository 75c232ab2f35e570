use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for elements in `<metadata>` that are in no namespace.
    ///
    /// ## Why is this bad?
    /// libvirt drops them without a word: what applications keep there is told apart by its namespace.
    pub(crate) static METADATA_WITHOUT_NAMESPACE = {
        name: "metadata-without-namespace",
        alias: "V101",
        severity: Warning,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn applications_keep_what_has_a_namespace() {
        check(
            &domain("<metadata><a:app xmlns:a='urn:a'><anything/></a:app><plain/></metadata>"),
            &[
                "metadata-without-namespace at `plain`: `<plain>` in `<metadata>` is in no namespace",
            ],
        );
    }
}
