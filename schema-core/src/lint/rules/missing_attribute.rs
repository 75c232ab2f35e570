use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for an element without an attribute that it needs, such as a controller without `type`.
    ///
    /// ## Why is this bad?
    /// libvirt refuses the document.
    pub(crate) static MISSING_ATTRIBUTE = {
        name: "missing-attribute",
        alias: "D111",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn the_attribute_is_named() {
        let text = domain("<devices><controller/></devices>");
        check(
            &text,
            &["missing-attribute at `controller`: `<controller>` has no attribute `type`"],
        );
    }
}
