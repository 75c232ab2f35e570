use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::{Node, Tree};

declare_rule! {
    /// ## What it does
    /// Checks for two sizes of pages that are both for the memory that no other one is for.
    ///
    /// ## Why is this bad?
    /// Memory has pages of one size. In a guest without NUMA cells all of it is node 0, so a page for node 0 is for all memory.
    pub(crate) static HUGEPAGES_WITH_TWO_DEFAULTS = {
        name: "hugepages-with-two-defaults",
        alias: "U901",
        severity: Error,
        check: Check::Tree(&["hugepages"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    let Some(pages) = tree
        .first("memoryBacking")
        .and_then(|backing| backing.child("hugepages"))
    else {
        return;
    };
    let numa = tree.first("cpu").and_then(|cpu| cpu.child("numa"));
    let mut default: Option<Node<'_, '_>> = None;
    for page in pages.items("page") {
        let is_default = match page.value("nodeset").trim() {
            "" => true,
            nodes => nodes == "0" && numa.is_none(),
        };
        if !is_default {
            continue;
        }
        match default {
            None => default = Some(page),
            Some(first) => {
                tree.report(
                    rule,
                    &page,
                    "there are pages of another size for all memory",
                )
                .related(&first, "the other size")
                .note("name the nodes of one of them with `nodeset`")
                .remove("remove the second", Applicability::Unsafe, page);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm};

    #[test]
    fn all_memory_has_one_size() {
        assert_eq!(
            found(
                "hugepages-with-two-defaults",
                &kvm(
                    "<memoryBacking><hugepages><page size='1048576'/><page size='2048' nodeset='0'/></hugepages></memoryBacking>"
                )
            ),
            [
                "/domain/memoryBacking/hugepages/page[1] `<page size='2048' nodeset='0'/>`: there are pages of another size for all memory; the other size `<page size='1048576'/>`; Unsafe: `<page size='2048' nodeset='0'/>` => ``",
            ]
        );
        assert_eq!(
            found(
                "hugepages-with-two-defaults",
                &kvm(
                    "<memoryBacking><hugepages><page size='1048576'/><page size='2048' nodeset='0'/></hugepages></memoryBacking><cpu><numa><cell id='0' cpus='0' memory='1'/></numa></cpu>"
                )
            ),
            [""; 0]
        );
    }
}
