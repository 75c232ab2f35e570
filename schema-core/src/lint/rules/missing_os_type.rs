use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;

declare_rule! {
    /// ## What it does
    /// Checks for the document of another hypervisor that does not say in `<os>` what kind of guest it is.
    ///
    /// ## Why is this bad?
    /// libvirt refuses it, unless the host finds that out by a `<bootloader>`. VirtualBox has one kind of guest, so a document
    /// for VirtualBox need not say it.
    pub(crate) static MISSING_OS_TYPE = {
        name: "missing-os-type",
        alias: "O315",
        severity: Warning,
        check: Check::Tree(&["domain"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    let is_said = ["os", "bootloader"]
        .iter()
        .any(|name| tree.first(name).is_some());
    if tree.is_vbox() || is_said {
        return;
    }
    let root = tree.root();
    tree.report(rule, &root, "the domain has no `<os>`")
        .note("add `<os><type>hvm</type></os>`, or what kind of guest it is");
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm};

    #[test]
    fn what_kind_of_guest_it_is_has_to_be_said() {
        let found = |inner: &str| found("missing-os-type", &kvm(inner));
        assert_eq!(
            found(""),
            ["/domain `<domain type='kvm'>`: the domain has no `<os>`"]
        );
        assert_eq!(found("<os><type>hvm</type></os>"), [""; 0]);
        assert_eq!(found("<bootloader>/usr/bin/pygrub</bootloader>"), [""; 0]);
    }
}
