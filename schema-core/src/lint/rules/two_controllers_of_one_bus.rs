use crate::domain::devices::{Controller, ControllerModel, ControllerType};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for two controllers on one bus of VirtualBox, such as two of IDE.
    ///
    /// ## Why is this bad?
    /// A machine has one IDE, one SATA, one SCSI, one SAS, one virtio-scsi, one NVMe and one floppy controller.
    pub(crate) static TWO_CONTROLLERS_OF_ONE_BUS = {
        name: "two-controllers-of-one-bus",
        alias: "K434",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    let mut taken: Vec<(&'static str, usize)> = Vec::new();
    for (index, controller) in ctx.domain().devices.controllers.iter().enumerate() {
        let Some(bus) = bus(*controller) else {
            continue;
        };
        match taken.iter().find(|(other, _)| *other == bus) {
            None => taken.push((bus, index)),
            Some((_, first)) => {
                ctx.report(
                    rule,
                    Path::device("controller", index),
                    format!("a second {bus} controller"),
                )
                .related(&Path::device("controller", *first), "the first")
                .note("a machine has one of each; attach the disks to the first");
            }
        }
    }
}

/// The bus of VirtualBox that a controller is on.
fn bus(controller: Controller) -> Option<&'static str> {
    match (controller.kind, controller.model) {
        (ControllerType::Ide, _) => Some("IDE"),
        (ControllerType::Sata, _) => Some("SATA"),
        (ControllerType::Fdc, _) => Some("floppy"),
        (ControllerType::Scsi, Some(ControllerModel::Lsisas1068)) => Some("SAS"),
        (ControllerType::Scsi, Some(ControllerModel::VirtioScsi)) => Some("virtio-scsi"),
        (ControllerType::Nvme, _) => Some("NVMe"),
        (ControllerType::Scsi, _) => Some("SCSI"),
        (_, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn one_of_each() {
        check(
            &devices(
                "<controller type='ide' model='piix4'/>\n<controller type='ide' model='piix3'/>",
            ),
            &[
                "two-controllers-of-one-bus at `<controller type='ide' model='piix3'/>`: a second IDE controller",
            ],
        );
        check(
            &devices(
                "<controller type='scsi' model='buslogic'/><controller type='scsi' model='auto'/>",
            ),
            &[
                "two-controllers-of-one-bus at `<controller type='scsi' model='auto'/>`: a second SCSI controller",
            ],
        );
        check(
            &devices(
                "<controller type='scsi' model='buslogic'/><controller type='scsi' model='lsisas1068'/>",
            ),
            &[],
        );
    }
}
