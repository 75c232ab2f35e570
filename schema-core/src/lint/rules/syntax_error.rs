use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for text in which so much is wrong that it cannot be read as XML at all.
    ///
    /// ## Why is this bad?
    /// It is no document with a slip in it, but something else. Single slips have rules of their own, and the rest of
    /// such a document is checked.
    pub(crate) static SYNTAX_ERROR = {
        name: "syntax-error",
        alias: "X001",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::lint;
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn what_cannot_be_mended_says_so_first() {
        let found = lint(&"<a b".repeat(10_000));
        assert_eq!(found[0].rule, "syntax-error");
        assert_eq!(
            found[0].message,
            "too much is wrong with the text to read it"
        );
    }

    #[test]
    fn a_whole_document_has_none() {
        check(&domain(""), &[]);
    }
}
