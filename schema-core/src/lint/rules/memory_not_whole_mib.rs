use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::lint::rules::memory_too_small::MIN_KIB;
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for memory that is not a whole number of MiB.
    ///
    /// ## Why is this bad?
    /// VirtualBox counts in MiB, so the machine gets the next whole one.
    pub(crate) static MEMORY_NOT_WHOLE_MIB = {
        name: "memory-not-whole-mib",
        alias: "M206",
        severity: Note,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let kib = ctx.domain().memory.kib;
    // Of less than a machine can have, only that is said.
    let enough = kib >= MIN_KIB;
    if ctx.is_vbox() && enough && !kib.is_multiple_of(1 << 10) {
        let mib = kib.div_ceil(1 << 10);
        let path = Path::root().child("memory");
        let message = format!("{} are rounded up to {mib} MiB", ctx.size(&path, kib));
        let wanted = if ctx.is_given(&path.attribute("unit")) {
            format!("`<memory unit='MiB'>{mib}</memory>`")
        } else {
            (mib << 10).to_string()
        };
        ctx.report(rule, path, message)
            .note(format!("write {wanted} to say what the machine gets"));
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn the_next_whole_number_is_named() {
        let text = domain("").replace("1048576", "654321");
        check(
            &text,
            &["memory-not-whole-mib at `654321`: 654321 KiB are rounded up to 639 MiB"],
        );
    }
}
