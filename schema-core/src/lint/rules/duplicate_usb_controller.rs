use std::collections::BTreeMap;

use crate::domain::devices::{ControllerModel, ControllerType};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for two USB controllers of one kind.
    ///
    /// ## Why is this bad?
    /// A machine of VirtualBox has at most one OHCI, one EHCI and one xHCI controller, and refuses a second. One without a
    /// `model` is an OHCI controller.
    pub(crate) static DUPLICATE_USB_CONTROLLER = {
        name: "duplicate-usb-controller",
        alias: "K452",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    let mut seen: BTreeMap<ControllerModel, usize> = BTreeMap::new();
    for (index, controller) in ctx.domain().devices.controllers.iter().enumerate() {
        if controller.kind != ControllerType::Usb {
            continue;
        }
        let path = Path::device("controller", index);
        let model = controller.model.unwrap_or(ControllerModel::PciOhci);
        let kind = match model {
            ControllerModel::PciOhci => "OHCI",
            ControllerModel::Ehci => "EHCI",
            ControllerModel::QemuXhci => "xHCI",
            // Those of other types and hypervisors are refused as that.
            ControllerModel::Piix3
            | ControllerModel::Piix4
            | ControllerModel::Ich6
            | ControllerModel::Auto
            | ControllerModel::Buslogic
            | ControllerModel::Lsilogic
            | ControllerModel::Lsisas1068
            | ControllerModel::VirtioScsi
            | ControllerModel::Other(_) => continue,
        };
        if !ctx.is_readable(&path.attribute("model")) {
            continue;
        }
        let Some(first) = seen.get(&model) else {
            seen.insert(model, index);
            continue;
        };
        let first = Path::device("controller", *first);
        ctx.report(rule, path.clone(), format!("a second {kind} controller"))
            .related(&first, "the first")
            .note("all USB devices are attached to the first; remove one")
            .remove_copy(&path, &first);
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn there_is_one_of_each_kind() {
        let with = |models: &[&str]| {
            let one = |model: &&str| format!("<controller type='usb' model='{model}'/>");
            devices(&models.iter().map(one).collect::<String>())
        };
        check(&with(&["ehci", "pci-ohci", "qemu-xhci"]), &[]);
        let found = check(
            &with(&["ehci", "ehci"]),
            &[
                "duplicate-usb-controller at `<controller type='usb' model='ehci'/>`: a second EHCI controller",
            ],
        );
        assert_eq!(found[0].fixes.len(), 1);
        check(
            &with(&["nec-xhci", "qemu-xhci"]),
            &[
                "duplicate-usb-controller at `<controller type='usb' model='qemu-xhci'/>`: a second xHCI controller",
            ],
        );
        let silent = "<controller type='usb'/>";
        check(
            &devices(&format!(
                "<controller type='usb' model='pci-ohci'/>{silent}"
            )),
            &[&format!(
                "duplicate-usb-controller at `{silent}`: a second OHCI controller"
            )],
        );
    }
}
