use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a topology with another number of processors than `<vcpu>`.
    ///
    /// ## Why is this bad?
    /// Drivers of libvirt's refuse it, and VirtualBox passes over the topology: sockets, dies, clusters, cores and threads are a way to group the processors that there are.
    pub(crate) static TOPOLOGY_MISMATCH = {
        name: "topology-mismatch",
        alias: "M215",
        severity: Warning,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(topology) = ctx.domain().cpu.as_ref().and_then(|cpu| cpu.topology) else {
        return;
    };
    let count = ctx.domain().vcpu.map_or(1, |vcpu| vcpu.count);
    let grouped = topology.count();
    if grouped == u64::from(count) {
        return;
    }
    let vcpu = Path::root().child("vcpu");
    ctx.report(
        rule,
        Path::root().child("cpu").child("topology"),
        format!("the topology has {grouped} processors, and the machine has {count}"),
    )
    .related(&vcpu, "the number of processors")
    .note("the numbers of the topology, multiplied, are the number in `<vcpu>`")
    .replace(
        "have as many processors",
        Applicability::Unsafe,
        &vcpu,
        &grouped.to_string(),
    );
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn processors_are_grouped_all_and_once() {
        let cpu = "<cpu><topology sockets='1' cores='2' threads='2'/></cpu>";
        let found = check(
            &domain(&format!("<vcpu>2</vcpu>{cpu}")),
            &[
                "topology-mismatch at `<topology sockets='1' cores='2' threads='2'/>`: the topology has 4 processors, and the machine has 2",
            ],
        );
        assert_eq!(found[0].fixes.len(), 1);
        check(&domain(&format!("<vcpu>4</vcpu>{cpu}")), &[]);
    }
}
