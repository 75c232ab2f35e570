use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for memory of less than 4 MiB, in `<memory>` or in `<currentMemory>`.
    ///
    /// ## Why is this bad?
    /// VirtualBox makes no machine with less, and libvirt none with nothing. `<currentMemory>` is what a machine gets
    /// where it is less than `<memory>`.
    pub(crate) static MEMORY_TOO_SMALL = {
        name: "memory-too-small",
        alias: "M201",
        severity: Error,
        check: Check::Domain(check),
    }
}

pub(super) const MIN_KIB: u64 = 4 << 10;

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    // Other hypervisors take the memory from the cells of `<numa>` where there is none.
    if !ctx.is_vbox() {
        return;
    }
    let (memory, current) = (ctx.domain().memory.kib, ctx.domain().current_memory);
    // Nothing as current memory means all of it.
    let current = current.map(|current| current.kib).filter(|&kib| kib > 0);
    let (name, kib) = match current {
        Some(kib) if memory >= MIN_KIB => ("currentMemory", kib),
        Some(_) | None => ("memory", memory),
    };
    if kib >= MIN_KIB {
        return;
    }
    let path = Path::root().child(name);
    // That there is none is said by the rule of that name.
    if !ctx.is_given(&path) {
        return;
    }
    let size = ctx.size(&path, kib);
    let note = if ctx.is_given(&path.attribute("unit")) {
        "VirtualBox wants at least 4 MiB"
    } else {
        "VirtualBox wants at least 4 MiB; a number without `unit` is in KiB"
    };
    let message = format!("{size} of memory are too little");
    ctx.report(rule, path, message).note(note);
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
            &["missing-memory at `<domain type='vbox'>`: the domain has no `<memory>`"],
        );
        check(
            &text(" unit='MiB'>1"),
            &["memory-too-small at `1`: 1 MiB of memory are too little"],
        );
        check(&text(" unit='MiB'>4"), &[]);
    }

    #[test]
    fn a_unit_behind_the_number_goes_where_it_belongs() {
        for (written, meant) in [
            (">512 MiB<", " unit='MiB'>512<"),
            (">512MB<", " unit='MB'>512<"),
            (" unit='KiB'>2G<", " unit='G'>2<"),
        ] {
            let text =
                |memory: &str| domain("").replace("<memory>1048576<", &format!("<memory{memory}"));
            let found = crate::lint::lint(&text(written));
            assert_eq!(found.len(), 1, "{found:?}");
            let fixed = crate::fix::apply(&text(written), &found, crate::Applicability::Unsafe);
            assert_eq!(fixed, text(meant));
        }
    }

    #[test]
    fn current_memory_is_what_the_machine_gets() {
        let text = |current: &str| {
            domain("").replace(
                "</memory>",
                &format!("</memory><currentMemory>{current}</currentMemory>"),
            )
        };
        check(
            &text("2048"),
            &["memory-too-small at `2048`: 2048 KiB of memory are too little"],
        );
        check(&text("0"), &[]);
        check(
            &text("4096"),
            &[
                "current-memory-mismatch at `4096`: 4096 KiB are less than the 1048576 KiB of `<memory>`",
            ],
        );
    }
}
