use crate::domain::devices::{Disk, DiskBus};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::{address_of, bus_of, controller_type, controllers_numbered};
use crate::path::Path;

/// How many disks there can be on USB.
const USB_PORTS: usize = 8;

declare_rule! {
    /// ## What it does
    /// Checks for a target whose letter is beyond the controller: the fifth of IDE, the seventh of SATA, the eighth of SCSI, the
    /// third floppy; and for a ninth disk on USB.
    ///
    /// ## Why is this bad?
    /// libvirt puts such a disk on a second controller, which the machine does not have.
    pub(crate) static TARGET_BEYOND_CONTROLLER = {
        name: "target-beyond-controller",
        alias: "K413",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    let on_usb = |disk: &Disk| bus_of(disk) == DiskBus::Usb;
    let disks = ctx.domain().devices.disks.iter().enumerate();
    for (index, _) in disks.filter(|(_, disk)| on_usb(disk)).skip(USB_PORTS) {
        let path = Path::device("disk", index).child("target");
        ctx.report(
            rule,
            path,
            format!("there is no port for more than {USB_PORTS} disks on USB"),
        )
        .note("put it on another bus");
    }
    let controllers = controllers_numbered(ctx.domain());
    for (index, disk) in ctx.domain().devices.disks.iter().enumerate() {
        let (None, Some(address), Some(kind)) = (
            disk.address,
            address_of(disk),
            controller_type(bus_of(disk)),
        ) else {
            continue;
        };
        let has = controllers.contains_key(&(kind, address.controller));
        if address.controller > 0 && !has {
            let message = format!(
                "target `{}` is on {} controller {}",
                disk.target.dev,
                kind.as_str(),
                address.controller
            );
            ctx.report(
                rule,
                Path::device("disk", index).child("target").attribute("dev"),
                message,
            )
            .note("add `<address type='drive' …/>` with a free place of the first controller");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn the_letters_of_a_controller_end() {
        let with = |dev: &str, bus: &str| {
            devices(&format!(
                "<disk><source file='/a'/><target dev='{dev}' bus='{bus}'/></disk>"
            ))
        };
        check(
            &with("hde", "ide"),
            &["target-beyond-controller at `hde`: target `hde` is on ide controller 1"],
        );
        check(
            &with("sdg", "sata"),
            &["target-beyond-controller at `sdg`: target `sdg` is on sata controller 1"],
        );
        check(
            &with("sdh", "scsi"),
            &["target-beyond-controller at `sdh`: target `sdh` is on scsi controller 1"],
        );
        check(&with("sdg", "scsi"), &[]);
    }

    #[test]
    fn a_second_scsi_controller_takes_more() {
        check(
            &devices(
                "<controller type='scsi' index='1' model='lsisas1068'/><disk><source file='/a'/><target dev='sdh'/></disk>",
            ),
            &[],
        );
    }

    #[test]
    fn usb_has_eight_ports() {
        let disks = |count: usize| {
            let one = |disk| {
                format!("<disk><source file='/{disk}'/><target dev='sd{disk}' bus='usb'/></disk>")
            };
            (0..count).map(one).collect::<Vec<_>>().concat()
        };
        check(
            &devices(&disks(9)),
            &[
                "target-beyond-controller at `<target dev='sd8' bus='usb'/>`: there is no port for more than 8 disks on USB",
            ],
        );
        check(&devices(&disks(8)), &[]);
    }
}
