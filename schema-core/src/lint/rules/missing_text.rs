use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for an element without text that needs some, such as an empty `<memory>`.
    ///
    /// ## Why is this bad?
    /// libvirt refuses the document.
    pub(crate) static MISSING_TEXT = {
        name: "missing-text",
        alias: "D113",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn the_element_is_named() {
        let text = domain("<vcpu> </vcpu>");
        check(&text, &["missing-text at `<vcpu>`: `<vcpu>` has no text"]);
    }
}
