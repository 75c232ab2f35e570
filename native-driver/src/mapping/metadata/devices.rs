//! Settings of devices that stand in `<devices>`: `<vbox:interface>`, `<vbox:filesystem>`, `<vbox:controller>`,
//! `<vbox:disk>` and `<vbox:serial>`. Which part of the machine such a device is, the mapping of the device has said.

mod disk;
mod driver;
mod serial;

use schema_core::domain::devices::{ControllerType, Devices, Interface, InterfaceType};
use schema_core::domain::metadata::{
    ControllerSettings, FilesystemSettings, InterfaceSettings, Machine, Nat,
};
use schema_core::domain::{Mac, YesNo};
use schema_core::path::Path;
use schema_core::spec::Value as _;

use super::named::{Named, Naming};
use super::setting::{Fresh, Site, Switch, Text, settings};
use super::{Ask, Context};
use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::Reader;
use crate::value::Object;

mod adapter {
    use schema_core::domain::metadata::Promiscuous;

    use super::super::setting::Words;
    use super::{Fresh, InterfaceSettings, settings};

    const POLICIES: Words<Promiscuous> = Words {
        of: &["NetworkAdapterPromiscModePolicy"],
        all: &[
            (Promiscuous::Deny, "Deny"),
            (Promiscuous::AllowMachines, "AllowNetwork"),
            (Promiscuous::AllowAll, "AllowAll"),
        ],
    };

    settings! {
        InterfaceSettings in "INetworkAdapter" beside [mac alias nat driver] {
            promiscuous: "promiscuous" is "promiscModePolicy" as POLICIES, Fresh::Is(Promiscuous::Deny);
        }
    }
}

mod nat {
    use super::{Fresh, Nat, Switch, Text, YesNo, settings};

    settings! {
        Nat in "INATEngine" details {
            network: "network" is "network" as Text, Fresh::Is(String::new());
            host_address: "hostAddress" is "hostIP" as Text, Fresh::Is(String::new());
            pass_domain: "passDomain" is "DNSPassDomain" as Switch, Fresh::Is(YesNo::Yes);
            dns_proxy: "dnsProxy" is "DNSProxy" as Switch, Fresh::Is(YesNo::No);
            host_resolver: "hostResolver" is "DNSUseHostResolver" as Switch, Fresh::Is(YesNo::No);
            localhost_reachable: "localhostReachable" is "localhostReachable" as Switch, Fresh::Is(YesNo::No);
            tftp_prefix: "tftpPrefix" is "TFTPPrefix" as Text, Fresh::Is(String::new());
            tftp_boot_file: "tftpBootFile" is "TFTPBootFile" as Text, Fresh::Is(String::new());
            tftp_next_server: "tftpNextServer" is "TFTPNextServer" as Text, Fresh::Is(String::new());
        }
    }
}

/// What the mapping of a folder has read already.
mod folder {
    use super::{FilesystemSettings, Fresh, Naming, Site, Switch, Text, YesNo};
    use crate::mapping::metadata::Named;
    use crate::mapping::metadata::setting::{Line, shown_one};
    use crate::plan::builder::Builder;

    const AUTOMOUNT: Line<'_, Switch> = Line {
        kind: &Switch,
        attribute: "automount",
        member: "autoMount",
        fresh: &Fresh::Is(YesNo::No),
        always_shown: true,
    };

    const MOUNT_POINT: Line<'_, Text> = Line {
        kind: &Text,
        attribute: "mountPoint",
        member: "autoMountPoint",
        fresh: &Fresh::Is(String::new()),
        always_shown: true,
    };

    pub(super) fn shown(
        actual: &FilesystemSettings,
        named: &Named,
        name: &str,
    ) -> FilesystemSettings {
        let FilesystemSettings {
            target: _,
            alias: _,
            automount,
            mount_point,
        } = actual;
        FilesystemSettings {
            target: None,
            alias: None,
            automount: shown_one(
                automount.as_ref(),
                AUTOMOUNT.fresh,
                named,
                (name, AUTOMOUNT.attribute),
                true,
            ),
            mount_point: shown_one(
                mount_point.as_ref(),
                MOUNT_POINT.fresh,
                named,
                (name, MOUNT_POINT.attribute),
                true,
            ),
        }
    }

    pub(super) fn plan(
        wanted: &FilesystemSettings,
        was: Option<&FilesystemSettings>,
        site: &Site,
        naming: &mut Naming<'_>,
        out: &mut Builder<'_>,
    ) {
        let FilesystemSettings {
            target: _,
            alias: _,
            automount,
            mount_point,
        } = wanted;
        let before = was.and_then(|was| was.automount.as_ref());
        AUTOMOUNT.plan(automount.as_ref(), before, site, naming, out);
        let before = was.and_then(|was| was.mount_point.as_ref());
        MOUNT_POINT.plan(mount_point.as_ref(), before, site, naming, out);
    }
}

