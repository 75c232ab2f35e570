use crate::domain::devices::{ControllerModel, ControllerType, DriveAddress};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::{bus_of, controller_type, controllers_numbered};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for an address that the controller does not have.
    ///
    /// ## Why is this bad?
    /// IDE has channels 0 and 1 with units 0 and 1, SATA units 0 to 29, SCSI 0 to 15, SAS 0 to 254, a floppy controller 0 and 1.
    pub(crate) static DRIVE_ADDRESS_OUT_OF_RANGE = {
        name: "drive-address-out-of-range",
        alias: "K412",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    let controllers = controllers_numbered(ctx.domain());
    for (index, disk) in ctx.domain().devices.disks.iter().enumerate() {
        let (Some(address), Some(kind)) = (disk.address, controller_type(bus_of(disk))) else {
            continue;
        };
        let model = controllers
            .get(&(kind, address.controller))
            .copied()
            .flatten();
        for (name, value, max) in limits(kind, model, address) {
            if value > max {
                let path = Path::device("disk", index).child("address").attribute(name);
                let report = ctx
                    .report(
                        rule,
                        path.clone(),
                        format!(
                            "`{name}` {value} is more than {max}, the last of `{}`",
                            kind.as_str()
                        ),
                    )
                    .note(note(name, kind));
                // The number that is left is the only one that there is.
                if max == 0 {
                    report.offer(&path, ["0"]);
                }
            }
        }
    }
}

/// The numbers of an address and the highest that each can be.
fn limits(
    kind: ControllerType,
    model: Option<ControllerModel>,
    address: DriveAddress,
) -> [(&'static str, u32, u32); 4] {
    let (controller, bus, unit) = match (kind, model) {
        (ControllerType::Ide, _) => (0, 1, 1),
        (ControllerType::Sata, _) => (0, 0, 29),
        (ControllerType::Fdc, _) => (0, 0, 1),
        (ControllerType::Scsi, Some(ControllerModel::Lsisas1068)) => (u32::MAX, 0, 254),
        (_, _) => (u32::MAX, 0, 15),
    };
    [
        ("controller", address.controller, controller),
        ("bus", address.bus, bus),
        ("target", address.target, 0),
        ("unit", address.unit, unit),
    ]
}

fn note(name: &str, kind: ControllerType) -> &'static str {
    match (name, kind) {
        ("controller", _) => "a machine has one controller of this type",
        ("target", _) => "`target` is 0 with VirtualBox; the place is said by `unit`",
        ("bus", ControllerType::Ide) => "`bus` is the channel of an IDE controller",
        ("bus", _) => "`bus` is 0 but for IDE; the place is said by `unit`",
        _ => "choose a free place on the controller",
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn each_controller_has_its_limits() {
        let with = |bus: &str, dev: &str, address: &str| {
            devices(&format!(
                "<disk><source file='/a'/><target dev='{dev}' bus='{bus}'/><address type='drive' {address}/></disk>"
            ))
        };
        check(
            &with("ide", "hda", "bus='2'"),
            &["drive-address-out-of-range at `2`: `bus` 2 is more than 1, the last of `ide`"],
        );
        check(
            &with("sata", "sda", "unit='30'"),
            &["drive-address-out-of-range at `30`: `unit` 30 is more than 29, the last of `sata`"],
        );
        check(
            &with("sata", "sda", "controller='1'"),
            &[
                "drive-address-out-of-range at `1`: `controller` 1 is more than 0, the last of `sata`",
            ],
        );
        check(
            &with("scsi", "sda", "unit='16'"),
            &["drive-address-out-of-range at `16`: `unit` 16 is more than 15, the last of `scsi`"],
        );
        check(
            &with("scsi", "sda", "target='1'"),
            &["drive-address-out-of-range at `1`: `target` 1 is more than 0, the last of `scsi`"],
        );
        check(&with("sata", "sda", "unit='29'"), &[]);
    }

    #[test]
    fn sas_has_more_units_than_scsi() {
        check(
            &devices(
                "<controller type='scsi' model='lsisas1068'/><disk><source file='/a'/><target dev='sda'/><address type='drive' unit='254'/></disk>",
            ),
            &[],
        );
    }
}
