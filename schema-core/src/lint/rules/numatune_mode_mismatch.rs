use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;

declare_rule! {
    /// ## What it does
    /// Checks for the mode `restrictive` of all memory beside another mode of a cell, and the reverse.
    ///
    /// ## Why is this bad?
    /// Restrictive memory is bound by control groups, the other modes by the memory policy of the hypervisor: a guest has one of the two.
    pub(crate) static NUMATUNE_MODE_MISMATCH = {
        name: "numatune-mode-mismatch",
        alias: "U904",
        severity: Error,
        check: Check::Tree(&["numatune"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    for tune in tree.top("numatune") {
        let Some(all) = tune
            .child("memory")
            .and_then(|memory| memory.attribute("mode"))
        else {
            continue;
        };
        for cell in tune.items("memnode") {
            let Some(mode) = cell.attribute("mode") else {
                continue;
            };
            if (all.value() == "restrictive") != (mode.value() == "restrictive") {
                let message = format!(
                    "`{}` does not go with `{}` of all memory",
                    mode.value(),
                    all.value()
                );
                tree.report(rule, &mode, message)
                    .related(&all, "the mode of all memory")
                    .note("write `restrictive` in both places or in none")
                    .replace(
                        format!("write `{}`", all.value()),
                        Applicability::Unsafe,
                        mode,
                        all.value(),
                    );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm};

    #[test]
    fn all_are_restrictive_or_none_is() {
        assert_eq!(
            found(
                "numatune-mode-mismatch",
                &kvm(
                    "<numatune><memory mode='restrictive' nodeset='0'/><memnode cellid='0' mode='strict' nodeset='0'/></numatune>"
                )
            ),
            [
                "/domain/numatune/memnode[0]/@mode `strict`: `strict` does not go with `restrictive` of all memory; the mode of all memory `restrictive`; Unsafe: `strict` => `restrictive`",
            ]
        );
        assert_eq!(
            found(
                "numatune-mode-mismatch",
                &kvm(
                    "<numatune><memory mode='preferred' nodeset='0'/><memnode cellid='0' mode='strict' nodeset='0'/></numatune>"
                )
            ),
            [""; 0]
        );
    }
}
