use crate::domain::devices::{Controller, ControllerModel, ControllerType};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::chipset_of;
use crate::path::Path;
use crate::support::{Bus, Chipset, Release};

declare_rule! {
    /// ## What it does
    /// Checks for more controllers on one bus of VirtualBox than the chipset takes, such as two of IDE.
    ///
    /// ## Why is this bad?
    /// With the usual chipset, PIIX3, a machine has one IDE, one SATA, one SCSI, one SAS, one virtio-scsi, one NVMe and one
    /// floppy controller. With ICH9 (`machine='q35'`) it has up to 8 of each, but for IDE and floppy.
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
    let chipset = chipset_of(ctx.domain());
    let release = ctx.target().unwrap_or(Release::NEWEST);
    let mut taken: Vec<(Bus, usize)> = Vec::new();
    for (index, controller) in ctx.domain().devices.controllers.iter().enumerate() {
        let Some(bus) = bus(*controller) else {
            continue;
        };
        let most = usize::try_from(bus.max_controllers(chipset, release)).unwrap_or(usize::MAX);
        let of_bus = taken.iter().filter(|(other, _)| *other == bus);
        let before = of_bus.clone().count();
        let first = of_bus.map(|(_, first)| *first).next();
        taken.push((bus, index));
        let Some(first) = first.filter(|_first| before >= most) else {
            continue;
        };
        // That it has the number of another is said by the rule of that name.
        let has_number_of = |other: &usize| {
            let other = ctx.domain().devices.controllers.get(*other);
            let number = controller.index;
            number.is_some() && other.is_some_and(|other| other.index == number)
        };
        if has_number_of(&first) {
            continue;
        }
        let message = if most == 1 {
            format!("a second {} controller", word(bus))
        } else {
            format!("more than {most} {} controllers", word(bus))
        };
        let report = ctx
            .report(rule, Path::device("controller", index), message)
            .related(&Path::device("controller", first), "the first")
            .note(format!(
                "chipset `{}` takes {most} of it; attach the disks to another",
                chipset.word()
            ));
        if bus.max_controllers(Chipset::Ich9, release) > bus.max_controllers(chipset, release) {
            report.note("`machine='q35'` in `<os><type>` takes more");
        }
    }
}

fn word(bus: Bus) -> &'static str {
    match bus {
        Bus::Floppy => "floppy",
        Bus::Nvme => "NVMe",
        Bus::VirtioScsi => "virtio-scsi",
        Bus::Ide | Bus::Sata | Bus::Scsi | Bus::Sas | Bus::Usb => bus.constant(),
    }
}

/// The bus of VirtualBox that a controller is on.
fn bus(controller: Controller) -> Option<Bus> {
    match (controller.kind, controller.model) {
        (ControllerType::Ide, _) => Some(Bus::Ide),
        (ControllerType::Sata, _) => Some(Bus::Sata),
        (ControllerType::Fdc, _) => Some(Bus::Floppy),
        (ControllerType::Scsi, Some(ControllerModel::Lsisas1068)) => Some(Bus::Sas),
        (ControllerType::Scsi, Some(ControllerModel::VirtioScsi)) => Some(Bus::VirtioScsi),
        (ControllerType::Nvme, _) => Some(Bus::Nvme),
        (ControllerType::Scsi, _) => Some(Bus::Scsi),
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

    #[test]
    fn another_chipset_takes_eight() {
        let many = |count: usize, kind: &str| {
            devices(&format!("<controller type='{kind}'/>").repeat(count)).replace(
                "<devices>",
                "<os><type machine='q35'>hvm</type></os><devices>",
            )
        };
        check(&many(8, "sata"), &[]);
        check(
            &many(9, "sata"),
            &[
                "two-controllers-of-one-bus at `<controller type='sata'/>`: more than 8 SATA controllers",
            ],
        );
    }
}
