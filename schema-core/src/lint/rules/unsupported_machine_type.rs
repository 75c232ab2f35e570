use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::chipset;
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a machine type that is none of VirtualBox's chipsets.
    ///
    /// ## Why is this bad?
    /// libvirt passes over it, and the guest finds another chipset than the one that the document names.
    pub(crate) static UNSUPPORTED_MACHINE_TYPE = {
        name: "unsupported-machine-type",
        alias: "O341",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(machine) = ctx
        .domain()
        .os
        .as_ref()
        .and_then(|os| os.kind.machine.as_deref())
        .filter(|machine| ctx.is_vbox() && chipset(machine).is_none())
    else {
        return;
    };
    let path = Path::root().child("os").child("type").attribute("machine");
    let message = format!("VirtualBox has no chipset for the machine type `{machine}`");
    let name = machine.to_ascii_lowercase();
    // Its own name for the chipset, or the right one in capitals.
    let is_ich9 = name.contains("ich9") || name.contains("q35");
    let meant = if is_ich9 { "q35" } else { "pc" };
    ctx.report(rule, path.clone(), message)
        .note("it has PIIX3, which is `pc`, and ICH9, which is `q35`")
        .replace(
            format!("make it `{meant}`"),
            Applicability::Unsafe,
            &path,
            meant,
        );
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn chipsets_of_virtualbox_in_all_their_versions() {
        check(
            &domain("<os><type machine='microvm'>hvm</type></os>"),
            &[
                "unsupported-machine-type at `microvm`: VirtualBox has no chipset for the machine type `microvm`",
            ],
        );
        for known in ["pc", "pc-i440fx-8.2", "q35", "pc-q35-9.0"] {
            check(
                &domain(&format!("<os><type machine='{known}'>hvm</type></os>")),
                &[],
            );
        }
    }

    #[test]
    fn the_chipset_that_is_named_is_offered() {
        for (written, meant) in [("Q35", "q35"), ("ich9", "q35"), ("PIIX3", "pc")] {
            let text = domain(&format!("<os><type machine='{written}'>hvm</type></os>"));
            let found = crate::lint::lint(&text);
            let fixed = crate::fix::apply(&text, &found, crate::Applicability::Unsafe);
            assert!(fixed.contains(&format!("machine='{meant}'")), "{fixed}");
        }
    }
}
