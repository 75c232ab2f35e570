use crate::domain::Os;
use crate::domain::devices::ControllerType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::{asks_for_secure_boot, bus_of, chipset, is_efi};
use crate::path::Path;
use crate::support::Release;
use crate::support::devices::{self, Device};

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

/// The release that brought secure boot.
const SECURE_BOOT: Release = Release::new(7, 0);

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() || ctx.target().is_none() {
        return;
    }
    let all = &ctx.domain().devices;
    for (index, controller) in all.controllers.iter().enumerate() {
        if let Some(model) = controller.model {
            let path = Path::device("controller", index).attribute("model");
            let tables = [devices::STORAGE_CONTROLLERS, devices::USB_CONTROLLERS];
            report(ctx, rule, &tables, path, "controller model", model.as_str());
        } else if controller.kind != ControllerType::Usb {
            let path = Path::device("controller", index).attribute("type");
            let word = controller.kind.as_str();
            report(
                ctx,
                rule,
                &[devices::STORAGE_BUSES],
                path,
                "controller",
                word,
            );
        }
    }
    for (index, disk) in all.disks.iter().enumerate() {
        let target = Path::device("disk", index).child("target");
        let bus = bus_of(disk).as_str();
        let name = if disk.target.bus.is_some() {
            "bus"
        } else {
            "dev"
        };
        let path = target.attribute(name);
        report(ctx, rule, &[devices::STORAGE_BUSES], path, "disk bus", bus);
    }
    for (index, interface) in all.interfaces.iter().enumerate() {
        if let Some(model) = &interface.model {
            let path = Path::device("interface", index)
                .child("model")
                .attribute("type");
            let tables = [devices::NIC_MODELS];
            report(ctx, rule, &tables, path, "interface model", &model.kind);
        }
    }
    for (index, interface) in all.interfaces.iter().enumerate() {
        let path = Path::device("interface", index).attribute("type");
        let tables = [devices::NIC_ATTACHMENTS];
        let word = interface.kind.as_str();
        report(ctx, rule, &tables, path, "interface type", word);
    }
    for (index, sound) in all.sounds.iter().enumerate() {
        let path = Path::device("sound", index).attribute("model");
        let tables = [devices::SOUND_MODELS];
        report(
            ctx,
            rule,
            &tables,
            path,
            "sound model",
            sound.model.as_str(),
        );
    }
    for (index, video) in all.videos.iter().enumerate() {
        let path = Path::device("video", index)
            .child("model")
            .attribute("type");
        let tables = [devices::GRAPHICS_CONTROLLERS];
        let word = video.model.kind.as_str();
        report(ctx, rule, &tables, path, "graphics card", word);
    }
    for (index, tpm) in all.tpms.iter().enumerate() {
        let path = Path::device("tpm", index);
        let word = tpm.backend.version.unwrap_or_default().as_str();
        report(
            ctx,
            rule,
            &[devices::TPMS],
            path,
            "trusted platform module",
            word,
        );
    }
    if let Some(os) = &ctx.domain().os {
        if is_efi(os) {
            let path = Path::root().child("os").attribute("firmware");
            report(ctx, rule, &[devices::FIRMWARE], path, "firmware", "efi");
            secure_boot(ctx, rule, os);
        }
        if let Some(chipset) = os.kind.machine.as_deref().and_then(chipset) {
            let path = Path::root().child("os").child("type").attribute("machine");
            let word = chipset.word();
            report(ctx, rule, &[devices::CHIPSETS], path, "chipset", word);
        }
    }
    for (index, serial) in all.serials.iter().enumerate() {
        let path = Path::device("serial", index).attribute("type");
        let tables = [devices::PORT_MODES];
        report(ctx, rule, &tables, path, "port type", serial.kind.as_str());
    }
}

/// EFI of older releases looks at no signatures.
fn secure_boot(ctx: &mut Context<'_>, rule: &'static Rule, os: &Os) {
    let Some(target) = ctx.target().filter(|target| *target < SECURE_BOOT) else {
        return;
    };
    if asks_for_secure_boot(os) {
        let path = Path::root().child("os");
        let path = if os.firmware_features.is_some() {
            path.child("firmware")
        } else {
            path.child("loader").attribute("secure")
        };
        let message = format!("VirtualBox {target} has no secure boot");
        ctx.report(rule, path, message)
            .note(format!("it came with VirtualBox {SECURE_BOOT}"));
    }
}

fn report(
    ctx: &mut Context<'_>,
    rule: &'static Rule,
    tables: &[&'static [Device]],
    path: Path,
    what: &str,
    word: &str,
) {
    let device = tables
        .iter()
        .find_map(|table| devices::by_word(table, word));
    let (Some(device), Some(target)) = (device, ctx.target()) else {
        return;
    };
    if device.is_in(target) {
        return;
    }
    let note = match device.until {
        Some(until) if until < target => format!("VirtualBox {until} was the last to have it"),
        Some(_) | None => format!("it came with VirtualBox {}", device.since),
    };
    let message = format!("VirtualBox {target} has no {what} `{word}`");
    ctx.report(rule, path, message).note(note);
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check_for, devices, domain};

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
    fn secure_boot_came_with_7_0() {
        let text = domain(
            "<os firmware='efi'><type>hvm</type><firmware><feature enabled='yes' name='secure-boot'/></firmware></os>",
        );
        let messages = |release| -> Vec<String> {
            let found = check_for(&text, release).into_iter();
            found.map(|found| found.message).collect()
        };
        assert_eq!(messages("6.1"), ["VirtualBox 6.1 has no secure boot"]);
        assert_eq!(messages("7.0"), [""; 0]);
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
