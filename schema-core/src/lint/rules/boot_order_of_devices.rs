use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Says what becomes of a boot order that is said device by device.
    ///
    /// ## Why is this bad?
    /// VirtualBox orders kinds of devices: the first hard disk, the optical drive, the floppy drive, the network.
    /// libvirt passes over the order of devices and leaves the machine without anything to boot from; Boxwright makes it
    /// one of kinds.
    pub(crate) static BOOT_ORDER_OF_DEVICES = {
        name: "boot-order-of-devices",
        alias: "O306",
        severity: Note,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    let devices = &ctx.domain().devices;
    let disks = devices.disks.iter().enumerate();
    let interfaces = devices.interfaces.iter().enumerate();
    let first = disks
        .filter(|(_index, disk)| disk.boot.is_some())
        .map(|(index, _disk)| Path::device("disk", index))
        .chain(
            interfaces
                .filter(|(_index, interface)| interface.boot.is_some())
                .map(|(index, _interface)| Path::device("interface", index)),
        )
        .next();
    if let Some(path) = first {
        ctx.report(
            rule,
            path.child("boot"),
            "VirtualBox orders kinds of devices, not devices",
        )
        .note("`normalize` shows what becomes of the order; `<boot dev='…'/>` in `<os>` says the same");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{devices, found};

    #[test]
    fn it_is_said_once() {
        let text = devices(
            "<disk><source file='/a'/><target dev='hda'/><boot order='2'/></disk><interface type='user'><boot order='1'/></interface>",
        );
        assert_eq!(
            found("boot-order-of-devices", &text),
            [
                "/domain/devices/disk[0]/boot `<boot order='2'/>`: VirtualBox orders kinds of devices, not devices",
            ]
        );
        assert_eq!(
            found(
                "boot-order-of-devices",
                &devices("<interface type='user'/>")
            ),
            [""; 0]
        );
    }
}
