use std::collections::BTreeSet;

use crate::domain::devices::{Controller, ControllerModel, ControllerType, DiskBus};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::{address_of, bus_of, chipset_of, controller_type, controllers_numbered};
use crate::path::Path;
use crate::support::{Bus, Chipset, Release};

declare_rule! {
    /// ## What it does
    /// Checks for more controllers on one bus of VirtualBox than the chipset takes, such as two of IDE.
    ///
    /// ## Why is this bad?
    /// With the usual chipset, PIIX3, a machine has one IDE, one SATA, one SCSI, one SAS, one virtio-scsi, one NVMe and one
    /// floppy controller. With ICH9 (`machine='q35'`) it has up to 8 of each, but for IDE and floppy. A disk whose
    /// controller is not in the document gets one of its own.
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
    check_implied(ctx, rule, taken);
}

/// Looks at the controllers that disks are on and the document does not have.
fn check_implied(ctx: &mut Context<'_>, rule: &'static Rule, taken: Vec<(Bus, usize)>) {
    let chipset = chipset_of(ctx.domain());
    let release = ctx.target().unwrap_or(Release::NEWEST);
    let most = |bus: Bus| bus.max_controllers(chipset, release);
    let there = controllers_numbered(ctx.domain());
    let mut there: BTreeSet<(ControllerType, u32)> = there.into_keys().collect();
    let taken = taken.into_iter();
    let mut taken: Vec<(Bus, Path)> = taken
        .map(|(bus, index)| (bus, Path::device("controller", index)))
        .collect();
    for (index, disk) in ctx.domain().devices.disks.iter().enumerate() {
        let on = bus_of(disk);
        let (Some(kind), Some(place)) = (controller_type(on), address_of(disk)) else {
            continue;
        };
        let path = Path::device("disk", index);
        let Some(bus) = bus(Controller {
            kind,
            ..Controller::default()
        }) else {
            continue;
        };
        // A number that no controller of the type can have is said by the rules of addresses and targets.
        let has_few = matches!(bus, Bus::Ide | Bus::Floppy | Bus::Sata);
        let is_counted = if has_few {
            place.controller < most(bus)
        } else {
            disk.address.is_some() || place.controller == 0
        };
        let is_known =
            is_counted && on != DiskBus::Virtio && ctx.is_readable(&path.child("target"));
        if !is_known || !there.insert((kind, place.controller)) {
            continue;
        }
        let of_bus = taken.iter().filter(|(other, _)| *other == bus);
        let count = u32::try_from(of_bus.clone().count()).unwrap_or(u32::MAX);
        let first = of_bus.map(|(_, first)| first.clone()).next();
        taken.push((bus, path.clone()));
        let Some(first) = first.filter(|_first| count >= most(bus)) else {
            continue;
        };
        let number = place.controller;
        let message = format!(
            "the disk is on {} controller {number}, which the machine has no room for",
            kind.as_str()
        );
        ctx.report(rule, path.child("target"), message)
            .related(&first, "the machine has this one")
            .note(format!(
                "give that controller `index='{number}'`, or the disk its number in `<address type='drive' controller='…'/>`"
            ));
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
    #[test]
    fn a_disk_brings_its_controller() {
        let with = |controller: &str, target: &str, address: &str| {
            devices(&format!(
                "<controller {controller}/><disk device='{}'><source file='/a'/><target {target}/>{address}</disk>",
                if target.contains("fdc") {
                    "floppy"
                } else {
                    "disk"
                }
            ))
        };
        for (controller, target) in [
            ("type='sata' index='5'", "dev='sda' bus='sata'"),
            ("type='fdc' index='1'", "dev='fda' bus='fdc'"),
            (
                "type='scsi' index='2' model='lsilogic'",
                "dev='sda' bus='scsi'",
            ),
        ] {
            let kind = controller.split('\'').nth(1).unwrap();
            let text = with(controller, target, "");
            check(
                &text,
                &[&format!(
                    "two-controllers-of-one-bus at `<target {target}/>`: the disk is on {kind} controller 0, which the machine has no room for"
                )],
            );
        }
        check(
            &with(
                "type='scsi' index='2' model='virtio-scsi'",
                "dev='sda' bus='scsi'",
                "",
            ),
            &[],
        );
        check(
            &with(
                "type='sata' index='5'",
                "dev='sda' bus='sata'",
                "<address type='drive' controller='5'/>",
            ),
            &[],
        );
    }
}
