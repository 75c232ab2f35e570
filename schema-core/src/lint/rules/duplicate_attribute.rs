use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for attributes that are given twice.
    ///
    /// ## Why is this bad?
    /// Which of the two was meant is not known; the first is read.
    pub(crate) static DUPLICATE_ATTRIBUTE = {
        name: "duplicate-attribute",
        alias: "X017",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn is_the_only_fault_that_is_found() {
        let text = domain("<os><type arch='i686' arch='x86_64'>hvm</type></os>");
        check(
            &text,
            &["duplicate-attribute at `arch='x86_64'`: attribute `arch` is given twice"],
        );
        check(&domain(""), &[]);
    }
}
