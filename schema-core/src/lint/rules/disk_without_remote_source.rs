use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;

declare_rule! {
    /// ## What it does
    /// Checks for a disk of type `network`, `volume`, `nvme` or `vhostuser` without a `<source>`.
    ///
    /// ## Why is this bad?
    /// Such a type says that the image is elsewhere, and only `<source>` says where. An empty optical drive is of type `file`.
    pub(crate) static DISK_WITHOUT_REMOTE_SOURCE = {
        name: "disk-without-remote-source",
        alias: "K437",
        severity: Error,
        check: Check::Tree(&["disk"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    // VirtualBox has no such disks at all, which another rule says.
    if tree.is_vbox() {
        return;
    }
    for disk in tree.devices("disk") {
        let kind = disk.value("type");
        let is_remote = ["network", "volume", "nvme", "vhostuser"].contains(&kind);
        if is_remote && disk.child("source").is_none() {
            tree.report(
                rule,
                &disk,
                format!("a disk of type `{kind}` needs a `<source>`"),
            )
            .note("for an empty drive write `type='file'`");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices, found, kvm_devices};

    #[test]
    fn of_a_disk_that_virtualbox_has_not_only_that_is_said() {
        check(
            &devices("<disk type='network'><target dev='sda' bus='sata'/></disk>"),
            &["unsupported-disk-type at `network`: VirtualBox has no disks of type `network`"],
        );
    }

    #[test]
    fn what_is_elsewhere_is_somewhere() {
        assert_eq!(
            found(
                "disk-without-remote-source",
                &kvm_devices("<disk type='network' device='cdrom'><target dev='hda'/></disk>")
            ),
            [
                "/domain/devices/disk[0] `<disk type='network' device='cdrom'>`: a disk of type `network` needs a `<source>`",
            ]
        );
        assert_eq!(
            found(
                "disk-without-remote-source",
                &kvm_devices("<disk type='file' device='cdrom'><target dev='hda'/></disk>")
            ),
            [""; 0]
        );
    }
}