mod controller {
    use super::{ControllerSettings, Fresh, Switch, settings};

    settings! {
        ControllerSettings in "IStorageController" beside [kind index] details {
            host_cache: "hostCache" is "useHostIOCache" as Switch, Fresh::Varies;
        }
    }
}

/// Whether the host caches for a new controller.
fn usual_cache(kind: ControllerType) -> YesNo {
    match kind {
        ControllerType::Ide | ControllerType::Fdc => YesNo::Yes,
        ControllerType::Sata
        | ControllerType::Scsi
        | ControllerType::Usb
        | ControllerType::VirtioSerial
        | ControllerType::Ccid
        | ControllerType::Pci
        | ControllerType::Xenbus
        | ControllerType::Isa
        | ControllerType::Nvme => YesNo::No,
    }
}

fn interface_name(mac: Mac) -> String {
    format!("vbox:interface {}", mac.text())
}

fn folder_name(target: &str) -> String {
    format!("vbox:filesystem {target}")
}

fn controller_name(controller: ControllerSettings) -> String {
    format!(
        "vbox:controller {} {}",
        controller.kind.as_str(),
        controller.index
    )
}

/// Reads the settings of the devices that the machine has.
pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    ask: &Ask<'_>,
    context: Context<'_>,
    out: &mut Machine,
) -> Result<(), Fault> {
    for (place, (mac, slot, driver)) in context.current.slots().enumerate() {
        let part = reader.part(machine, &Target::Nic(slot))?;
        let mut found = adapter::read(reader, part)?;
        found.mac = Some(mac);
        let wants = |machine: &Machine| {
            let mut wanted = machine.interfaces.iter();
            wanted.any(|wanted| wanted.mac == Some(mac) && wanted.nat.is_some())
        };
        // All is looked at where there is something to translate.
        let interface = context.devices.interfaces.get(place);
        let is_user = interface.is_some_and(|one| one.kind == InterfaceType::User);
        let is_idle = ask.named.whole && !is_user;
        if ask.about(&format!("{}/vbox:nat", interface_name(mac)), wants)
            && !is_idle
            && reader.has("INetworkAdapter", "NATEngine")
        {
            let part = reader.part(machine, &Target::NatEngine(slot))?;
            found.nat = Some(nat::read(reader, part)?);
        }
        if let Some(name) = driver {
            let driver = driver::read(reader, part, name, ask.named, &interface_name(mac))?;
            found.driver = Some(driver);
        }
        out.interfaces.push(found);
    }
    for (target, automount, mount_point) in context.current.mounts() {
        out.filesystems.push(FilesystemSettings {
            target: Some(target.to_owned()),
            alias: None,
            automount: Some(if automount { YesNo::Yes } else { YesNo::No }),
            mount_point: Some(mount_point.to_owned()),
        });
    }
    for (kind, index, name) in context.current.storage_controllers() {
        let it = ControllerSettings {
            kind,
            index,
            host_cache: None,
        };
        let wants = |machine: &Machine| {
            let mut wanted = machine.controllers.iter();
            wanted.any(|wanted| (wanted.kind, wanted.index) == (kind, index))
        };
        if ask.about(&controller_name(it), wants) {
            let part = reader.part(machine, &Target::Controller(name.to_owned()))?;
            let mut found = controller::read(reader, part)?;
            (found.kind, found.index) = (kind, index);
            out.controllers.push(found);
        }
    }
    disk::read(reader, machine, ask, context, out)?;
    serial::read(reader, machine, ask, context, out)?;
    let filters = context.current.hostdevs.iter();
    out.usb_filters = filters.filter_map(|there| there.filter.clone()).collect();
    Ok(())
}

