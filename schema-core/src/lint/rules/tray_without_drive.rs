use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;

declare_rule! {
    /// ## What it does
    /// Checks for a tray of a disk that is no drive, and for `removable` where the bus is not USB.
    ///
    /// ## Why is this bad?
    /// Only optical and floppy drives open, and only a stick can be pulled out.
    pub(crate) static TRAY_WITHOUT_DRIVE = {
        name: "tray-without-drive",
        alias: "K416",
        severity: Error,
        check: Check::Tree(&["disk"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    for disk in tree.devices("disk") {
        let Some(target) = disk.child("target") else {
            continue;
        };
        let is_drive = ["cdrom", "floppy"].contains(&disk.value("device"));
        if let Some(tray) = target.attribute("tray").filter(|_| !is_drive) {
            tree.report(rule, &tray, "only optical and floppy drives have a tray")
                .note("a hard disk is in its place or not there")
                .remove_attribute("remove `tray`", Applicability::Safe, tray);
        }
        let other = !["usb", ""].contains(&target.value("bus"));
        if let Some(removable) = target.attribute("removable").filter(|_| other) {
            tree.report(rule, &removable, "only disks on USB are removable")
                .note("leave it out, or put the disk on `bus='usb'`")
                .remove_attribute("remove `removable`", Applicability::Safe, removable);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm_devices};

    #[test]
    fn only_drives_open() {
        assert_eq!(
            found(
                "tray-without-drive",
                &kvm_devices("<disk><source file='/a'/><target dev='vda' tray='open'/></disk>")
            ),
            [
                "/domain/devices/disk[0]/target/@tray `open`: only optical and floppy drives have a tray; Safe: ` tray='open'` => ``",
            ]
        );
        assert_eq!(
            found(
                "tray-without-drive",
                &kvm_devices("<disk device='cdrom'><target dev='hda' tray='open'/></disk>")
            ),
            [""; 0]
        );
    }

    #[test]
    fn only_usb_is_pulled_out() {
        assert_eq!(
            found(
                "tray-without-drive",
                &kvm_devices(
                    "<disk><source file='/a'/><target dev='sda' bus='scsi' removable='on'/></disk>"
                )
            ),
            [
                "/domain/devices/disk[0]/target/@removable `on`: only disks on USB are removable; Safe: ` removable='on'` => ``",
            ]
        );
        assert_eq!(
            found(
                "tray-without-drive",
                &kvm_devices(
                    "<disk><source file='/a'/><target dev='sda' bus='usb' removable='on'/></disk>"
                )
            ),
            [""; 0]
        );
    }
}
