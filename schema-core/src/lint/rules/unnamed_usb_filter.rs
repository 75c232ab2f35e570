use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a `<vbox:usbFilter>` whose `name` is empty.
    ///
    /// ## Why is this bad?
    /// VirtualBox refuses a filter without a name.
    pub(crate) static UNNAMED_USB_FILTER = {
        name: "unnamed-usb-filter",
        alias: "V122",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(machine) = ctx.own() else { return };
    for (index, filter) in machine.usb_filters.iter().enumerate() {
        if filter.name.is_empty() {
            let at = Path::machine().item("vbox:usbFilter", index);
            ctx.report(rule, at.attribute("name"), "the USB filter has no name")
                .note("give it one that no other filter has");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, machine};

    #[test]
    fn a_filter_has_a_name() {
        check(&machine("<vbox:usbFilter name='a'/>"), &[]);
        check(
            &machine("<vbox:usbFilter name=''/>"),
            &["unnamed-usb-filter at ``: the USB filter has no name"],
        );
    }
}
