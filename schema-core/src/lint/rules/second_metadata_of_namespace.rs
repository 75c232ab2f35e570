use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for two elements of one namespace in `<metadata>`.
    ///
    /// ## Why is this bad?
    /// libvirt keeps the first and drops the others without a word.
    pub(crate) static SECOND_METADATA_OF_NAMESPACE = {
        name: "second-metadata-of-namespace",
        alias: "V102",
        severity: Warning,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{domain, found};

    #[test]
    fn a_namespace_has_one_element() {
        assert_eq!(
            found(
                "second-metadata-of-namespace",
                &domain(
                    "<metadata><a:x xmlns:a='urn:a'/><b:x xmlns:b='urn:b'/><c:y xmlns:c='urn:a'/></metadata>"
                )
            ),
            [
                "/domain/metadata/c:y `c:y`: a second element of the namespace `urn:a` in `<metadata>`; the first is here `a:x`; Unsafe: `<c:y xmlns:c='urn:a'/>` => ``"
            ]
        );
    }
}
