use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for values of attributes without quotes.
    ///
    /// ## Why is this bad?
    /// XML wants a quote on both sides of every value, numbers too.
    pub(crate) static UNQUOTED_VALUE = {
        name: "unquoted-value",
        alias: "X015",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn is_the_only_fault_that_is_found() {
        let text = domain("<os><type arch=i686>hvm</type></os>");
        check(
            &text,
            &["unquoted-value at `i686`: the value of `arch` has no quotes"],
        );
        check(&domain(""), &[]);
    }
}
