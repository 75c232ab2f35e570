use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for a document type declaration (`<!DOCTYPE …>`).
    ///
    /// ## Why is this bad?
    /// libvirt's format has none, and the entities that it can declare can make a small text huge. `--fix` writes
    /// out those that stand for plain text, and removes the declaration where it has nothing else.
    pub(crate) static DOCUMENT_TYPE_DECLARATION = {
        name: "document-type-declaration",
        alias: "X002",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn a_declaration_is_refused() {
        let text = format!("<!DOCTYPE domain>{}", domain(""));
        check(
            &text,
            &[
                "document-type-declaration at `<!DOCTYPE domain>`: a document type declaration is not read",
            ],
        );
    }
}
