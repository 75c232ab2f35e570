use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;
use crate::support::{Limit, Release};

declare_rule! {
    /// ## What it does
    /// Checks for more memory, processors or ports than the release of VirtualBox in question allows; without
    /// a target, than the newest does.
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

/// The most processors that a document can ask for.
const MOST_COUNTED: u64 = 65_535;

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    // Without a release to look at, what even the newest does not allow is still too much.
    let target = ctx.target().unwrap_or(Release::NEWEST);
    let which = match ctx.target() {
        Some(target) => format!("VirtualBox {target}"),
        None => "VirtualBox".to_owned(),
    };
    let domain = ctx.domain();
    let mut report = |limit: Limit, given: u64, path: Path, unit: &str| {
        let most = limit.of(target);
        // What libvirt cannot count is reported as that.
        let is_countable = limit != Limit::MaxCpus || given <= MOST_COUNTED;
        if given > u64::from(most) && is_countable {
            let message = format!("{given} {unit} are more than {which} allows");
            let report = ctx
                .report(rule, path.clone(), message)
                .note(format!("it allows {most}"));
            if limit == Limit::MaxCpus {
                report.offer(&path, [most.to_string().as_str()]);
            }
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
    // How many ports any machine has is another rule's.
    if which == "VirtualBox" {
        return;
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
