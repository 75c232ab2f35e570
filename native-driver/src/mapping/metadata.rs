//! `<metadata>`: what Boxwright says of VirtualBox beyond libvirt's words is mapped; what other applications keep there
//! is kept in extra data, so that it comes back.

mod devices;
mod exchange;
mod execution;
mod extra_data;
mod groups;
mod guard;
mod machine;
mod named;
mod recording;
mod remote_display;
mod setting;

use schema_core::domain::devices::{Devices, GraphicsType};
use schema_core::domain::metadata::{Foreign, Machine};
use schema_core::domain::{Domain, Metadata};
use schema_core::parse::parse_as;
use schema_core::path::Path;

use crate::backend::Fault;
use crate::current::Look;
use crate::extra_data::ExtraData;
use crate::mapping::CurrentDevices;
use crate::plan::builder::Builder;
use crate::reader::Reader;
use crate::value::Object;

pub(crate) use groups::value as groups_value;
pub(crate) use named::Named;
use named::Naming;

/// The extra data key with the elements of other applications.
const FOREIGN: &str = "Boxwright/Metadata";
/// The extra data key with the names of what the document says in `<vbox:machine>`.
const NAMED: &str = "Boxwright/Named";

/// What of a machine the metadata can say, also where it is left out of what is shown.
#[derive(Clone, Debug, Default)]
pub(crate) struct CurrentMetadata {
    pub(crate) machine: Machine,
    named: Named,
    /// What extra data hold for other applications.
    foreign: String,
}

/// What of the rest of the machine matters to the metadata.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'a> {
    pub(super) extra_data: &'a ExtraData,
    pub(super) devices: &'a Devices,
    pub(super) current: &'a CurrentDevices,
}

impl Context<'_> {
    /// Whether there is a remote desktop server.
    fn has_server(&self) -> bool {
        has_server(self.devices)
    }

    /// The user whom that server lets in.
    fn user(&self) -> Option<&str> {
        let mut graphics = self.devices.graphics.iter();
        graphics.find_map(|graphics| graphics.username.as_deref())
    }
}

impl Context<'_> {
    /// How many screens the graphics card has.
    fn screens(&self) -> u32 {
        let video = self.devices.videos.first();
        let heads = video.and_then(|video| video.model.heads);
        heads.unwrap_or(1)
    }
}

fn has_server(devices: &Devices) -> bool {
    let mut graphics = devices.graphics.iter();
    graphics.any(|graphics| graphics.kind == GraphicsType::Rdp)
}

/// What is worth reading although nothing is on.
#[derive(Debug)]
struct Ask<'a> {
    named: &'a Named,
    wanted: Option<&'a Machine>,
}

impl Ask<'_> {
    /// Whether a document names something of an element: that of the machine so far, or the one that is planned.
    fn about(&self, element: &str, wants: impl FnOnce(&Machine) -> bool) -> bool {
        self.named.any_in(element) || self.wanted.is_some_and(wants)
    }
}

/// The metadata to show, and all that there is and may matter.
pub(super) fn read(
    reader: &mut Reader<'_>,
    object: Object,
    context: Context<'_>,
    look: Look<'_>,
) -> Result<(Option<Metadata>, CurrentMetadata), Fault> {
    let foreign = context.extra_data.get(reader, object, FOREIGN)?;
    let mut named = Named::parse(&context.extra_data.get(reader, object, NAMED)?);
    named.whole = look.whole;
    let wanted = look.wanted.and_then(Domain::own);
    let ask = Ask {
        named: &named,
        wanted,
    };
    let machine = machine::read(reader, object, &ask, context)?;
    let shown = machine::shown(&machine, &named, context);
    let metadata = Metadata {
        machine: (shown != Machine::default()).then_some(shown),
        foreign: elements(&foreign),
    };
    let current = CurrentMetadata {
        machine,
        named,
        foreign,
    };
    Ok((
        (metadata != Metadata::default()).then_some(metadata),
        current,
    ))
}

pub(super) fn plan(
    desired: Option<&Metadata>,
    devices: &Devices,
    current: Option<&CurrentMetadata>,
    root: &Path,
    out: &mut Builder<'_>,
) {
    let nothing = Metadata::default();
    let Metadata { machine, foreign } = desired.unwrap_or(&nothing);
    let path = root.child("metadata");
    let was = current.map(|current| &current.machine);
    let named_before = current
        .map(|current| current.named.clone())
        .unwrap_or_default();
    let mut named = Named::default();
    let at = path.child("vbox:machine");
    guard::plan(machine.as_ref(), was, &at, out);
    if let Some(machine) = machine {
        machine::plan(
            machine,
            was,
            devices,
            &at,
            &mut Naming::new(&named_before, &mut named),
            out,
        );
    }
    for gone in named_before.without(&named) {
        let was = format!("{gone}, which the document said");
        out.change(&at, Some(was), None);
    }
    if named != named_before {
        out.at(&at);
        out.extra_data(NAMED, &named_before.to_string(), &named.to_string());
    }
    plan_foreign(foreign, current, &path, out);
}

fn plan_foreign(
    desired: &[Foreign],
    current: Option<&CurrentMetadata>,
    path: &Path,
    out: &mut Builder<'_>,
) {
    let before = current
        .map(|current| current.foreign.as_str())
        .unwrap_or_default();
    let after: Vec<&str> = desired.iter().map(Foreign::as_str).collect();
    let after = after.join("\n");
    if before == after {
        return;
    }
    let show = |elements: &[Foreign]| {
        let names: Vec<&str> = elements.iter().map(Foreign::name).collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    out.change(path, show(&elements(before)), show(desired));
    out.extra_data(FOREIGN, before, &after);
}

/// The elements that extra data hold; nothing where somebody else has written there.
fn elements(text: &str) -> Vec<Foreign> {
    if text.is_empty() {
        return Vec::new();
    }
    let (metadata, _diagnostics) = parse_as::<Metadata>(&format!("<metadata>{text}</metadata>"));
    metadata.foreign
}
