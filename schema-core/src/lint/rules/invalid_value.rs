use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for a value that its attribute or element cannot have.
    ///
    /// ## Why is this bad?
    /// libvirt refuses the document.
    pub(crate) static INVALID_VALUE = {
        name: "invalid-value",
        alias: "D112",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn words_are_listed_and_the_nearest_suggested() {
        let text = domain("<clock offset='ut'/>");
        let found = check(
            &text,
            &["invalid-value at `ut`: `ut` is no value of `offset`"],
        );
        assert_eq!(
            found[0].notes,
            [
                "did you mean `utc`?",
                "it can be `utc`, `localtime`, `timezone`, `variable`, `absolute`",
            ]
        );
    }

    #[test]
    fn a_difference_in_case_is_a_safe_fix() {
        let text = domain("<clock offset='UTC'/>");
        let found = check(
            &text,
            &["invalid-value at `UTC`: `UTC` is no value of `offset`"],
        );
        let fixed = crate::fix::apply(&text, &found, crate::Applicability::Safe);
        assert_eq!(fixed, domain("<clock offset='utc'/>"));
    }

    #[test]
    fn numbers_say_what_they_have_to_be() {
        let text = domain("<vcpu>two</vcpu>");
        let found = check(
            &text,
            &["invalid-value at `two`: `two` is no value of `vcpu`"],
        );
        assert_eq!(
            found[0].notes,
            ["it has to be a whole number from 0 to 4294967295"]
        );
    }

    #[test]
    fn the_boot_order_begins_with_1() {
        use crate::lint::rules::testing::devices;
        let interface = "<interface type='user'><boot order='0'/></interface>";
        let found = crate::lint::lint(&devices(interface));
        let wrong = found.iter().find(|found| found.rule == "invalid-value");
        assert_eq!(
            wrong.map(|found| found.notes.clone()),
            Some(vec!["it has to be a whole number from 1".to_owned()])
        );
    }

    #[test]
    fn what_stands_in_for_it_is_not_reported_as_well() {
        check(
            "<domain type='vbox'><name>a</name><memory>lots</memory><features><pae/><acpi/><apic/></features></domain>",
            &["invalid-value at `lots`: `lots` is no value of `memory`"],
        );
    }
}
