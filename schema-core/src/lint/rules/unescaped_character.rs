use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for `<`, `&` and `]]>` that stand for themselves.
    ///
    /// ## Why is this bad?
    /// They begin or end markup. As text they are written `&lt;`, `&amp;` and `]]&gt;`.
    pub(crate) static UNESCAPED_CHARACTER = {
        name: "unescaped-character",
        alias: "X018",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn is_the_only_fault_that_is_found() {
        let text = domain("<description>a & b</description>");
        check(
            &text,
            &["unescaped-character at `&`: `&` has to be written `&amp;`"],
        );
        check(&domain(""), &[]);
    }
}
