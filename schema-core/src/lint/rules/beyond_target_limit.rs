use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;
use crate::support::Limit;

declare_rule! {
    /// ## What it does
    /// Checks for more memory, processors or ports than the release of VirtualBox in question allows. Without a target
    /// there is nothing to check.
    ///
    /// ## Why is this bad?
    /// That release refuses the machine.
    pub(crate) static BEYOND_TARGET_LIMIT = {
        name: "beyond-target-limit",
        alias: "B904",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(target) = ctx.target().filter(|_| ctx.is_vbox()) else {
        return;
    };
    let domain = ctx.domain();
    let mut report = |limit: Limit, given: u64, path: Path, unit: &str| {
        let most = limit.of(target);
        if given > u64::from(most) {
            let message = format!("{given} {unit} are more than VirtualBox {target} allows");
            ctx.report(rule, path, message)
                .note(format!("it allows {most}"));
        }
    };
    let memory = Path::root().child("memory");
    report(
        Limit::MaxMemory,
        domain.memory.kib.div_ceil(1 << 10),
        memory,
        "MiB of memory",
    );
    if let Some(vcpu) = domain.vcpu {
        let path = Path::root().child("vcpu");
        report(Limit::MaxCpus, vcpu.count.into(), path, "processors");
    }
    for (name, count, limit) in [
        ("serial", domain.devices.serials.len(), Limit::SerialPorts),
        (
            "parallel",
            domain.devices.parallels.len(),
            Limit::ParallelPorts,
        ),
    ] {
        let most = usize::try_from(limit.of(target)).unwrap_or(usize::MAX);
        let path = Path::device(name, most);
        report(
            limit,
            u64::try_from(count).unwrap_or(u64::MAX),
            path,
            &format!("{name} ports"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check_for, devices};

    #[test]
    fn limits_are_those_of_the_target() {
        let text = devices(&"<serial type='null'/>".repeat(3))
            .replace("<memory>1048576", "<vcpu>40</vcpu><memory unit='GiB'>20");
        let ours = |release| {
            let mut found = check_for(&text, release);
            found.retain(|found| found.rule == "beyond-target-limit");
            let found = found.into_iter();
            found.map(|found| found.message).collect::<Vec<_>>()
        };
        assert_eq!(
            ours("3.2"),
            [
                "40 processors are more than VirtualBox 3.2 allows",
                "20480 MiB of memory are more than VirtualBox 3.2 allows",
                "3 serial ports are more than VirtualBox 3.2 allows",
            ]
        );
        assert_eq!(ours("7.2"), [""; 0]);
    }
}
