//! VirtualBox's settings files: read into documents with a report of what became of each setting, and written from them.
//!
//! A file is read into a machine of the simulation, which is then read back as every machine is: so a document made from a
//! file is the one that `dump` gives once VirtualBox has the file. What a document does not say shows when the document is
//! applied to a simulation without that machine, and the two machines are compared setting by setting.

mod again;
mod export;
mod image;
mod report;
mod stand_in;

use schema_core::Diagnostic;
use schema_core::diagnostic::Severity;
use schema_core::domain::Domain;
use schema_core::path::Path;
use schema_core::settings::{self, FileKind, Node, Version};
use schema_core::span::Span;
use schema_core::spec::Value as _;

use crate::backend::sim::file::{self, FileRead, Reading};
use crate::machines::{self, MachineError};
use crate::obstacle::{self, Obstacle};

pub use export::{Exported, NotExported, TargetFile, export};
pub use image::image_uuid;
pub use report::{Outcome, Said};

/// Where a file comes from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origin<'a> {
    /// The folder of the file with slashes in it, without one at the end: locations of images are relative to it. Empty
    /// where it is not known: then they stay as they are.
    pub folder: &'a str,
    /// The text of the `VirtualBox.xml` that goes with it: files of releases before 4.0 name images that are listed there.
    pub registry: Option<&'a str>,
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The machine, in the normal form; all that a document can say of it.
    pub domain: Domain,
    /// The version of the settings.
    pub version: Version,
    /// What became of each setting, in the order of the text.
    pub report: Vec<Said>,
    /// What is wrong with the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why a file is no machine.
