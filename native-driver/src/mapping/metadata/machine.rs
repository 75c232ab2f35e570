//! `<vbox:machine>`: what it says is set, what it does not say is left as it is.

use schema_core::domain::YesNo;
use schema_core::domain::devices::Devices;
use schema_core::domain::metadata::{Autostart, Clipboard, Exchange, Machine};
use schema_core::path::Path;

use super::exchange::{clipboard, drag_and_drop};
use super::execution::{autostart, cpu, host_memory, paravirtualization, teleporter};
use super::named::{Named, Naming};
use super::setting::{Fresh, Line, Site, Text, read_one, shown_leaf};
use super::{
    Ask, Context, devices, extra_data, groups, guard, has_server, recording, remote_display,
};
use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::Reader;
use crate::value::Object;

/// The operating system of a fresh machine.
fn fresh_os_type() -> Fresh<String> {
    Fresh::Is("Other".to_owned())
}

/// All that there is and may matter.
pub(super) fn read(
    reader: &mut Reader<'_>,
    object: Object,
    ask: &Ask<'_>,
    context: Context<'_>,
) -> Result<Machine, Fault> {
    let mut values = reader.those(object, "IMachine", &["OSTypeId"])?.into_iter();
    let os_type = values.next().flatten();
    let (protect, unmanaged) = guard::read(reader, object, context.extra_data)?;
    let mut machine = Machine {
        protect,
        unmanaged,
        os_type: read_one(&Text, "OSTypeId", os_type, reader.typelib())?,
        groups: groups::read(reader, object)?,
        clipboard: None,
        drag_and_drop: Some(drag_and_drop::read(reader, object)?),
        paravirtualization: None,
        host_memory: if ask.about("vbox:memory", |machine| machine.host_memory.is_some()) {
            Some(host_memory::read(reader, object)?)
        } else {
            None
        },
        cpu: if ask.about("vbox:cpu", |machine| machine.cpu.is_some()) {
            Some(cpu::read(reader, object)?)
        } else {
            None
        },
        autostart: None,
        teleporter: if ask.about("vbox:teleporter", |machine| machine.teleporter.is_some()) {
            Some(teleporter::read(reader, object)?)
        } else {
            None
        },
        recording: recording::read(reader, object, context.screens(), ask)?,
        remote_display: remote_display::read(reader, object, context.has_server(), ask)?,
        controllers: Vec::new(),
        disks: Vec::new(),
        filesystems: Vec::new(),
        interfaces: Vec::new(),
        serials: Vec::new(),
        usb_filters: Vec::new(),
        extra_data: extra_data::read(reader, object, context.extra_data, ask)?,
    };
    devices::read(reader, object, ask, context, &mut machine)?;
    let mut exchange = clipboard::read(reader, object)?;
    if exchanges(exchange) || ask.about("vbox:clipboard", |machine| machine.clipboard.is_some()) {
        clipboard::read_details(reader, object, &mut exchange)?;
    }
    machine.clipboard = Some(exchange);
    let mut provider = paravirtualization::read(reader, object)?;
    let is_asked = |machine: &Machine| machine.paravirtualization.is_some();
    if ask.about("vbox:paravirtualization", is_asked) {
        paravirtualization::read_details(reader, object, &mut provider)?;
    }
    machine.paravirtualization = Some(provider);
    let mut start = autostart::read(reader, object)?;
    if starts(&start) || ask.about("vbox:autostart", |machine| machine.autostart.is_some()) {
        autostart::read_details(reader, object, &mut start)?;
    }
    machine.autostart = Some(start);
    Ok(machine)
}

/// Whether host and guest exchange anything.
fn exchanges(clipboard: Clipboard) -> bool {
    clipboard
        .mode
        .is_some_and(|mode| mode != Exchange::Disabled)
}

fn starts(autostart: &Autostart) -> bool {
    autostart.enabled == Some(YesNo::Yes)
}

/// What of it is shown.
pub(super) fn shown(actual: &Machine, named: &Named, context: Context<'_>) -> Machine {
    let Machine {
        protect,
        unmanaged,
        os_type,
        groups,
        clipboard,
        drag_and_drop,
        paravirtualization,
        host_memory,
        cpu,
        autostart,
        teleporter,
        recording,
        remote_display,
        controllers: _by_devices,
        disks: _by_devices_too,
        filesystems: _and_these,
        interfaces: _these,
        serials: _those,
        usb_filters: _all_of_these,
        extra_data,
    } = actual;
    let mut shown = Machine {
        protect: *protect,
        unmanaged: unmanaged.clone(),
        os_type: shown_leaf(
            os_type.as_ref(),
            &fresh_os_type(),
            named,
            "vbox:osType",
            true,
        ),
        groups: groups::shown(groups.as_ref(), named),
        clipboard: some(clipboard.as_ref(), |it| {
            clipboard::shown(it, named, "vbox:clipboard", exchanges(*it))
        }),
        drag_and_drop: some(drag_and_drop.as_ref(), |it| {
            drag_and_drop::shown(it, named, "vbox:dragAndDrop")
        }),
        paravirtualization: some(paravirtualization.as_ref(), |it| {
            paravirtualization::shown(it, named, "vbox:paravirtualization", false)
        }),
        host_memory: some(host_memory.as_ref(), |it| {
            host_memory::shown(it, named, "vbox:memory", false)
        }),
        cpu: some(cpu.as_ref(), |it| cpu::shown(it, named, "vbox:cpu", false)),
        autostart: some(autostart.as_ref(), |it| {
            autostart::shown(it, named, "vbox:autostart", starts(it))
        }),
        teleporter: some(teleporter.as_ref(), |it| {
            teleporter::shown(it, named, "vbox:teleporter", false)
        }),
        recording: some(recording.as_ref(), |it| recording::shown(it, named)),
        remote_display: some(remote_display.as_ref(), |it| {
            remote_display::shown(it, named, context.has_server(), context.user())
        }),
        controllers: Vec::new(),
        disks: Vec::new(),
        filesystems: Vec::new(),
        interfaces: Vec::new(),
        serials: Vec::new(),
        usb_filters: Vec::new(),
        extra_data: extra_data::shown(extra_data, named, context.user()),
    };
    devices::shown(actual, named, &mut shown);
    shown
}

