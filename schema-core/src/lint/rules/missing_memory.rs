use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a document that does not say how much memory the guest has: in `<memory>`, or for another hypervisor in
    /// the cells of `<numa>`.
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
    let path = Path::root().child("memory");
    // It stands elsewhere, or its name is misspelt, and that is said there.
    if tree.first("memory").is_some() || tree.is_faulty(&path) {
        return;
    }
    let numa = tree.first("cpu").and_then(|cpu| cpu.child("numa"));
    let mut cells = numa.into_iter().flat_map(|numa| numa.items("cell"));
    if !tree.is_vbox() && cells.any(|cell| cell.attribute("memory").is_some()) {
        return;
    }
    let root = tree.root();
    tree.report(rule, &root, "the domain has no `<memory>`")
        .note("add `<memory unit='GiB'>2</memory>`, or as much as the guest is to have")
        .add_usual(root, "memory");
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

    #[test]
    fn a_machine_of_virtualbox_says_its_memory_itself() {
        let said = |inner: &str| {
            let text = format!("<domain type='vbox'><name>a</name>{inner}</domain>");
            found("missing-memory", &text)
        };
        let lack = ["/domain `<domain type='vbox'>`: the domain has no `<memory>`"];
        assert_eq!(said(""), lack);
        assert_eq!(
            said("<cpu><numa><cell cpus='0' memory='1024'/></numa></cpu>"),
            lack
        );
        for elsewhere in [
            "<memroy>1048576</memroy>",
            "<os><memory>1048576</memory></os>",
        ] {
            assert_eq!(said(elsewhere), [""; 0], "{elsewhere}");
        }
    }

    #[test]
    fn the_memory_at_the_start_tells_how_much() {
        let text = "<domain type='vbox'><currentMemory unit='GiB'>2</currentMemory></domain>";
        let found = crate::lint::lint(text);
        let lack = found.iter().find(|found| found.rule == "missing-memory");
        let edits = &lack.unwrap().fixes[0].edits;
        assert_eq!(edits[0].text, "<memory unit='GiB'>2</memory>");
    }
}
