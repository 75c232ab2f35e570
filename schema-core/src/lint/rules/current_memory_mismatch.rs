use super::memory_too_small::MIN_KIB;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for `<currentMemory>` that differs from `<memory>`.
    ///
    /// ## Why is this bad?
    /// A machine of VirtualBox has all of its memory from the start: the lesser of the two.
    pub(crate) static CURRENT_MEMORY_MISMATCH = {
        name: "current-memory-mismatch",
        alias: "M203",
        severity: Warning,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let (memory, Some(current)) = (ctx.domain().memory.kib, ctx.domain().current_memory) else {
        return;
    };
    let path = Path::root().child("currentMemory");
    let memory_path = Path::root().child("memory");
    // Of memory that is missing, or less than a machine can have, only that is said.
    let is_enough = ctx.is_given(&memory_path) && (!ctx.is_vbox() || memory >= MIN_KIB);
    if !ctx.is_readable(&memory_path) || !is_enough {
        return;
    }
    let size = ctx.size(&path, current.kib);
    let memory_size = ctx.size(&memory_path, memory);
    if current.kib > memory {
        ctx.report(
            rule,
            path,
            format!("{size} are more than the {memory_size} of `<memory>`"),
        )
        .related(&memory_path, "the memory")
        .note("it is lowered to `<memory>`");
    } else if ctx.is_vbox() && current.kib >= MIN_KIB && current.kib < memory {
        // What is below the least is told by the rule of that name, and nothing means all of it.
        ctx.report(
            rule,
            path,
            format!("{size} are less than the {memory_size} of `<memory>`"),
        )
        .related(&memory_path, "the memory")
        .note("the machine gets the lesser; write the same in both");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn without_enough_memory_only_that_is_said() {
        let current = "<currentMemory unit='GiB'>2</currentMemory>";
        for (memory, rule) in [
            ("", "missing-memory"),
            ("<memory>2</memory>", "memory-too-small"),
        ] {
            let text =
                domain("").replace("<memory>1048576</memory>", &format!("{memory}{current}"));
            let found = crate::lint::lint(&text);
            let found: Vec<&str> = found.iter().map(|found| found.rule).collect();
            assert_eq!(found, [rule]);
        }
    }

    #[test]
    fn more_and_less_are_reported() {
        let with = |memory: &str| domain(&format!("<currentMemory>{memory}</currentMemory>"));
        check(&with("1048576"), &[]);
        check(&with("0"), &[]);
        check(
            &with("2097152"),
            &[
                "current-memory-mismatch at `2097152`: 2097152 KiB are more than the 1048576 KiB of `<memory>`",
            ],
        );
        check(
            &with("524288"),
            &[
                "current-memory-mismatch at `524288`: 524288 KiB are less than the 1048576 KiB of `<memory>`",
            ],
        );
    }
}
