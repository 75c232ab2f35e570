use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;

declare_rule! {
    /// ## What it does
    /// Checks for the document of another hypervisor that does not say how much memory the guest has, neither in `<memory>` nor
    /// in the cells of `<numa>`.
    ///
    /// ## Why is this bad?
    /// libvirt refuses it: there is no machine without memory.
    pub(crate) static MISSING_MEMORY = {
        name: "missing-memory",
        alias: "M207",
        severity: Error,
        check: Check::Tree(&["domain"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    if tree.is_vbox() || tree.first("memory").is_some() {
        return;
    }
    let numa = tree.first("cpu").and_then(|cpu| cpu.child("numa"));
    let mut cells = numa.into_iter().flat_map(|numa| numa.items("cell"));
    if cells.any(|cell| cell.attribute("memory").is_some()) {
        return;
    }
    let root = tree.root();
    tree.report(rule, &root, "the domain has no `<memory>`")
        .note("add `<memory unit='GiB'>2</memory>`, or as much as the guest is to have");
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::found;

    #[test]
    fn memory_is_in_one_of_two_places() {
        let found = |inner: &str| {
            found(
                "missing-memory",
                &format!("<domain type='kvm'><name>a</name>{inner}</domain>"),
            )
        };
        assert_eq!(
            found(""),
            ["/domain `<domain type='kvm'>`: the domain has no `<memory>`"]
        );
        assert_eq!(found("<memory>1024</memory>"), [""; 0]);
        assert_eq!(
            found("<cpu><numa><cell cpus='0' memory='1024'/></numa></cpu>"),
            [""; 0]
        );
    }
}
