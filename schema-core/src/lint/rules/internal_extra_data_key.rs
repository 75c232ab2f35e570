use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for extra data whose key begins with `VBoxInternal`.
    ///
    /// ## Why is this bad?
    /// VirtualBox hands such values to its devices unchecked. They can make a machine that does not start, and give the guest
    /// what no other setting gives it, such as files of the host.
    pub(crate) static INTERNAL_EXTRA_DATA_KEY = {
        name: "internal-extra-data-key",
        alias: "V114",
        severity: Warning,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(machine) = ctx.own() else { return };
    for (index, entry) in machine.extra_data.iter().enumerate() {
        if entry.key.starts_with("VBoxInternal") && !entry.value.is_empty() {
            let at = Path::machine().item("vbox:extraData", index);
            let message = format!("`{}` is internal to VirtualBox", entry.key);
            ctx.report(rule, at.attribute("key"), message)
                .note("make sure that you know what it does, and suppress this where you do");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, machine};

    #[test]
    fn internal_keys_are_shown() {
        check(
            &machine("<vbox:extraData key='VBoxInternal/X' value='1'/>"),
            &[
                "internal-extra-data-key at `VBoxInternal/X`: `VBoxInternal/X` is internal to VirtualBox",
            ],
        );
        check(
            &machine("<vbox:extraData key='VBoxInternal/X' value=''/>"),
            &[],
        );
    }
}