#[derive(Clone, Debug, thiserror::Error)]
pub enum NotImported {
    /// It is another kind of file.
    #[error("{message}")]
    OtherFile {
        /// What kind.
        kind: FileKind,
        /// What it is, and what to do.
        message: String,
        /// Where that shows.
        span: Span,
    },
    /// There is nothing in it that could be read.
    #[error("nothing of the file can be read")]
    Unreadable(Vec<Diagnostic>),
    /// The simulation could not make a machine of it.
    #[error("{0}")]
    Failed(#[from] MachineError),
}

/// Reads the text of a settings file.
pub fn import(text: &str, origin: Origin<'_>) -> Result<Imported, NotImported> {
    let read = settings::read(text);
    let Some(root) = read.root else {
        return Err(NotImported::Unreadable(read.diagnostics));
    };
    let mut diagnostics = read.diagnostics;
    if settings::kind(&root) == FileKind::Ovf {
        return import_envelope(&root, origin, diagnostics);
    }
    let machine = machine_of(&root)?;
    let version = version_of(&root, &mut diagnostics);
    let registry = origin.registry.and_then(|text| settings::read(text).root);
    let reading = Reading::new(version, origin.folder).with_registry(registry.as_ref());
    imported(&file::read(machine, reading), version, diagnostics)
}

/// Reads the first virtual system of an OVF envelope.
fn import_envelope(
    envelope: &Node,
    origin: Origin<'_>,
    mut diagnostics: Vec<Diagnostic>,
) -> Result<Imported, NotImported> {
    let systems = file::systems(envelope);
    let Some((system, others)) = systems.split_first() else {
        return machine_of(envelope).and(Err(NotImported::Unreadable(diagnostics)));
    };
    let version = match system.child("Machine") {
        Some(machine) => version_of(machine, &mut diagnostics),
        None => Version::NEWEST,
    };
    for other in others {
        let message = format!(
            "another machine, `{}`, is not read: the document is the first one",
            other.value("id")
        );
        let note = "take the envelope apart, or import it into VirtualBox and dump the machines";
        diagnostics.push(found(
            &other.tag_span,
            &obstacle::SEVERAL_MACHINES,
            message,
            note,
        ));
    }
    let reading = Reading::new(version, origin.folder);
    imported(
        &file::read_system(envelope, system, reading),
        version,
        diagnostics,
    )
}

/// A warning.
fn found(span: &Span, obstacle: &Obstacle, message: String, note: &str) -> Diagnostic {
    Diagnostic {
        rule: obstacle.name,
        alias: "",
        severity: Severity::Warning,
        message,
        span: span.clone(),
        path: Path::default(),
        related: Vec::new(),
        notes: vec![note.to_owned()],
        fixes: Vec::new(),
    }
}

/// What a machine of the simulation comes to.
pub(crate) fn imported(
    read: &FileRead,
    version: Version,
    mut diagnostics: Vec<Diagnostic>,
) -> Result<Imported, NotImported> {
    let mut sim = read.service.connect("test:///default");
    let name = read.flat.get("name").cloned().unwrap_or_default();
    let back = machines::read_whole(&mut sim, &name, read.names.as_ref())?;
    let mut domain = back.domain;
    // A file without a UUID is a machine that gets one when it is made.
    domain.uuid = domain.uuid.filter(|uuid| !uuid.is_nil());
    diagnostics.extend(report::diagnostics(read));
    for interface in &mut domain.devices.interfaces {
        let text = interface
            .mac
            .map(|mac| mac.address.text().replace(':', "").to_uppercase());
        if text.is_some_and(|text| read.made_macs.contains(&text)) {
            interface.mac = None;
        }
    }
    let again = again::machine(&domain).map_err(|refused| {
        diagnostics.extend(report::refusals(read, refused));
    });
    let report = report::of(read, again.as_ref().ok());
    Ok(Imported {
        domain,
        version,
        report,
        diagnostics,
    })
}

/// The machine in a file; what else it is where there is none.
fn machine_of(root: &Node) -> Result<&Node, NotImported> {
    let kind = settings::kind(root);
    let message = match kind {
        FileKind::Machine => {
            return root
                .child("Machine")
                .ok_or_else(|| other(kind, root, String::new()));
        }
        FileKind::EncryptedMachine => {
            "the settings of this machine are encrypted: decrypt it in VirtualBox first".to_owned()
        }
        FileKind::Global => global(root),
        FileKind::Ovf => "this is an OVF envelope without a virtual system in it".to_owned(),
        FileKind::Domain => {
            "this is a domain document already, which every command reads as it is".to_owned()
        }
        FileKind::Fragment => format!(
            "this is only a part of a settings file, `<{}>`: a whole one is `<VirtualBox version='…'>` with a `<Machine>` in it",
            root.name
        ),
        FileKind::Other => format!(
            "`<{}>` is neither VirtualBox's settings nor an OVF envelope: a settings file is `<VirtualBox>` with a `<Machine>` \
             in it",
            root.name
        ),
    };
    Err(other(kind, root, message))
}

fn other(kind: FileKind, root: &Node, message: String) -> NotImported {
    NotImported::OtherFile {
        kind,
        message,
        span: root.name_span.clone(),
    }
}

/// VirtualBox's own settings: says which machines it lists, since one of them is what was meant.
fn global(root: &Node) -> String {
    let entries = root
        .at("Global/MachineRegistry")
        .into_iter()
        .flat_map(|list| list.all("MachineEntry"));
    let files: Vec<String> = entries
        .map(|entry| format!("`{}`", entry.value("src")))
        .collect();
    let what = "these are VirtualBox's own settings, not those of a machine";
    if files.is_empty() {
        format!("{what}, and they list none")
    } else {
        format!(
            "{what}: import the files that they list, {}",
            files.join(", ")
        )
    }
}

/// The version that an element says, or the newest.
fn version_of(element: &Node, diagnostics: &mut Vec<Diagnostic>) -> Version {
    const RULE: &Obstacle = &obstacle::SETTINGS_VERSION;
    const DIFFERS: &str = "what it means that a setting is absent differs from version to version";

    let newest = Version::NEWEST;
    let Some(attribute) = element.attribute("version") else {
        let message = format!("the settings say no version: they are read as {newest}");
        diagnostics.push(found(&element.tag_span, RULE, message, DIFFERS));
        return newest;
    };
    match Version::parse(&attribute.value) {
        Ok((version, _)) if version > newest => {
            let note = "what is new in it is named in the report as not known";
            let message = format!(
                "settings of version {version} are newer than all that are known: they are read as {newest}"
            );
            diagnostics.push(found(&attribute.value_span, RULE, message, note));
            newest
        }
        Ok((version, _)) => version,
        Err(no_version) => {
            let message = format!("{no_version}: it is read as {newest}");
            diagnostics.push(found(&attribute.value_span, RULE, message, DIFFERS));
            newest
        }
    }
}
