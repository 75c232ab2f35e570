use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for text that is not well-formed XML: an unclosed tag, a missing quote, a lone `&`.
    ///
    /// ## Why is this bad?
    /// Nothing can be read of such a text, so this is the only finding until it is mended.
    pub(crate) static SYNTAX_ERROR = {
        name: "syntax-error",
        alias: "X001",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn says_what_is_wrong_and_where() {
        check(
            "<domain><name>a</domain>",
            &["syntax-error at `<`: `</domain>` where `</name>` was expected"],
        );
        check(
            "<domain a='1' a='2'/>",
            &["syntax-error at `a`: attribute `a` is given twice"],
        );
        check(
            "<domain>a & b</domain>",
            &["syntax-error at `&`: `&` has to be written `&amp;`"],
        );
        check(
            "<domain>",
            &["syntax-error at ``: the document ends before its root element is closed"],
        );
        check("", &["syntax-error at ``: the document has no element"]);
    }

    #[test]
    fn a_whole_document_has_none() {
        check(&domain(""), &[]);
    }
}
