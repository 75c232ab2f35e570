use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;

declare_rule! {
    /// ## What it does
    /// Checks for variables of the firmware, or their absence, beside a loader that is not `pflash`.
    ///
    /// ## Why is this bad?
    /// Only firmware in flash memory keeps variables.
    pub(crate) static NVRAM_WITHOUT_PFLASH = {
        name: "nvram-without-pflash",
        alias: "O309",
        severity: Error,
        check: Check::Tree(&["loader"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    for os in tree.top("os") {
        let Some(loader) = os
            .child("loader")
            .filter(|loader| loader.value("type") != "pflash")
        else {
            continue;
        };
        if os.attribute("firmware").is_some() {
            continue;
        }
        if let Some(stateless) = loader
            .attribute("stateless")
            .filter(|it| it.value() == "no")
        {
            tree.report(
                rule,
                &stateless,
                "a loader that is not `pflash` has no state to keep",
            )
            .note("add `type='pflash'` if the file is firmware for flash memory")
            .remove_attribute("remove `stateless`", Applicability::Unsafe, stateless);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm};

    #[test]
    fn only_flash_has_state() {
        assert_eq!(
            found(
                "nvram-without-pflash",
                &kvm("<os><type>hvm</type><loader stateless='no'>/b</loader></os>")
            ),
            [
                "/domain/os/loader/@stateless `no`: a loader that is not `pflash` has no state to keep; Unsafe: ` stateless='no'` => ``",
            ]
        );
        assert_eq!(
            found(
                "nvram-without-pflash",
                &kvm("<os><type>hvm</type><loader type='pflash' stateless='no'>/b</loader></os>")
            ),
            [""; 0]
        );
    }
}
