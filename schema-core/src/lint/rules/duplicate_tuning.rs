use std::collections::BTreeMap;

use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::{Node, Tree};

declare_rule! {
    /// ## What it does
    /// Checks for a share of the cache or of the bandwidth of memory that is given twice to the same processors.
    ///
    /// ## Why is this bad?
    /// It is one share.
    pub(crate) static DUPLICATE_TUNING = {
        name: "duplicate-tuning",
        alias: "P901",
        severity: Error,
        check: Check::Tree(&["memorytune", "cachetune"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    for cputune in tree.top("cputune") {
        for tune in cputune.items("memorytune") {
            check_shares(tree, rule, tune, "node");
        }
        for tune in cputune.items("cachetune") {
            check_shares(tree, rule, tune, "cache");
        }
    }
}

fn check_shares(tree: &mut Tree<'_, '_>, rule: &'static Rule, tune: Node<'_, '_>, name: &str) {
    let mut given: BTreeMap<_, Node<'_, '_>> = BTreeMap::new();
    for share in tune.items(name) {
        let Some(id) = share.number_of("id") else {
            continue;
        };
        match given.get(&(id, share.value("level"), share.value("type"))) {
            None => {
                given.insert((id, share.value("level"), share.value("type")), share);
            }
            Some(first) => {
                tree.report(
                    rule,
                    &share,
                    format!("the share of {name} {id} is given already"),
                )
                .related(first, "the first time")
                .note("say in one element what the share is")
                .remove("remove the second", Applicability::Unsafe, share);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm};

    #[test]
    fn a_share_is_given_once() {
        assert_eq!(
            found(
                "duplicate-tuning",
                &kvm(
                    "<cputune><memorytune vcpus='0'><node id='0' bandwidth='50'/><node id='0' bandwidth='60'/></memorytune></cputune>"
                )
            ),
            [
                "/domain/cputune/memorytune[0]/node[1] `<node id='0' bandwidth='60'/>`: the share of node 0 is given already; the first time `<node id='0' bandwidth='50'/>`; Unsafe: `<node id='0' bandwidth='60'/>` => ``",
            ]
        );
        assert_eq!(
            found(
                "duplicate-tuning",
                &kvm(
                    "<cputune><memorytune vcpus='0'><node id='0' bandwidth='50'/><node id='1' bandwidth='60'/></memorytune></cputune>"
                )
            ),
            [""; 0]
        );
    }
}
