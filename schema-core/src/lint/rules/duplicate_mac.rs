use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for two interfaces with one hardware address.
    ///
    /// ## Why is this bad?
    /// On one network they cannot be told apart.
    pub(crate) static DUPLICATE_MAC = {
        name: "duplicate-mac",
        alias: "N509",
        severity: Warning,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let mut seen = std::collections::BTreeMap::new();
    for (index, interface) in ctx.domain().devices.interfaces.iter().enumerate() {
        let Some(mac) = interface.mac else { continue };
        let address = |index| {
            Path::device("interface", index)
                .child("mac")
                .attribute("address")
        };
        // What stands in the place of an address that is missing is nobody's.
        if !ctx.is_readable(&address(index)) {
            continue;
        }
        match seen.get(&mac.address) {
            None => {
                seen.insert(mac.address, index);
            }
            Some(first) => {
                ctx.report(
                    rule,
                    address(index),
                    format!("`{}` is the address of another interface", mac.address),
                )
                .related(&address(*first), "the other interface")
                .note("leave `<mac>` out to get a new one")
                .remove(
                    "leave `<mac>` out",
                    Applicability::Unsafe,
                    &Path::device("interface", index).child("mac"),
                )
                .remove_copy(
                    &Path::device("interface", index),
                    &Path::device("interface", *first),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn a_copy_is_a_second_card_and_its_removal_another_machine() {
        let card = "<interface type='user'><mac address='08:00:27:11:22:33'/></interface>";
        let found = crate::lint::rules::testing::found("duplicate-mac", &devices(&card.repeat(2)));
        assert_eq!(found.len(), 1);
        assert!(!found[0].contains("; Safe: "), "{found:?}");
        assert!(found[0].contains("; Unsafe: "), "{found:?}");
    }

    #[test]
    fn an_address_that_is_missing_is_nobodys() {
        let text = devices(
            "<interface type='user'><mac/></interface>\
             <interface type='user'><mac address='00:00:00:00:00:00'/></interface>",
        );
        let found = crate::lint::rules::testing::found("duplicate-mac", &text);
        assert_eq!(found, [""; 0]);
    }

    #[test]
    fn addresses_are_compared_as_numbers() {
        let text = devices(
            "<interface type='user'><mac address='08:00:27:00:00:0a'/></interface>\
             <interface type='user'><mac address='08:00:27:00:00:0A'/></interface>",
        );
        check(
            &text,
            &[
                "duplicate-mac at `08:00:27:00:00:0A`: `08:00:27:00:00:0a` is the address of another interface",
            ],
        );
    }
}
