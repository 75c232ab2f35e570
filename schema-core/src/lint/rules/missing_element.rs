use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for an element without one that it needs, such as a domain without `<name>`.
    ///
    /// ## Why is this bad?
    /// libvirt refuses the document.
    pub(crate) static MISSING_ELEMENT = {
        name: "missing-element",
        alias: "D110",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn every_missing_element_is_named() {
        check(
            "<domain type='vbox'><features><pae/><acpi/><apic/></features><memory>65536</memory><os/></domain>",
            &[
                "missing-element at `domain`: `<domain>` has no `<name>`",
                "missing-element at `os`: `<os>` has no `<type>`",
            ],
        );
    }

    #[test]
    fn a_whole_document_has_none() {
        check(&domain(""), &[]);
    }
}
