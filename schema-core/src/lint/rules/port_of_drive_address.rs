use crate::domain::devices::{AddressType, DiskBus};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::bus_of;
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a `port` in an `<address>` of type `drive`.
    ///
    /// ## Why is this bad?
    /// Such an address has none, and libvirt overlooks it: what VirtualBox calls the port is its `unit`. Without that the
    /// disk is at unit 0.
    pub(crate) static PORT_OF_DRIVE_ADDRESS = {
        name: "port-of-drive-address",
        alias: "K453",
        severity: Warning,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    for (index, disk) in ctx.domain().devices.disks.iter().enumerate() {
        let Some(address) = disk.address else {
            continue;
        };
        let path = Path::device("disk", index).child("address");
        let bus = bus_of(disk);
        let is_of_other_kind = address.kind != AddressType::Drive || bus == DiskBus::Usb;
        if address.port.is_none() || is_of_other_kind || !ctx.is_readable(&path.attribute("type")) {
            continue;
        }
        let port = path.attribute("port");
        let report = ctx.report(
            rule,
            port.clone(),
            "an address of type `drive` has no `port`",
        );
        let is_by_channel = matches!(bus, DiskBus::Ide | DiskBus::Fdc);
        let report = report.note(if is_by_channel {
            "it has no effect; `bus` is the channel, and `unit` the device on it"
        } else {
            "it has no effect; `unit` is what VirtualBox calls the port"
        });
        if address.unit.is_some() {
            report.remove_attribute("remove `port`", &port);
        } else if !is_by_channel {
            report.rename_attribute(&port, "port", "unit");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{devices, found};

    #[test]
    fn the_port_is_the_unit() {
        let with = |target: &str, address: &str| {
            let disk =
                format!("<disk><source file='/a'/><target {target}/><address {address}/></disk>");
            found("port-of-drive-address", &devices(&disk))
        };
        let sata = "dev='sda' bus='sata'";
        let found =
            "/domain/devices/disk[0]/address/@port `5`: an address of type `drive` has no `port`";
        assert_eq!(
            with(sata, "type='drive' port='5'"),
            [format!("{found}; Unsafe: `port` => `unit`")]
        );
        assert_eq!(
            with(sata, "type='drive' unit='5' port='5'"),
            [format!("{found}; Unsafe: ` port='5'` => ``")]
        );
        assert_eq!(
            with("dev='hda' bus='ide'", "type='drive' port='5'"),
            [found]
        );
        assert_eq!(
            with("dev='sda' bus='usb'", "type='usb' bus='0' port='5'"),
            [""; 0]
        );
        assert_eq!(with(sata, "type='drive' unit='5'"), [""; 0]);
    }
}