/// What of them is shown.
pub(super) fn shown(actual: &Machine, named: &Named, out: &mut Machine) {
    for there in &actual.interfaces {
        let name = interface_name(there.mac.unwrap_or_default());
        let mut shown = adapter::shown(there, named, &name);
        let of_nat = there.nat.as_ref();
        let of_nat = of_nat.map(|it| nat::shown(it, named, &format!("{name}/vbox:nat"), false));
        shown.nat = of_nat.filter(|shown| *shown != Nat::default());
        let of_driver = there.driver.as_ref();
        shown.driver = of_driver.map(|driver| driver::shown(driver, named, &name));
        if shown != InterfaceSettings::default() {
            shown.mac = there.mac;
            out.interfaces.push(shown);
        }
    }
    for there in &actual.filesystems {
        let name = folder_name(there.target.as_deref().unwrap_or_default());
        let mut shown = folder::shown(there, named, &name);
        if shown != FilesystemSettings::default() {
            shown.target.clone_from(&there.target);
            out.filesystems.push(shown);
        }
    }
    for there in &actual.controllers {
        let mut shown = controller::shown(there, named, &controller_name(*there), false);
        if named.whole && there.host_cache != Some(usual_cache(there.kind)) {
            shown.host_cache = there.host_cache;
        }
        if shown.host_cache.is_some() {
            let mut shown = shown;
            (shown.kind, shown.index) = (there.kind, there.index);
            out.controllers.push(shown);
        }
    }
    disk::shown(actual, named, out);
    serial::shown(actual, named, out);
    // None of them is on a new machine.
    out.usb_filters.clone_from(&actual.usb_filters);
}

pub(super) fn plan(
    wanted: &Machine,
    was: &Machine,
    devices: &Devices,
    path: &Path,
    naming: &mut Naming<'_>,
    out: &mut Builder<'_>,
) {
    for (place, settings) in wanted.interfaces.iter().enumerate() {
        let Some(mac) = settings.mac else { continue };
        let is_it = |one: &Interface| one.mac.is_some_and(|there| there.address == mac);
        let index = devices.interfaces.iter().position(is_it);
        let target = index.and_then(|index| out.target(&Path::device("interface", index)));
        let Some(Target::Nic(slot)) = target else {
            continue;
        };
        let before = was
            .interfaces
            .iter()
            .find(|there| there.mac == settings.mac);
        let site = Site {
            target: Target::Nic(slot),
            path: path.item("vbox:interface", place),
            name: interface_name(mac),
        };
        adapter::plan(settings, before, &site, naming, out);
        if let Some(wanted) = &settings.nat {
            let site = Site {
                target: Target::NatEngine(slot),
                path: site.path.child("vbox:nat"),
                name: format!("{}/vbox:nat", site.name),
            };
            let before = before.and_then(|before| before.nat.as_ref());
            nat::plan(wanted, before, &site, false, naming, out);
        }
        if let Some(wanted) = &settings.driver {
            let before = before.and_then(|before| before.driver.as_ref());
            driver::plan(wanted, before, &site, slot, naming, out);
        }
    }
    for (place, settings) in wanted.filesystems.iter().enumerate() {
        let Some(target) = &settings.target else {
            continue;
        };
        if !devices
            .filesystems
            .iter()
            .any(|one| one.target.dir == *target)
        {
            continue;
        }
        let site = Site {
            target: Target::SharedFolder(target.clone()),
            path: path.item("vbox:filesystem", place),
            name: folder_name(target),
        };
        let mut folders = was.filesystems.iter();
        let before = folders.find(|there| there.target == settings.target);
        folder::plan(settings, before, &site, naming, out);
    }
    for (place, settings) in wanted.controllers.iter().enumerate() {
        let mut controllers = devices.controllers.iter();
        let index = controllers.position(|one| {
            (one.kind, one.index.unwrap_or_default()) == (settings.kind, settings.index)
        });
        let target = index.and_then(|index| out.target(&Path::device("controller", index)));
        let Some(target) = target else { continue };
        let site = Site {
            target,
            path: path.item("vbox:controller", place),
            name: controller_name(*settings),
        };
        let mut controllers = was.controllers.iter();
        let before =
            controllers.find(|there| (there.kind, there.index) == (settings.kind, settings.index));
        controller::plan(settings, before, &site, false, naming, out);
    }
    disk::plan(wanted, was, devices, path, naming, out);
    serial::plan(wanted, was, path, naming, out);
}
