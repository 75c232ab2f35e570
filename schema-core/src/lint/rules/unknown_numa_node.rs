use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::{Spot, Tree, number, numbers};

declare_rule! {
    /// ## What it does
    /// Checks for pages, memory devices and memory tuning for a NUMA node that the guest does not have.
    ///
    /// ## Why is this bad?
    /// The nodes are the cells of `<numa>`, from 0. A guest without cells is one node.
    pub(crate) static UNKNOWN_NUMA_NODE = {
        name: "unknown-numa-node",
        alias: "U902",
        severity: Error,
        check: Check::Tree(&["hugepages", "memnode", "node"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    let numa = tree.first("cpu").and_then(|cpu| cpu.child("numa"));
    let cells = numa.map_or(0, |numa| numa.items("cell").count()).max(1);
    let is_unknown = |node: u64| usize::try_from(node).is_ok_and(|node| node >= cells);
    let backing = tree.first("memoryBacking");
    // Where there are cells it is the driver that looks for them.
    let pages = backing
        .and_then(|backing| backing.child("hugepages"))
        .filter(|_| numa.is_none());
    if let Some(pages) = pages {
        for page in pages.items("page") {
            let Some(nodes) = page.attribute("nodeset") else {
                continue;
            };
            let last = numbers(nodes.value()).and_then(|all| all.last().copied());
            if let Some(last) = last.filter(|last| is_unknown(u64::from(*last))) {
                say(tree, rule, &nodes, u64::from(last), cells);
            }
        }
    }
    for tune in tree.top("numatune") {
        for memory in tune.items("memnode") {
            let Some(cell) = memory.attribute("cellid") else {
                continue;
            };
            if let Some(id) = number(cell.value()).filter(|id| is_unknown(*id)) {
                say(tree, rule, &cell, id, cells);
            }
        }
    }
    for memory in tree.devices("memory") {
        let Some(node) = memory
            .child("target")
            .and_then(|target| target.child("node"))
        else {
            continue;
        };
        if let Some(id) = number(&node.text()).filter(|id| is_unknown(*id)) {
            say(tree, rule, &node, id, cells);
        }
    }
}

fn say(tree: &mut Tree<'_, '_>, rule: &'static Rule, spot: &impl Spot, node: u64, cells: usize) {
    let report = tree.report(rule, spot, format!("the guest has no NUMA node {node}"));
    report.note(match cells {
        1 => "it has node 0 alone".to_owned(),
        cells => format!("it has nodes 0 to {}", cells.saturating_sub(1)),
    });
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm, kvm_devices};

    #[test]
    fn nodes_are_the_cells() {
        assert_eq!(
            found(
                "unknown-numa-node",
                &kvm(
                    "<memoryBacking><hugepages><page size='2048' nodeset='0-1'/></hugepages></memoryBacking>"
                )
            ),
            [
                "/domain/memoryBacking/hugepages/page[0]/@nodeset `0-1`: the guest has no NUMA node 1",
            ]
        );
        assert_eq!(
            found(
                "unknown-numa-node",
                &kvm(
                    "<numatune><memnode cellid='2' mode='strict' nodeset='0'/></numatune><cpu><numa><cell cpus='0' memory='1'/><cell cpus='1' memory='1'/></numa></cpu>"
                )
            ),
            ["/domain/numatune/memnode[0]/@cellid `2`: the guest has no NUMA node 2",]
        );
        assert_eq!(
            found(
                "unknown-numa-node",
                &kvm_devices(
                    "<memory model='dimm'><target><size>1</size><node>1</node></target></memory>"
                )
            ),
            ["/domain/devices/memory[0]/target/node `<node>`: the guest has no NUMA node 1",]
        );
        assert_eq!(
            found(
                "unknown-numa-node",
                &kvm_devices(
                    "<memory model='dimm'><target><size>1</size><node>0</node></target></memory>"
                )
            ),
            [""; 0]
        );
    }
}
