use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for an element that is not known at its place, or holds a text that only one of nearly its name holds there.
    ///
    /// ## Why is this bad?
    /// It has no effect, which is rarely what its writer meant.
    pub(crate) static UNKNOWN_ELEMENT = {
        name: "unknown-element",
        alias: "D107",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn the_nearest_known_name_is_suggested() {
        let text = domain("<devices><dsk/></devices>");
        let found = check(
            &text,
            &["unknown-element at `dsk`: unknown element `<dsk>` in `<devices>`"],
        );
        assert_eq!(found[0].notes, ["did you mean `<disk>`?"]);
        assert_eq!(found[0].path.to_string(), "/domain/devices/dsk");
    }

    #[test]
    fn both_tags_are_renamed() {
        let text = domain("<clok offset='utc'></clok>");
        let found = check(
            &text,
            &["unknown-element at `clok`: unknown element `<clok>` in `<domain>`"],
        );
        let fixed = crate::fix::apply(&text, &found, crate::Applicability::Unsafe);
        assert_eq!(fixed, domain("<clock offset='utc'></clock>"));
    }

    #[test]
    fn what_has_a_text_is_the_one_of_nearly_its_name_that_has_one() {
        let text = domain("<vcpus>2</vcpus>");
        let found = check(
            &text,
            &["unknown-element at `vcpus`: unknown element `<vcpus>` in `<domain>`"],
        );
        assert_eq!(found[0].notes, ["did you mean `<vcpu>`?"]);
        let fixed = crate::fix::apply(&text, &found, crate::Applicability::Unsafe);
        assert_eq!(fixed, domain("<vcpu>2</vcpu>"));
    }

    #[test]
    fn a_misspelt_name_in_the_wrong_place_is_understood() {
        let text = domain("<interfaces type='user'></interfaces><devices></devices>");
        let found = check(
            &text,
            &["unknown-element at `interfaces`: unknown element `<interfaces>` in `<domain>`"],
        );
        assert_eq!(
            found[0].notes,
            ["did you mean `<interface>` in `<devices>`?"]
        );
        let fixed = crate::fix::apply(&text, &found, crate::Applicability::Unsafe);
        assert_eq!(
            fixed,
            domain("<devices><interface type='user'></interface></devices>")
        );
    }

    #[test]
    fn a_misspelt_second_one_is_not_taken_for_another_element_elsewhere() {
        let text = domain("<clock/><clok offset='utc'/><memroy>1024</memroy><devices></devices>");
        let found = check(
            &text,
            &[
                "unknown-element at `clok`: unknown element `<clok>` in `<domain>`",
                "unknown-element at `memroy`: unknown element `<memroy>` in `<domain>`",
            ],
        );
        assert!(found.iter().all(|found| found.fixes.is_empty()));
    }

    #[test]
    fn elements_of_other_namespaces_belong_to_others() {
        check(
            &domain("<q:memory xmlns:q='urn:q'><x/></q:memory><clock q:a='1' xmlns:q='urn:q'/>"),
            &[],
        );
    }

    #[test]
    fn names_that_only_libvirt_knows_are_suggested_too() {
        let text = domain("<cputun/>");
        let found = check(
            &text,
            &["unknown-element at `cputun`: unknown element `<cputun>` in `<domain>`"],
        );
        assert_eq!(found[0].notes, ["did you mean `<cputune>`?"]);
    }
}
