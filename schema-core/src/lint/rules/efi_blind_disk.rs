use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;

declare_rule! {
    /// ## What it does
    /// Checks for a machine with EFI whose only disks are at a BusLogic controller.
    ///
    /// ## Why is this bad?
    /// VirtualBox's EFI has no driver for that controller, so that it finds nothing to start from.
    ///
    /// This is known from how the firmware is built; it was not tried out on a release.
    pub(crate) static EFI_BLIND_DISK = {
        name: "efi-blind-disk",
        alias: "O333",
        severity: Warning,
        check: Check::Tree(&["disk"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    let is_efi = tree
        .first("os")
        .is_some_and(|os| os.value("firmware") == "efi");
    if !is_efi || !tree.is_vbox() {
        return;
    }
    let blind = tree
        .devices("controller")
        .find(|one| one.value("type") == "scsi" && one.value("model") == "buslogic");
    let mut disks = tree
        .devices("disk")
        .filter(|disk| disk.value("device") != "floppy")
        .peekable();
    let Some(model) = blind.and_then(|blind| blind.attribute("model")) else {
        return;
    };
    let has_disks = disks.peek().is_some();
    let is_seen = disks.any(|disk| {
        let target = disk.child("target");
        let bus = target.map_or("", |target| target.value("bus"));
        let dev = target.map_or("", |target| target.value("dev"));
        bus != "scsi" && (!bus.is_empty() || !dev.starts_with("sd"))
    });
    if has_disks && !is_seen {
        tree.report(rule, &model, "EFI sees no disk at a `buslogic` controller")
            .note("use `lsilogic`, or put the disk on SATA or NVMe")
            .offer(&model, ["lsilogic"]);
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{domain, found};

    #[test]
    fn another_model_is_offered() {
        let with = |firmware: &str| {
            let text = domain(&format!(
                "<os firmware='{firmware}'><type>hvm</type></os><devices><controller type='scsi' model='buslogic'/>\
                 <disk><source file='/a'/><target dev='sda' bus='scsi'/></disk></devices>"
            ));
            found("efi-blind-disk", &text)
        };
        assert_eq!(
            with("efi"),
            [
                "/domain/devices/controller[0]/@model `buslogic`: EFI sees no disk at a `buslogic` controller; Unsafe: `buslogic` => `lsilogic`",
            ]
        );
        assert_eq!(with("bios"), [""; 0]);
        let without_disks = domain(
            "<os firmware='efi'><type>hvm</type></os><devices><controller type='scsi' model='buslogic'/></devices>",
        );
        assert_eq!(found("efi-blind-disk", &without_disks), [""; 0]);
    }
}
