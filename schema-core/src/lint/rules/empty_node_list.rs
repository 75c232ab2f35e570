use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::{Attr, Tree, numbers};

declare_rule! {
    /// ## What it does
    /// Checks for a list of nodes or processors of the host in which nothing is left, such as `0,^0`.
    ///
    /// ## Why is this bad?
    /// There would be nowhere for the guest to run or to keep its memory.
    pub(crate) static EMPTY_NODE_LIST = {
        name: "empty-node-list",
        alias: "U905",
        severity: Error,
        check: Check::Tree(&["numatune", "cputune", "vcpu"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    for tune in tree.top("numatune") {
        for name in ["memory", "memnode"] {
            for memory in tune.items(name) {
                check_list(tree, rule, memory.attribute("nodeset"));
            }
        }
    }
    for vcpu in tree.top("vcpu") {
        check_list(tree, rule, vcpu.attribute("cpuset"));
    }
    for tune in tree.top("cputune") {
        for name in ["vcpupin", "emulatorpin", "iothreadpin"] {
            for pin in tune.items(name) {
                check_list(tree, rule, pin.attribute("cpuset"));
            }
        }
    }
}

fn check_list(tree: &mut Tree<'_, '_>, rule: &'static Rule, list: Option<Attr<'_, '_>>) {
    let Some(list) = list else { return };
    if numbers(list.value()).is_some_and(|all| all.is_empty()) {
        tree.report(
            rule,
            &list,
            format!("nothing is left of `{}`", list.value()),
        )
        .note("`^` takes away what stands before it");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm};

    #[test]
    fn something_is_left() {
        assert_eq!(
            found(
                "empty-node-list",
                &kvm("<numatune><memory mode='strict' nodeset='0,^0'/></numatune>")
            ),
            ["/domain/numatune/memory/@nodeset `0,^0`: nothing is left of `0,^0`",]
        );
        assert_eq!(
            found("empty-node-list", &kvm("<vcpu cpuset='1,^1'>1</vcpu>")),
            ["/domain/vcpu/@cpuset `1,^1`: nothing is left of `1,^1`",]
        );
        assert_eq!(
            found("empty-node-list", &kvm("<vcpu cpuset='0-1,^1'>1</vcpu>")),
            [""; 0]
        );
    }
}
