use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::{Node, Tree, numbers};

declare_rule! {
    /// ## What it does
    /// Checks for a share of the cache or of the bandwidth of memory that is given twice to the same processors: in
    /// one element, as `both` and again as `code` or `data`, or in two elements whose processors overlap.
    ///
    /// ## Why is this bad?
    /// It is one share, and a processor belongs to one group of shares; libvirt refuses the document.
    pub(crate) static DUPLICATE_TUNING = {
        name: "duplicate-tuning",
        alias: "P901",
        severity: Error,
        check: Check::Tree(&["memorytune", "cachetune"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    for cputune in tree.top("cputune") {
        check_processors(tree, rule, cputune);
        for tune in cputune.items("memorytune") {
            check_shares(tree, rule, tune, "node");
        }
        for tune in cputune.items("cachetune") {
            check_shares(tree, rule, tune, "cache");
        }
    }
}

/// The same processors may have a share of the cache and one of the bandwidth; groups that overlap otherwise may not be.
fn check_processors(tree: &mut Tree<'_, '_>, rule: &'static Rule, cputune: Node<'_, '_>) {
    let tunes = cputune
        .items("cachetune")
        .chain(cputune.items("memorytune"));
    let mut groups: Vec<(BTreeSet<u32>, Node<'_, '_>)> = Vec::new();
    for tune in tunes {
        let Some(vcpus) = tune.attribute("vcpus") else {
            continue;
        };
        let Some(group) = numbers(vcpus.value()) else {
            continue;
        };
        let taken = groups.iter().find(|(other, node)| {
            let is_same = *other == group;
            let both_share_the_cache = [tune, *node].iter().all(|of| of.name() == "cachetune");
            !other.is_disjoint(&group) && (!is_same || both_share_the_cache)
        });
        if let Some((_, first)) = taken {
            let message = format!("processors {} have a share already", vcpus.value());
            tree.report(rule, &vcpus, message)
                .related(first, "they have it here")
                .note("give all shares of a processor in one element");
        }
        groups.push((group, tune));
    }
}

fn check_shares(tree: &mut Tree<'_, '_>, rule: &'static Rule, tune: Node<'_, '_>, name: &str) {
    // What is shared, with the kinds of content that have it.
    let mut given: BTreeMap<_, Vec<Node<'_, '_>>> = BTreeMap::new();
    for share in tune.items(name) {
        let Some(id) = share.number_of("id") else {
            continue;
        };
        let same = given.entry((id, share.value("level"))).or_default();
        let kind = share.value("type");
        let collides = |other: &&Node<'_, '_>| {
            let kinds = [kind, other.value("type")];
            kind == other.value("type") || kinds.contains(&"both")
        };
        if let Some(first) = same.iter().find(collides) {
            tree.report(
                rule,
                &share,
                format!("the share of {name} {id} is given already"),
            )
            .related(first, "the first time")
            .note("say in one element what the share is")
            .remove("remove the second", Applicability::Unsafe, share);
        }
        same.push(share);
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

    #[test]
    fn both_is_code_and_data() {
        assert_eq!(
            found(
                "duplicate-tuning",
                &kvm(
                    "<cputune><cachetune vcpus='0'><cache id='0' level='3' type='both'/><cache id='0' level='3' type='code'/><cache id='1' level='3' type='code'/><cache id='1' level='3' type='data'/></cachetune></cputune>"
                )
            ),
            [
                "/domain/cputune/cachetune[0]/cache[1] `<cache id='0' level='3' type='code'/>`: the share of cache 0 is given already; the first time `<cache id='0' level='3' type='both'/>`; Unsafe: `<cache id='0' level='3' type='code'/>` => ``",
            ]
        );
    }

    #[test]
    fn a_processor_is_in_one_group() {
        let tunes = |first: &str, second: &str, third: &str| {
            found(
                "duplicate-tuning",
                &kvm(&format!(
                    "<cputune><cachetune vcpus='{first}'/><cachetune vcpus='{second}'/><memorytune vcpus='{third}'/></cputune>"
                )),
            )
        };
        assert_eq!(tunes("0-1", "2", "2"), [""; 0]);
        assert_eq!(
            tunes("0-1", "0-1", "3"),
            [
                "/domain/cputune/cachetune[1]/@vcpus `0-1`: processors 0-1 have a share already; they have it here `<cachetune vcpus='0-1'/>`",
            ]
        );
        assert_eq!(
            tunes("0-1", "2", "1-2"),
            [
                "/domain/cputune/memorytune[0]/@vcpus `1-2`: processors 1-2 have a share already; they have it here `<cachetune vcpus='0-1'/>`",
            ]
        );
    }
}
