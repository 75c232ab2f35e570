use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::support::parts::{Bound, devices_lacking};

declare_rule! {
    /// ## What it does
    /// Checks for devices that the release of VirtualBox in question does not have. Without a target there is nothing
    /// to check.
    ///
    /// ## Why is this bad?
    /// That release refuses the machine. Either use a device that it has, or a newer VirtualBox.
    pub(crate) static DEVICE_NEWER_THAN_TARGET = {
        name: "device-newer-than-target",
        alias: "B903",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(target) = ctx.target().filter(|_target| ctx.is_vbox()) else {
        return;
    };
    for lack in devices_lacking(ctx.domain(), target) {
        let message = format!("VirtualBox {target} has no {}", lack.what);
        ctx.report(rule, lack.path, message).note(came(lack.bound));
    }
}

/// Which releases have it, in words.
pub(super) fn came(bound: Bound) -> String {
    match bound {
        Bound::Since(release) | Bound::Driven(release) => {
            format!("it came with VirtualBox {release}")
        }
        Bound::Until(release) => format!("VirtualBox {release} was the last to have it"),
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check_for, devices};

    #[test]
    fn devices_are_those_of_the_target() {
        let text = devices(
            "<controller type='scsi' model='virtio-scsi'/>\
             <interface type='user'><model type='VirtIO'/></interface><sound model='ich6'/>",
        );
        let ours = |release| {
            let mut found = check_for(&text, release);
            found.retain(|found| found.rule == "device-newer-than-target");
            let found = found.into_iter();
            found
                .map(|found| format!("{}; {}", found.message, found.notes.join(" ")))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            ours("3.0"),
            [
                "VirtualBox 3.0 has no controller model `virtio-scsi`; it came with VirtualBox 6.1",
                "VirtualBox 3.0 has no interface model `VirtIO`; it came with VirtualBox 3.1",
                "VirtualBox 3.0 has no sound model `ich6`; it came with VirtualBox 4.0",
            ]
        );
        assert_eq!(
            ours("6.0"),
            ["VirtualBox 6.0 has no controller model `virtio-scsi`; it came with VirtualBox 6.1"]
        );
        assert_eq!(ours("7.2"), [""; 0]);
        assert_eq!(ours("99.0"), [""; 0]);
    }

    #[test]
    fn buses_are_those_of_the_target() {
        let text = devices(
            "<controller type='nvme'/><disk><source file='/a'/><target dev='vda'/></disk>\
             <disk><source file='/b'/><target dev='sda' bus='usb'/></disk>",
        );
        let found = check_for(&text, "4.3");
        let found: Vec<&str> = found.iter().map(|found| found.message.as_str()).collect();
        assert_eq!(
            found,
            [
                "VirtualBox 4.3 has no controller `nvme`",
                "VirtualBox 4.3 has no disk bus `virtio`",
                "VirtualBox 4.3 has no disk bus `usb`",
            ]
        );
        assert!(check_for(&text, "6.1").is_empty());
    }
}
