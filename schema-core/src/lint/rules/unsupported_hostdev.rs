use crate::domain::devices::{HostdevMode, HostdevType};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a host device other than a USB device by vendor and product.
    ///
    /// ## Why is this bad?
    /// VirtualBox finds USB devices by these two; other devices it does not pass on.
    pub(crate) static UNSUPPORTED_HOSTDEV = {
        name: "unsupported-hostdev",
        alias: "H803",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    for (index, hostdev) in ctx.domain().devices.hostdevs.iter().enumerate() {
        let path = || Path::device("hostdev", index);
        if hostdev.kind != HostdevType::Usb {
            let message = format!(
                "VirtualBox passes no host devices of type `{}` on",
                hostdev.kind.as_str()
            );
            let report = ctx
                .report(rule, path().attribute("type"), message)
                .note("it has to be `usb`");
            if hostdev.source.vendor.is_some() && hostdev.source.product.is_some() {
                report.offer(&path().attribute("type"), ["usb"]);
            }
        } else if hostdev.mode != HostdevMode::Subsystem {
            let message = format!(
                "VirtualBox passes no host devices of mode `{}` on",
                hostdev.mode.as_str()
            );
            ctx.report(rule, path().attribute("mode"), message)
                .note("it has to be `subsystem`")
                .offer(&path().attribute("mode"), ["subsystem"]);
        } else if hostdev.source.vendor.is_none() || hostdev.source.product.is_none() {
            ctx.report(
                rule,
                path().child("source"),
                "a USB device is found by its vendor and product",
            )
            .note("add `<vendor id='0x…'/>` and `<product id='0x…'/>`");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn usb_by_vendor_and_product() {
        check(
            &devices("<hostdev type='pci'><source/></hostdev>"),
            &["unsupported-hostdev at `pci`: VirtualBox passes no host devices of type `pci` on"],
        );
        check(
            &devices("<hostdev type='usb'><source><vendor id='1'/></source></hostdev>"),
            &["unsupported-hostdev at `<source>`: a USB device is found by its vendor and product"],
        );
        check(
            &devices("<hostdev mode='capabilities' type='usb'><source/></hostdev>"),
            &[
                "unsupported-hostdev at `capabilities`: VirtualBox passes no host devices of mode `capabilities` on",
            ],
        );
        check(
            &devices(
                "<hostdev type='usb'><source><vendor id='0x1'/><product id='2'/></source></hostdev>",
            ),
            &[],
        );
    }
}
