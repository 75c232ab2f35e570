use crate::domain::devices::{Controller, ControllerModel, ControllerType};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a controller with a model that VirtualBox does not have for its type.
    ///
    /// ## Why is this bad?
    /// The machine would get other hardware than the document says.
    pub(crate) static UNSUPPORTED_CONTROLLER_MODEL = {
        name: "unsupported-controller-model",
        alias: "K436",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    for (index, controller) in ctx.domain().devices.controllers.iter().enumerate() {
        let Some(known) = models(*controller) else {
            continue;
        };
        let Some(model) = controller.model.filter(|model| !known.contains(model)) else {
            continue;
        };
        let path = Path::device("controller", index).attribute("model");
        let words: Vec<String> = known
            .iter()
            .map(|known| format!("`{}`", known.as_str()))
            .collect();
        let note = if words.is_empty() {
            "leave it out: there is one kind".to_owned()
        } else {
            format!("it can be {}", words.join(", "))
        };
        ctx.report(
            rule,
            path,
            format!(
                "VirtualBox has no {} controller `{}`",
                controller.kind.as_str(),
                model.as_str()
            ),
        )
        .note(note);
    }
}

/// The models of a type; `None` where the type itself is not applied.
fn models(controller: Controller) -> Option<&'static [ControllerModel]> {
    use ControllerModel as M;
    match controller.kind {
        ControllerType::Ide => Some(&[M::Piix3, M::Piix4, M::Ich6]),
        ControllerType::Scsi => Some(&[
            M::Auto,
            M::Lsilogic,
            M::Buslogic,
            M::Lsisas1068,
            M::VirtioScsi,
        ]),
        ControllerType::Usb => Some(&[M::PciOhci, M::Ehci, M::QemuXhci, ControllerModel::NO_USB]),
        ControllerType::Fdc | ControllerType::Sata | ControllerType::Nvme => Some(&[]),
        ControllerType::VirtioSerial
        | ControllerType::Ccid
        | ControllerType::Pci
        | ControllerType::Xenbus
        | ControllerType::Isa => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn models_are_by_type() {
        check(
            &devices("<controller type='scsi' model='vmpvscsi'/>"),
            &[
                "unsupported-controller-model at `vmpvscsi`: VirtualBox has no scsi controller `vmpvscsi`",
            ],
        );
        check(
            &devices("<controller type='ide' model='lsilogic'/>"),
            &[
                "unsupported-controller-model at `lsilogic`: VirtualBox has no ide controller `lsilogic`",
            ],
        );
        check(&devices("<controller type='ide' model='ich6'/>"), &[]);
        check(&devices("<controller type='usb' model='none'/>"), &[]);
    }
}
