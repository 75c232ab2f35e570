use crate::diagnostic::Applicability;
use crate::domain::devices::ControllerType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a controller of a type that is not applied: all but IDE, SATA, SCSI, NVMe, floppy and USB.
    ///
    /// ## Why is this bad?
    /// The machine would lack it.
    pub(crate) static UNSUPPORTED_CONTROLLER_TYPE = {
        name: "unsupported-controller-type",
        alias: "K435",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    for (index, controller) in ctx.domain().devices.controllers.iter().enumerate() {
        match controller.kind {
            ControllerType::Fdc
            | ControllerType::Ide
            | ControllerType::Sata
            | ControllerType::Scsi
            | ControllerType::Nvme
            | ControllerType::Usb => {}
            ControllerType::VirtioSerial
            | ControllerType::Ccid
            | ControllerType::Pci
            | ControllerType::Xenbus
            | ControllerType::Isa => {
                let path = Path::device("controller", index).attribute("type");
                ctx.report(
                    rule,
                    path,
                    format!(
                        "controllers of type `{}` cannot be applied",
                        controller.kind.as_str()
                    ),
                )
                .note("it can be `ide`, `sata`, `scsi`, `nvme`, `fdc` or `usb`")
                .remove(
                    "remove the controller",
                    Applicability::Unsafe,
                    &Path::device("controller", index),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn only_what_machines_have() {
        check(
            &devices("<controller type='ccid'/>"),
            &[
                "unsupported-controller-type at `ccid`: controllers of type `ccid` cannot be applied",
            ],
        );
        check(&devices("<controller type='usb' model='qemu-xhci'/>"), &[]);
    }
}
