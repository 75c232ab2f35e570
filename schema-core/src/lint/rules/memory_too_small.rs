use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for memory of less than 4 MiB.
    ///
    /// ## Why is this bad?
    /// VirtualBox makes no machine with less, and libvirt none with nothing.
    pub(crate) static MEMORY_TOO_SMALL = {
        name: "memory-too-small",
        alias: "M201",
        severity: Error,
        check: Check::Domain(check),
    }
}

pub(super) const MIN_KIB: u64 = 4 << 10;

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let kib = ctx.domain().memory.kib;
    // Other hypervisors take the memory from the cells of `<numa>` where there is none.
    if !ctx.is_vbox() || kib >= MIN_KIB {
        return;
    }
    let path = Path::root().child("memory");
    let message = if ctx.is_given(&path) {
        format!("{kib} KiB of memory are too little")
    } else {
        "the machine has no `<memory>`".to_owned()
    };
    ctx.report(rule, path, message)
        .note("VirtualBox wants at least 4 MiB; a number without `unit` is in KiB");
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn the_least_is_4_mib() {
        let text =
            |memory: &str| domain("").replace("<memory>1048576<", &format!("<memory{memory}<"));
        check(
            &text(">0"),
            &["memory-too-small at `0`: 0 KiB of memory are too little"],
        );
        check(
            &text(">1024"),
            &["memory-too-small at `1024`: 1024 KiB of memory are too little"],
        );
        check(
            &domain("").replace("<memory>1048576</memory>", ""),
            &["memory-too-small at `<domain type='vbox'>`: the machine has no `<memory>`"],
        );
        check(&text(" unit='MiB'>4"), &[]);
    }
}