/// An element that has something to show.
fn some<T: Default + PartialEq>(actual: Option<&T>, shown: impl FnOnce(&T) -> T) -> Option<T> {
    let shown = actual.map(shown);
    shown.filter(|shown| *shown != T::default())
}

pub(super) fn plan(
    wanted: &Machine,
    was: Option<&Machine>,
    of: &Devices,
    path: &Path,
    naming: &mut Naming<'_>,
    out: &mut Builder<'_>,
) {
    let Machine {
        // Heeded also where there is no such element.
        protect: _by_guard,
        unmanaged: _by_guard_too,
        os_type,
        groups,
        clipboard,
        drag_and_drop,
        paravirtualization,
        host_memory,
        cpu,
        autostart,
        teleporter,
        recording,
        remote_display,
        controllers: _by_devices,
        disks: _by_devices_too,
        filesystems: _and_these,
        interfaces: _these,
        serials: _those,
        // With the other filters, whose places in the list they share.
        usb_filters: _by_hostdevs,
        extra_data,
    } = wanted;
    let nothing = Machine::default();
    let before = was.unwrap_or(&nothing);
    let site = |element| Site::once(Target::Machine, path, element);
    Line {
        kind: &Text,
        attribute: "",
        member: "OSTypeId",
        fresh: &fresh_os_type(),
        always_shown: true,
    }
    .plan_at(
        os_type.as_ref(),
        before.os_type.as_ref(),
        &site("vbox:osType"),
        naming,
        out,
    );
    if let Some(groups) = groups {
        let was = before.groups.as_ref();
        groups::plan(groups, was, &site("vbox:groups"), naming, out);
    }
    if let Some(wanted) = clipboard {
        let was = before.clipboard.as_ref();
        let is_on = is_on(wanted, was, |it| {
            it.mode.map(|mode| mode != Exchange::Disabled)
        });
        clipboard::plan(wanted, was, &site("vbox:clipboard"), is_on, naming, out);
    }
    if let Some(wanted) = drag_and_drop {
        let was = before.drag_and_drop.as_ref();
        drag_and_drop::plan(wanted, was, &site("vbox:dragAndDrop"), naming, out);
    }
    if let Some(wanted) = paravirtualization {
        let was = before.paravirtualization.as_ref();
        let site = site("vbox:paravirtualization");
        paravirtualization::plan(wanted, was, &site, false, naming, out);
    }
    if let Some(wanted) = host_memory {
        let was = before.host_memory.as_ref();
        host_memory::plan(wanted, was, &site("vbox:memory"), false, naming, out);
    }
    if let Some(wanted) = cpu {
        let was = before.cpu.as_ref();
        cpu::plan(wanted, was, &site("vbox:cpu"), false, naming, out);
    }
    if let Some(wanted) = autostart {
        let was = before.autostart.as_ref();
        let is_on = is_on(wanted, was, |it| it.enabled.map(|is| is == YesNo::Yes));
        autostart::plan(wanted, was, &site("vbox:autostart"), is_on, naming, out);
    }
    if let Some(wanted) = teleporter {
        let was = before.teleporter.as_ref();
        teleporter::plan(wanted, was, &site("vbox:teleporter"), false, naming, out);
    }
    if let Some(wanted) = recording {
        recording::plan(wanted, before.recording.as_ref(), path, naming, out);
    }
    if let Some(wanted) = remote_display {
        let was = before.remote_display.as_ref();
        remote_display::plan(wanted, was, has_server(of), path, naming, out);
    }
    devices::plan(wanted, before, of, path, naming, out);
    extra_data::plan(extra_data, &before.extra_data, path, naming, out);
}

/// Whether what has details is on afterwards: as the document says, or else as it is.
fn is_on<T>(wanted: &T, was: Option<&T>, of: impl Fn(&T) -> Option<bool>) -> bool {
    of(wanted).or_else(|| was.and_then(of)).unwrap_or(false)
}
