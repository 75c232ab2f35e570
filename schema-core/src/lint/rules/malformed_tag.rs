use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for characters that no tag has, for names that are none, and for attributes without a blank between them.
    ///
    /// ## Why is this bad?
    /// Readers of XML refuse the document for each of them.
    pub(crate) static MALFORMED_TAG = {
        name: "malformed-tag",
        alias: "X014",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn is_the_only_fault_that_is_found() {
        let text = domain("<os><type arch='i686',>hvm</type></os>");
        check(&text, &["malformed-tag at `,`: `,` has no place in a tag"]);
        check(&domain(""), &[]);
    }
}
