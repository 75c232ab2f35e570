use crate::diagnostic::Severity;
use crate::domain::devices::{ControllerType, Disk, DiskBus, DiskDevice, Interface, InterfaceType};
use crate::domain::metadata::{DiskSettings, InterfaceSettings};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::bus_of;
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for settings in `<vbox:machine>` that the device which they name cannot have: `hotPluggable` of a disk that is
    /// on neither SATA nor USB, `hostCache` of a USB controller, `passthrough` and `temporaryEject` of a hard disk,
    /// `<vbox:nat>` of an interface that is not of type `user`.
    ///
    /// ## Why is this bad?
    /// VirtualBox refuses the setting. `passthrough`, `temporaryEject` and `<vbox:nat>` are kept where they have no effect,
    /// which is a warning.
    pub(crate) static OWN_SETTING_OF_OTHER_DEVICE = {
        name: "own-setting-of-other-device",
        alias: "V123",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(machine) = ctx.own() else { return };
    let devices = &ctx.domain().devices;
    for (index, settings) in machine.controllers.iter().enumerate() {
        if settings.kind == ControllerType::Usb && settings.host_cache.is_some() {
            let at = Path::machine().item("vbox:controller", index);
            ctx.report(
                rule,
                at.attribute("hostCache"),
                "a USB controller keeps nothing of disks",
            )
            .note("only controllers of disks have a cache on the host; remove it");
        }
    }
    for (index, settings) in machine.disks.iter().enumerate() {
        let found = devices
            .disks
            .iter()
            .position(|disk| is_disk(settings, disk));
        if let Some(place) = found
            && let Some(disk) = devices.disks.get(place)
        {
            let at = Path::machine().item("vbox:disk", index);
            let there = Path::device("disk", place);
            check_disk(ctx, rule, (settings, &at), (disk, &there));
        }
    }
    for (index, settings) in machine.interfaces.iter().enumerate() {
        let mut interfaces = devices.interfaces.iter().enumerate();
        let found = interfaces.find(|(_, it)| is_interface(settings, it));
        let Some((place, interface)) = found.filter(|_found| settings.nat.is_some()) else {
            continue;
        };
        let path = Path::device("interface", place).attribute("type");
        if interface.kind != InterfaceType::User && ctx.is_readable(&path) {
            let at = Path::machine().item("vbox:interface", index);
            let message = format!(
                "no addresses are translated for an interface of type `{}`",
                interface.kind.as_str()
            );
            ctx.report(rule, at.child("vbox:nat"), message)
                .severity(Severity::Warning)
                .related(&path, "its type")
                .note("it has no effect; remove it, or write `type='user'` there");
        }
    }
}

fn check_disk(
    ctx: &mut Context<'_>,
    rule: &'static Rule,
    (settings, at): (&DiskSettings, &Path),
    (disk, there): (&Disk, &Path),
) {
    let target = there.child("target");
    let bus = bus_of(disk);
    let takes_plugs = matches!(bus, DiskBus::Sata | DiskBus::Usb);
    if settings.hot_pluggable.is_some() && !takes_plugs && ctx.is_readable(&target) {
        let message = format!("bus `{}` knows no hot-pluggable disks", bus.as_str());
        ctx.report(rule, at.attribute("hotPluggable"), message)
            .related(&target, "the disk is here")
            .note("remove it, or put the disk on `bus='sata'`");
    }
    let device = there.attribute("device");
    if disk.device != DiskDevice::Disk || !ctx.is_readable(&device) {
        return;
    }
    for (name, is_given) in [
        ("passthrough", settings.passthrough.is_some()),
        ("temporaryEject", settings.temporary_eject.is_some()),
    ] {
        if is_given {
            let message = format!("`{name}` is of optical drives, and this is a hard disk");
            ctx.report(rule, at.attribute(name), message)
                .severity(Severity::Warning)
                .related(there, "the disk is here")
                .note("it has no effect; remove it");
        }
    }
}

fn is_disk(settings: &DiskSettings, disk: &Disk) -> bool {
    let alias = disk.alias.as_ref().map(|alias| &alias.name);
    match &settings.target {
        Some(target) => disk.target.dev == *target,
        None => settings.alias.is_some() && settings.alias.as_ref() == alias,
    }
}

fn is_interface(settings: &InterfaceSettings, interface: &Interface) -> bool {
    let alias = interface.alias.as_ref().map(|alias| &alias.name);
    match settings.mac {
        Some(mac) => interface.mac.is_some_and(|there| there.address == mac),
        None => settings.alias.is_some() && settings.alias.as_ref() == alias,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, machine};

    #[test]
    fn settings_are_of_a_device_that_has_them() {
        let devices = "<devices><disk><source file='/a.vdi'/><target dev='hda' bus='ide'/></disk>\
                       <disk device='cdrom'><target dev='sda' bus='sata'/><alias name='ua-cd'/></disk>\
                       <interface type='null'><mac address='08:00:27:00:00:01'/></interface>\
                       <interface type='user'><alias name='ua-nat'/><mac address='08:00:27:00:00:02'/></interface>\
                       <controller type='usb' model='ehci'/></devices></domain>";
        let with = |own: &str| machine(own).replace("</domain>", devices);
        check(
            &with(
                "<vbox:disk alias='ua-cd' hotPluggable='yes' passthrough='yes' temporaryEject='yes'/>\
                 <vbox:interface alias='ua-nat'><vbox:nat dnsProxy='yes'/></vbox:interface>",
            ),
            &[],
        );
        let own = "<vbox:controller type='usb' hostCache='yes'/>\
                   <vbox:disk target='hda' hotPluggable='yes' passthrough='no' temporaryEject='no'/>\
                   <vbox:interface mac='08:00:27:00:00:01'><vbox:nat dnsProxy='yes'/></vbox:interface>";
        let found = check(
            &with(own),
            &[
                "own-setting-of-other-device at `yes`: a USB controller keeps nothing of disks",
                "own-setting-of-other-device at `yes`: bus `ide` knows no hot-pluggable disks",
                "own-setting-of-other-device at `no`: `passthrough` is of optical drives, and this is a hard disk",
                "own-setting-of-other-device at `no`: `temporaryEject` is of optical drives, and this is a hard disk",
                "own-setting-of-other-device at `<vbox:nat dnsProxy='yes'/>`: no addresses are translated for an interface of type `null`",
            ],
        );
        let errors = found
            .iter()
            .filter(|found| found.severity == crate::Severity::Error);
        assert_eq!(errors.count(), 2);
    }
}
