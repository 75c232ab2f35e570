use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;

declare_rule! {
    /// ## What it does
    /// Checks for memory that is placed statically without saying where, automatically with saying where, or automatically beside a placement of single cells.
    ///
    /// ## Why is this bad?
    /// Static placement needs the nodes of the host; automatic placement chooses them, for the guest as a whole.
    pub(crate) static NUMATUNE_PLACEMENT_MISMATCH = {
        name: "numatune-placement-mismatch",
        alias: "U903",
        severity: Error,
        check: Check::Tree(&["numatune"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    for tune in tree.top("numatune") {
        let Some(memory) = tune.child("memory") else {
            continue;
        };
        let Some(placement) = memory.attribute("placement") else {
            continue;
        };
        match (placement.value(), memory.attribute("nodeset")) {
            ("static", None) => {
                tree.report(
                    rule,
                    &placement,
                    "static placement needs the nodes of the host",
                )
                .note("add `nodeset='…'`");
            }
            ("auto", Some(nodes)) => {
                tree.report(rule, &nodes, "automatic placement chooses the nodes itself")
                    .related(&placement, "the placement")
                    .note("remove `nodeset`, or place the memory statically")
                    .remove_attribute("remove `nodeset`", Applicability::Unsafe, nodes);
            }
            (_, _) => {}
        }
        if let Some(cell) = tune
            .child("memnode")
            .filter(|_| placement.value() == "auto")
        {
            tree.report(
                rule,
                &cell,
                "cells cannot be placed one by one where placement is automatic",
            )
            .related(&placement, "the placement")
            .note("place the memory statically, or remove all `<memnode>`");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm};

    #[test]
    fn placement_and_nodes_agree() {
        assert_eq!(
            found(
                "numatune-placement-mismatch",
                &kvm("<numatune><memory mode='strict' placement='static'/></numatune>")
            ),
            [
                "/domain/numatune/memory/@placement `static`: static placement needs the nodes of the host",
            ]
        );
        assert_eq!(
            found(
                "numatune-placement-mismatch",
                &kvm("<numatune><memory mode='strict' placement='auto' nodeset='0'/></numatune>")
            ),
            [
                "/domain/numatune/memory/@nodeset `0`: automatic placement chooses the nodes itself; the placement `auto`; Unsafe: ` nodeset='0'` => ``",
            ]
        );
        assert_eq!(
            found(
                "numatune-placement-mismatch",
                &kvm(
                    "<numatune><memory placement='auto'/><memnode cellid='0' mode='strict' nodeset='0'/></numatune>"
                )
            ),
            [
                "/domain/numatune/memnode[0] `<memnode cellid='0' mode='strict' nodeset='0'/>`: cells cannot be placed one by one where placement is automatic; the placement `auto`",
            ]
        );
        assert_eq!(
            found(
                "numatune-placement-mismatch",
                &kvm("<numatune><memory mode='strict' placement='static' nodeset='0'/></numatune>")
            ),
            [""; 0]
        );
    }
}
