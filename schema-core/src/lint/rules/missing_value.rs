use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for attributes without a value or without `=`.
    ///
    /// ## Why is this bad?
    /// XML has no attributes that just are there; where libvirt has a switch, its value is `yes` or `on`.
    pub(crate) static MISSING_VALUE = {
        name: "missing-value",
        alias: "X016",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn is_the_only_fault_that_is_found() {
        let text = domain("<os><type arch>hvm</type></os>");
        check(
            &text,
            &["missing-value at `arch`: the attribute `arch` has no value"],
        );
        check(&domain(""), &[]);
    }
}
