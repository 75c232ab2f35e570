use crate::diagnostic::Applicability;
use crate::domain::devices::ControllerType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for an IDE or SCSI controller without a model.
    ///
    /// ## Why is this bad?
    /// libvirt refuses to make a machine of it; here it becomes the usual one, `piix4` or `lsilogic`.
    pub(crate) static CONTROLLER_MODEL_DEFAULTED = {
        name: "controller-model-defaulted",
        alias: "K433",
        severity: Note,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    for (index, controller) in ctx.domain().devices.controllers.iter().enumerate() {
        let default = match controller.kind {
            ControllerType::Ide => "piix4",
            ControllerType::Scsi => "lsilogic",
            ControllerType::Fdc
            | ControllerType::Sata
            | ControllerType::Usb
            | ControllerType::VirtioSerial
            | ControllerType::Ccid
            | ControllerType::Pci
            | ControllerType::Xenbus
            | ControllerType::Isa
            | ControllerType::Nvme => continue,
        };
        if ctx.is_vbox() && controller.model.is_none() {
            let path = Path::device("controller", index);
            ctx.report(
                rule,
                path.clone(),
                format!(
                    "the model of the {} controller becomes `{default}`",
                    controller.kind.as_str()
                ),
            )
            .note("libvirt itself refuses a controller without one")
            .add_attribute(
                format!("add `model='{default}'`"),
                Applicability::Safe,
                &path,
                "model",
                default,
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn the_default_is_named_and_can_be_written_down() {
        let text = devices("<controller type='ide'/>");
        let found = check(
            &text,
            &[
                "controller-model-defaulted at `<controller type='ide'/>`: the model of the ide controller becomes `piix4`",
            ],
        );
        let fixed = crate::fix::apply(&text, &found, crate::Applicability::Safe);
        assert_eq!(fixed, devices("<controller model='piix4' type='ide'/>"));
        check(&fixed, &[]);
        check(&devices("<controller type='sata'/>"), &[]);
    }
}
