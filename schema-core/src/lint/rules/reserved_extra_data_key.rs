use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for extra data whose key belongs to something that the document says elsewhere.
    ///
    /// ## Why is this bad?
    /// Both would be written to the same place. `FRONTEND/Type` and `FRONTEND/Display` are what `<graphics>` says, and
    /// `Boxwright/` is where Boxwright keeps what it needs to read a machine back.
    pub(crate) static RESERVED_EXTRA_DATA_KEY = {
        name: "reserved-extra-data-key",
        alias: "V113",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(machine) = ctx.own() else { return };
    for (index, entry) in machine.extra_data.iter().enumerate() {
        let key = entry.key.as_str();
        let note = if key.starts_with("Boxwright/") {
            "Boxwright keeps there what it needs to read the machine back"
        } else if matches!(key, "FRONTEND/Type" | "FRONTEND/Display") {
            "say it with `<graphics type='desktop'/>` or `<graphics type='sdl'/>`"
        } else if key.is_empty() {
            "a key has a name"
        } else {
            continue;
        };
        let at = Path::machine().item("vbox:extraData", index);
        ctx.report(
            rule,
            at.attribute("key"),
            format!("the key `{key}` is not for a document"),
        )
        .note(note)
        .remove("remove it", Applicability::Unsafe, &at);
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, machine};

    #[test]
    fn what_is_said_elsewhere_is_not_said_here() {
        check(
            &machine(
                "<vbox:extraData key='Boxwright/Applied' value='1'/><vbox:extraData key='FRONTEND/Type' value='gui'/>",
            ),
            &[
                "reserved-extra-data-key at `Boxwright/Applied`: the key `Boxwright/Applied` is not for a document",
                "reserved-extra-data-key at `FRONTEND/Type`: the key `FRONTEND/Type` is not for a document",
            ],
        );
        check(&machine("<vbox:extraData key='GUI/Scale' value='1'/>"), &[]);
    }
}
