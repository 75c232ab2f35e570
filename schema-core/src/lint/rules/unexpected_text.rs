use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for text in an element that has none.
    ///
    /// ## Why is this bad?
    /// It has no effect; often a tag was lost around it.
    pub(crate) static UNEXPECTED_TEXT = {
        name: "unexpected-text",
        alias: "D114",
        severity: Warning,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn the_text_is_shown() {
        let text = domain("<devices> x </devices>");
        check(
            &text,
            &["unexpected-text at `x`: text in `<devices>`, which has none"],
        );
    }
}
