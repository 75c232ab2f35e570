use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::lint::rules::memory_too_small::MIN_KIB;
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for memory from 4096 to 32767 without a unit.
    ///
    /// ## Why is this bad?
    /// A number without `unit` is in KiB, so that `<memory>4096</memory>` is a machine with 4 MiB, on which hardly any guest
    /// starts; 4096 MiB were meant. Where so little is meant, `unit='KiB'` says that.
    pub(crate) static MEMORY_WITHOUT_UNIT = {
        name: "memory-without-unit",
        alias: "M217",
        severity: Warning,
        check: Check::Domain(check),
    }
}

/// From here on, as KiB, guests of the nineties start.
const ENOUGH_KIB: u64 = 32 << 10;

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    let current = ctx.domain().current_memory;
    let all = [
        ("memory", Some(ctx.domain().memory.kib)),
        ("currentMemory", current.map(|current| current.kib)),
    ];
    for (name, kib) in all {
        let path = Path::root().child(name);
        let kib = kib.filter(|kib| (MIN_KIB..ENOUGH_KIB).contains(kib));
        let is_bare = ctx.is_given(&path) && !ctx.is_given(&path.attribute("unit"));
        // Current memory alone is compared with the memory by another rule.
        let Some(kib) = kib.filter(|_| is_bare) else {
            return;
        };
        let message = format!("{kib} without a unit are {} MiB", kib >> 10);
        ctx.report(rule, path.clone(), message)
            .note("a number without `unit` is in KiB; `unit='KiB'` says that this is meant")
            .add_attribute(
                format!("write `unit='MiB'`: {kib} MiB"),
                Applicability::Unsafe,
                &path,
                "unit",
                "MiB",
            );
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn a_number_that_was_meant_in_mib_is_found() {
        let text = |memory: &str| domain("").replace("<memory>1048576</memory>", memory);
        check(
            &text("<memory>4096</memory>"),
            &["memory-without-unit at `4096`: 4096 without a unit are 4 MiB"],
        );
        check(
            &text("<memory>8192</memory><currentMemory>8192</currentMemory>"),
            &[
                "memory-without-unit at `8192`: 8192 without a unit are 8 MiB",
                "memory-without-unit at `8192`: 8192 without a unit are 8 MiB",
            ],
        );
        for fine in [
            "<memory unit='KiB'>4096</memory>",
            "<memory unit='MiB'>4096</memory>",
            "<memory>65536</memory>",
        ] {
            check(&text(fine), &[]);
        }
    }
}
