use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for elements that are never closed.
    ///
    /// ## Why is this bad?
    /// Everything behind such an element would be read as a part of it. Where it was meant to end follows from what can
    /// stand in it and from indentation; the rest of the document is checked as if its end tag were there.
    pub(crate) static UNCLOSED_ELEMENT = {
        name: "unclosed-element",
        alias: "X010",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn is_the_only_fault_that_is_found() {
        let text = domain("<os><type>hvm</os>");
        check(
            &text,
            &["unclosed-element at `<type>`: `<type>` is not closed"],
        );
        check(&domain(""), &[]);
    }
}
