use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for a document beyond the limits on size, number of elements and depth.
    ///
    /// ## Why is this bad?
    /// No description of a machine comes near them; such a text is an accident or an attack.
    pub(crate) static DOCUMENT_TOO_LARGE = {
        name: "document-too-large",
        alias: "X003",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn nesting_has_a_limit() {
        let text = domain(&format!(
            "<metadata>{}{}</metadata>",
            "<a>".repeat(300),
            "</a>".repeat(300)
        ));
        check(
            &text,
            &["document-too-large at `<a>`: elements are nested deeper than 256"],
        );
    }

    #[test]
    fn depth_is_not_the_number_of_elements() {
        let text = domain(&format!(
            "<metadata><a xmlns='urn:a'>{}</a></metadata>",
            "<b><c/></b>".repeat(300)
        ));
        check(&text, &[]);
    }
}
