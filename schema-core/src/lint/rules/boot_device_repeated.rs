use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a boot device that is named twice.
    ///
    /// ## Why is this bad?
    /// A device that did not boot is not tried again; VirtualBox has four places for four kinds of device.
    pub(crate) static BOOT_DEVICE_REPEATED = {
        name: "boot-device-repeated",
        alias: "O303",
        severity: Warning,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(os) = &ctx.domain().os else { return };
    let boot = |index| Path::root().child("os").item("boot", index);
    for (index, device) in os.boot.iter().enumerate() {
        let first = os
            .boot
            .iter()
            .take(index)
            .position(|other| other.dev == device.dev);
        if let Some(first) = first {
            let message = format!("`{}` is in the boot order already", device.dev.as_str());
            ctx.report(rule, boot(index).attribute("dev"), message)
                .related(&boot(first), "the first is here")
                .note("the second has no effect")
                .remove("remove the second", Applicability::Safe, &boot(index));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn the_second_is_reported_and_removed() {
        let with = |boot: &str| domain(&format!("<os><type>hvm</type><boot dev='hd'/>{boot}</os>"));
        let text = with("<boot dev='cdrom'/><boot dev='hd'/>");
        let found = check(
            &text,
            &["boot-device-repeated at `hd`: `hd` is in the boot order already"],
        );
        assert_eq!(
            crate::fix::apply(&text, &found, crate::Applicability::Safe),
            with("<boot dev='cdrom'/>")
        );
    }
}
