use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for prefixes of names that are not declared.
    ///
    /// ## Why is this bad?
    /// A prefix stands for a namespace, and `xmlns:PREFIX` says for which.
    pub(crate) static UNDECLARED_PREFIX = {
        name: "undeclared-prefix",
        alias: "X026",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::lint;
    use crate::lint::rules::testing::domain;

    #[test]
    fn a_prefix_is_reported_once_and_declared_at_the_root() {
        let text = domain("<qemu:commandline><qemu:arg value='a'/></qemu:commandline>");
        let found: Vec<_> = lint(&text)
            .into_iter()
            .filter(crate::diagnostic::Diagnostic::is_error)
            .collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].rule, "undeclared-prefix");
        assert_eq!(&text[found[0].span.clone()], "qemu:commandline");
        assert_eq!(
            found[0].fixes[0].edits[0].text,
            " xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'"
        );
    }
}
