use crate::domain::devices::{Controller, ControllerModel, ControllerType};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;
use crate::support::Release;
use crate::support::limits::Bus;

declare_rule! {
    /// ## What it does
    /// Checks for a controller with more ports than it can have, or with none.
    ///
    /// ## Why is this bad?
    /// VirtualBox refuses it. SATA has at most 30 ports, SAS and NVMe 255, virtio-scsi 256.
    pub(crate) static PORTS_OUT_OF_RANGE = {
        name: "ports-out-of-range",
        alias: "K442",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    let release = ctx.target().unwrap_or(Release::NEWEST);
    for (index, controller) in ctx.domain().devices.controllers.iter().enumerate() {
        let (Some(ports), Some(bus)) = (controller.ports, bus_with_ports(controller)) else {
            continue;
        };
        let most = bus.max_ports(release);
        if ports == 0 || ports > most {
            let path = Path::device("controller", index).attribute("ports");
            ctx.report(
                rule,
                path,
                format!("this controller cannot have {ports} ports"),
            )
            .note(format!("it can have 1 to {most}"));
        }
    }
}

/// The bus of a controller whose number of ports can be chosen.
pub(super) fn bus_with_ports(controller: &Controller) -> Option<Bus> {
    match (controller.kind, controller.model) {
        (ControllerType::Sata, _) => Some(Bus::Sata),
        (ControllerType::Nvme, _) => Some(Bus::Nvme),
        (ControllerType::Scsi, Some(ControllerModel::Lsisas1068)) => Some(Bus::Sas),
        (ControllerType::Scsi, Some(ControllerModel::VirtioScsi)) => Some(Bus::VirtioScsi),
        (_, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn each_bus_has_its_most() {
        check(
            &devices("<controller type='sata' ports='31'/><controller type='nvme' ports='0'/>"),
            &[
                "ports-out-of-range at `31`: this controller cannot have 31 ports",
                "ports-out-of-range at `0`: this controller cannot have 0 ports",
            ],
        );
        check(
            &devices(
                "<controller type='sata' ports='30'/><controller type='scsi' model='virtio-scsi' ports='256'/>",
            ),
            &[],
        );
    }
}
