use std::collections::BTreeMap;

use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::{Attr, Node, Tree};

declare_rule! {
    /// ## What it does
    /// Checks for two security labels of one model, of the domain or of a disk.
    ///
    /// ## Why is this bad?
    /// A model has one label.
    pub(crate) static DUPLICATE_SECLABEL = {
        name: "duplicate-seclabel",
        alias: "L901",
        severity: Error,
        check: Check::Tree(&["seclabel"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    check_labels(tree, rule, tree.top("seclabel"));
    for disk in tree.devices("disk") {
        if let Some(source) = disk.child("source") {
            check_labels(tree, rule, source.items("seclabel"));
        }
    }
}

fn check_labels<'a, 't: 'a>(
    tree: &mut Tree<'_, '_>,
    rule: &'static Rule,
    labels: impl Iterator<Item = Node<'a, 't>>,
) {
    let mut given: BTreeMap<&str, Attr<'_, '_>> = BTreeMap::new();
    for label in labels {
        let Some(model) = label.attribute("model") else {
            continue;
        };
        match given.get(model.value()) {
            None => {
                given.insert(model.value(), model);
            }
            Some(first) => {
                tree.report(
                    rule,
                    &model,
                    format!("`{}` has a label already", model.value()),
                )
                .related(first, "the first label")
                .note("keep one")
                .remove("remove the second", Applicability::Unsafe, label);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm, kvm_devices};

    #[test]
    fn a_model_has_one_label() {
        assert_eq!(
            found(
                "duplicate-seclabel",
                &kvm(
                    "<seclabel type='dynamic' model='dac'/><seclabel type='static' model='dac'><label>1:1</label></seclabel>"
                )
            ),
            [
                "/domain/seclabel[1]/@model `dac`: `dac` has a label already; the first label `dac`; Unsafe: `<seclabel type='static' model='dac'><label>1:1</label></seclabel>` => ``",
            ]
        );
        assert_eq!(
            found(
                "duplicate-seclabel",
                &kvm_devices(
                    "<disk><source file='/a'><seclabel model='selinux' relabel='no'/><seclabel model='selinux' relabel='no'/></source><target dev='vda'/></disk>"
                )
            ),
            [
                "/domain/devices/disk[0]/source/seclabel[1]/@model `selinux`: `selinux` has a label already; the first label `selinux`; Unsafe: `<seclabel model='selinux' relabel='no'/>` => ``",
            ]
        );
        assert_eq!(
            found(
                "duplicate-seclabel",
                &kvm(
                    "<seclabel type='dynamic' model='dac'/><seclabel type='dynamic' model='selinux'/>"
                )
            ),
            [""; 0]
        );
    }
}
