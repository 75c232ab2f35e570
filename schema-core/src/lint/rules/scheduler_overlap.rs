use std::collections::BTreeMap;

use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::{Attr, Node, Tree, numbers};

declare_rule! {
    /// ## What it does
    /// Checks for a processor or I/O thread that gets two schedulers.
    ///
    /// ## Why is this bad?
    /// It runs under one.
    pub(crate) static SCHEDULER_OVERLAP = {
        name: "scheduler-overlap",
        alias: "P903",
        severity: Error,
        check: Check::Tree(&["vcpusched", "iothreadsched"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    for cputune in tree.top("cputune") {
        for (name, attribute) in [("vcpusched", "vcpus"), ("iothreadsched", "iothreads")] {
            check_lists(tree, rule, cputune, name, attribute);
        }
    }
}

fn check_lists(
    tree: &mut Tree<'_, '_>,
    rule: &'static Rule,
    cputune: Node<'_, '_>,
    name: &str,
    attribute: &str,
) {
    let mut given: BTreeMap<u32, Attr<'_, '_>> = BTreeMap::new();
    for scheduler in cputune.items(name) {
        let Some(list) = scheduler.attribute(attribute) else {
            continue;
        };
        let Some(all) = numbers(list.value()) else {
            continue;
        };
        let twice = all
            .iter()
            .find_map(|id| given.get(id).map(|first| (*id, *first)));
        if let Some((id, first)) = twice {
            tree.report(rule, &list, format!("{id} has another scheduler already"))
                .related(&first, "the other scheduler")
                .note(format!("name each of `{attribute}` in one `<{name}>`"));
        }
        given.extend(all.into_iter().map(|id| (id, list)));
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm};

    #[test]
    fn a_processor_has_one_scheduler() {
        assert_eq!(
            found(
                "scheduler-overlap",
                &kvm(
                    "<cputune><vcpusched vcpus='0-1' scheduler='batch'/><vcpusched vcpus='1-2' scheduler='batch'/></cputune>"
                )
            ),
            [
                "/domain/cputune/vcpusched[1]/@vcpus `1-2`: 1 has another scheduler already; the other scheduler `0-1`",
            ]
        );
        assert_eq!(
            found(
                "scheduler-overlap",
                &kvm(
                    "<cputune><vcpusched vcpus='0-3,^2' scheduler='batch'/><vcpusched vcpus='2' scheduler='batch'/></cputune>"
                )
            ),
            [""; 0]
        );
    }
}
