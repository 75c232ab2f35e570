use crate::domain::SizeUnit;
use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::{Node, Tree};
use crate::spec::Value as _;

declare_rule! {
    /// ## What it does
    /// Checks for `<maxMemory>` that is less than `<memory>`.
    ///
    /// ## Why is this bad?
    /// It says up to where memory can be added while the machine runs, so libvirt refuses a machine that begins with more.
    pub(crate) static MAXIMUM_MEMORY_MISMATCH = {
        name: "maximum-memory-mismatch",
        alias: "M204",
        severity: Error,
        check: Check::Tree(&["maxMemory"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    let Some((most, memory)) = tree.first("maxMemory").zip(tree.first("memory")) else {
        return;
    };
    if kib(most)
        .zip(kib(memory))
        .is_some_and(|(most, memory)| most < memory)
    {
        tree.report(rule, &most, "`<maxMemory>` is less than `<memory>`")
            .related(&memory, "what the machine begins with")
            .note("VirtualBox adds no memory to a machine that runs; it can be left out");
    }
}

/// How much an element says.
fn kib(node: Node<'_, '_>) -> Option<u64> {
    let unit = match node.attribute("unit") {
        Some(unit) => SizeUnit::read(unit.value())?,
        None => SizeUnit::default(),
    };
    unit.to_kib(node.text().parse().ok()?)
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm};

    #[test]
    fn the_most_is_not_less() {
        let found = |most: &str| {
            found(
                "maximum-memory-mismatch",
                &kvm(&format!(
                    "<maxMemory slots='4' unit='MiB'>{most}</maxMemory>"
                )),
            )
        };
        assert_eq!(
            found("512"),
            [
                "/domain/maxMemory `<maxMemory slots='4' unit='MiB'>`: `<maxMemory>` is less than `<memory>`; \
                 what the machine begins with `<memory>`"
            ]
        );
        assert_eq!(found("1024"), [""; 0]);
    }
}
