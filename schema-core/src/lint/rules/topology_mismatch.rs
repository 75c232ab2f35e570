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
    let report = ctx
        .report(
            rule,
            Path::root().child("cpu").child("topology"),
            format!("the topology has {grouped} processors, and the machine has {count}"),
        )
        .related(&vcpu, "the number of processors")
        .note("the numbers of the topology, multiplied, are the number in `<vcpu>`");
    // More than a document may say is no remedy.
    if u16::try_from(grouped).is_ok_and(|grouped| grouped > 0) {
        let title = "have as many processors";
        report.replace(title, Applicability::Unsafe, &vcpu, &grouped.to_string());
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::lint;
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
        let found = lint(&domain(
            "<vcpu>2</vcpu><cpu><topology sockets='65536' cores='2' threads='2'/></cpu>",
        ));
        assert!(found[0].fixes.is_empty(), "{found:?}");
        check(&domain(&format!("<vcpu>4</vcpu>{cpu}")), &[]);
    }
}
