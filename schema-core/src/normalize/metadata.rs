use super::draft::{Draft, reorder, sorted_by};
use crate::domain::devices::GraphicsType;
use crate::domain::metadata::{AuthType, Group, Machine, RecordedScreen};
use crate::domain::{Domain, Metadata, YesNo};
use crate::path::Path;
use crate::source::SourceMap;

/// The library with which VirtualBox asks for the name and the password of a user whom it knows itself.
pub const SIMPLE_LIBRARY: &str = "VBoxAuthSimple";
/// What the extra data keys of those users begin with; the value is the SHA-256 of the password.
pub const SIMPLE_USERS: &str = "VBoxAuthSimple/users/";

/// The group of a machine that is in none.
const ROOT: &str = "/";

pub(super) fn run(draft: &mut Draft) {
    let Draft { domain, source, .. } = draft;
    if let Some(machine) = domain
        .metadata
        .as_mut()
        .and_then(|metadata| metadata.machine.as_mut())
        && let Some(groups) = &mut machine.groups
    {
        let path = Path::machine().child("vbox:groups");
        // The first is where the machine's folder is, so they stay in their order.
        let first = |place: &usize| {
            let this = groups.groups.get(*place);
            groups.groups.iter().position(|group| Some(group) == this) == Some(*place)
        };
        let order: Vec<usize> = (0..groups.groups.len()).filter(first).collect();
        reorder(&mut groups.groups, source, &path, "vbox:group", &order);
        if groups.groups.is_empty() {
            groups.groups.push(Group {
                name: ROOT.to_owned(),
            });
            source.add_item(&path, "vbox:group", 0, &path);
        }
    }
    drop_what_a_user_says(domain);
    sort(domain, source);
    if let Some(metadata) = &mut domain.metadata {
        if let Some(machine) = &mut metadata.machine {
            drop_empty(machine);
        }
        if metadata.machine == Some(Machine::default()) {
            metadata.machine = None;
        }
        if *metadata == Metadata::default() {
            domain.metadata = None;
        }
    }
}

/// Drops what follows from the user whom the remote desktop server lets in.
fn drop_what_a_user_says(domain: &mut Domain) {
    let mut graphics = domain.devices.graphics.iter();
    let has_user = graphics.any(|graphics| {
        graphics.kind == GraphicsType::Rdp
            && graphics.username.as_ref().is_some_and(|it| !it.is_empty())
    });
    let metadata = domain.metadata.as_mut().filter(|_| has_user);
    let machine = metadata.and_then(|metadata| metadata.machine.as_mut());
    let Some(display) = machine.and_then(|machine| machine.remote_display.as_mut()) else {
        return;
    };
    display
        .auth_type
        .take_if(|kind| *kind == AuthType::External);
    display
        .auth_library
        .take_if(|library| library == SIMPLE_LIBRARY);
}

/// Sorts what is known by a name.
fn sort(domain: &mut Domain, source: &mut SourceMap) {
    let Some(machine) = domain
        .metadata
        .as_mut()
        .and_then(|metadata| metadata.machine.as_mut())
    else {
        return;
    };
    let path = Path::machine();
    let order = sorted_by(&machine.extra_data, |entry| entry.key.clone());
    reorder(
        &mut machine.extra_data,
        source,
        &path,
        "vbox:extraData",
        &order,
    );
    let order = sorted_by(&machine.controllers, |it| (it.kind.as_str(), it.index));
    reorder(
        &mut machine.controllers,
        source,
        &path,
        "vbox:controller",
        &order,
    );
    let order = sorted_by(&machine.filesystems, |it| it.target.clone());
    reorder(
        &mut machine.filesystems,
        source,
        &path,
        "vbox:filesystem",
        &order,
    );
    let order = sorted_by(&machine.disks, |it| it.target.clone());
    reorder(&mut machine.disks, source, &path, "vbox:disk", &order);
    let order = sorted_by(&machine.serials, |it| it.port);
    reorder(&mut machine.serials, source, &path, "vbox:serial", &order);
    let order = sorted_by(&machine.usb_filters, |it| it.name.clone());
    reorder(
        &mut machine.usb_filters,
        source,
        &path,
        "vbox:usbFilter",
        &order,
    );
    let order = sorted_by(&machine.interfaces, |it| it.mac);
    reorder(
        &mut machine.interfaces,
        source,
        &path,
        "vbox:interface",
        &order,
    );
    for (index, interface) in machine.interfaces.iter_mut().enumerate() {
        let Some(driver) = &mut interface.driver else {
            continue;
        };
        let order = sorted_by(&driver.properties, |property| property.name.clone());
        let at = path.item("vbox:interface", index).child("vbox:driver");
        reorder(&mut driver.properties, source, &at, "vbox:property", &order);
    }
    if let Some(recording) = &mut machine.recording {
        let order = sorted_by(&recording.screens, |screen| screen.number);
        let at = path.child("vbox:recording");
        reorder(&mut recording.screens, source, &at, "vbox:screen", &order);
    }
    if let Some(display) = &mut machine.remote_display {
        let order = sorted_by(&display.properties, |property| property.name.clone());
        let at = path.child("vbox:remoteDisplay");
        reorder(
            &mut display.properties,
            source,
            &at,
            "vbox:property",
            &order,
        );
    }
}

/// Drops the elements that say nothing.
fn drop_empty(machine: &mut Machine) {
    let Machine {
        protect,
        unmanaged: _each_names_a_part,
        os_type: _always_says_something,
        groups: _at_least_one,
        clipboard,
        drag_and_drop,
        paravirtualization,
        host_memory,
        cpu,
        autostart,
        teleporter,
        recording,
        remote_display,
        controllers,
        disks,
        filesystems,
        interfaces,
        serials,
        usb_filters,
        extra_data: _each_says_something,
    } = machine;
    if let Some(recording) = recording {
        let nothing = |screen: &RecordedScreen| RecordedScreen {
            number: screen.number,
            ..RecordedScreen::default()
        };
        recording
            .screens
            .retain(|screen| *screen != nothing(screen));
    }
    if let Some(display) = remote_display {
        clear(&mut display.security);
    }
    controllers.retain(|controller| controller.host_cache.is_some());
    disks.retain(|disk| {
        let said = [disk.hot_pluggable, disk.passthrough, disk.temporary_eject];
        said.iter().any(Option::is_some)
    });
    serials.retain(|serial| serial.uart.is_some());
    for filter in usb_filters {
        // What is not said fits all, and counts.
        filter.active = filter.active.filter(|active| *active == YesNo::No);
        for text in [
            &mut filter.manufacturer,
            &mut filter.product,
            &mut filter.serial_number,
        ] {
            text.take_if(|text| text.is_empty());
        }
    }
    filesystems.retain(|folder| folder.automount.is_some() || folder.mount_point.is_some());
    for interface in &mut *interfaces {
        clear(&mut interface.nat);
    }
    interfaces.retain(|interface| {
        interface.promiscuous.is_some() || interface.nat.is_some() || interface.driver.is_some()
    });
    clear(teleporter);
    clear(protect);
    clear(recording);
    clear(remote_display);
    clear(clipboard);
    clear(drag_and_drop);
    clear(paravirtualization);
    clear(host_memory);
    clear(cpu);
    clear(autostart);
}

fn clear<T: Default + PartialEq>(element: &mut Option<T>) {
    if *element == Some(T::default()) {
        *element = None;
    }
}
