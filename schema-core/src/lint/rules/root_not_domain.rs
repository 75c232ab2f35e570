use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for a document whose root element is not `<domain>`.
    ///
    /// ## Why is this bad?
    /// Networks, storage pools and snapshots have XML of their own; this program applies machines.
    pub(crate) static ROOT_NOT_DOMAIN = {
        name: "root-not-domain",
        alias: "X004",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn another_root_is_named() {
        check(
            "<network/>",
            &["root-not-domain at `network`: the document is a `<network>`, not a `<domain>`"],
        );
    }

    #[test]
    fn a_namespace_is_named() {
        let said =
            "the document is a `<domain>` of the namespace `urn:x`, not a `<domain>` of none";
        for (document, written) in [
            ("<domain xmlns='urn:x'/>", "domain"),
            ("<v:domain xmlns:v='urn:x'/>", "v:domain"),
        ] {
            check(
                document,
                &[&format!("root-not-domain at `{written}`: {said}")],
            );
        }
    }

    #[test]
    fn a_slip_in_the_name_is_mended() {
        for (written, safe) in [("Domain", true), ("domian", false)] {
            let text = domain("").replace("domain", written);
            let found = crate::parse::parse(&text).diagnostics;
            let allowed = if safe {
                crate::Applicability::Safe
            } else {
                crate::Applicability::Unsafe
            };
            assert_eq!(crate::fix::apply(&text, &found, allowed), domain(""));
        }
    }

    #[test]
    fn what_is_in_a_root_in_other_letters_is_told_as_well() {
        let text = domain("<Clock offset='utc'/>").replace("domain", "Domain");
        let found = crate::parse::parse(&text).diagnostics;
        let said: Vec<&str> = found.iter().map(|found| found.rule).collect();
        assert_eq!(said, ["root-not-domain", "unknown-element"]);
    }

    #[test]
    fn a_domain_is_one() {
        check(&domain(""), &[]);
    }
}
