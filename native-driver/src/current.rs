//! A machine that exists, as far as the format can express it, with the places of its parts.

use schema_core::domain::Domain;
use schema_core::domain::devices::GraphicsType;
use schema_core::normalize::normalize_domain;
use uuid::Uuid;

use crate::backend::{Fault, FaultKind};
use crate::extra_data::ExtraData;
use crate::mapping::{self, CurrentDevices, CurrentMetadata, CurrentTables, CurrentType};
use crate::reader::{Reader, as_bool, as_optional_object, as_text};
use crate::value::{Name, Object};

/// The extra data key with what Boxwright has applied to the machine last.
pub(crate) const APPLIED: &str = "Boxwright/Applied";

/// A machine that exists.
pub(crate) struct Current {
    /// In the normal form.
    pub(crate) domain: Domain,
    pub(crate) devices: CurrentDevices,
    pub(crate) metadata: CurrentMetadata,
    pub(crate) machine_type: CurrentType,
    pub(crate) tables: CurrentTables,
    /// What the format cannot express, in words.
    pub(crate) left_alone: Vec<String>,
    pub(crate) uuid: Uuid,
    /// A constant of `MachineState`.
    pub(crate) state: Name,
    /// Who holds the lock, if anybody does.
    pub(crate) holder: Option<String>,
    /// What the machine keeps of the document that was applied last; empty where none was.
    pub(crate) applied: String,
}

/// What of a machine is worth looking at beyond what is always shown.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Look<'a> {
    /// What a document asks for.
    pub(crate) wanted: Option<&'a Domain>,
    /// All that a document can say, also details that cost time and are rarely set.
    pub(crate) whole: bool,
}

impl<'a> Look<'a> {
    /// For a document that is planned.
    pub(crate) fn for_plan(wanted: &'a Domain) -> Self {
        Self {
            wanted: Some(wanted),
            whole: false,
        }
    }
}

impl Current {
    /// Reads a machine.
    pub(crate) fn read(
        reader: &mut Reader<'_>,
        machine: Object,
        look: Look<'_>,
    ) -> Result<Self, Fault> {
        accessible(reader, machine)?;
        let members = ["state", "sessionState"];
        let [state, session] = reader.get(machine, members)?;
        let state = reader.constant("MachineState", &state)?;
        let session = reader.constant("SessionState", &session)?;
        let holder = if session == "Unlocked" || session == "Closed" {
            None
        } else {
            Some(holder(reader, machine)?)
        };
        let extra_data = ExtraData::read(reader, machine)?;
        let applied = extra_data.get(reader, machine, APPLIED)?;
        let mapping::Read {
            domain,
            devices,
            metadata,
            machine_type,
            tables,
            left_alone,
        } = mapping::read(reader, machine, &extra_data, look)?;
        let uuid = domain.uuid.unwrap_or_default();
        let domain = normalize_domain(domain);
        Ok(Self {
            domain,
            devices,
            metadata,
            machine_type,
            tables,
            left_alone,
            uuid,
            state,
            holder,
            applied,
        })
    }

    /// Why nothing can be changed now, with the way out.
    pub(crate) fn blocked(&self) -> Option<String> {
        let name = &self.domain.name;
        let state = self.state.as_ref();
        if state == "Saved" || state == "AbortedSaved" {
            return Some(format!(
                "the machine `{name}` has a saved state, which fits only the machine as it was: start it and shut it down, \
                 or drop the state with `VBoxManage discardstate \"{name}\"`"
            ));
        }
        let stopped = ["PoweredOff", "Aborted", "Teleported"].contains(&state);
        match &self.holder {
            Some(holder) if stopped => Some(format!(
                "the machine `{name}` is locked by {holder}: close that program, or wait until it is done"
            )),
            Some(holder) => Some(format!(
                "the machine `{name}` is in state {state}, in {holder}: shut it down first"
            )),
            None if stopped => None,
            None => Some(format!(
                "the machine `{name}` is in state {state}: shut it down first"
            )),
        }
    }

    /// A digest of what the format can express and of what it cannot, to see whether the machine has changed. Its
    /// second half leaves out what extra data say: those are saved before the rest.
    pub(crate) fn digest(&self) -> String {
        let mut text = schema_core::write::write(&self.domain);
        for line in &self.left_alone {
            text.push('\n');
            text.push_str(line);
        }
        let mut saved = self.domain.clone();
        saved.title = None;
        saved.sysinfos.clear();
        if let Some(os) = &mut saved.os {
            os.smbios = None;
        }
        saved
            .devices
            .graphics
            .retain(|graphics| graphics.kind == GraphicsType::Rdp);
        for graphics in &mut saved.devices.graphics {
            (graphics.username, graphics.passwd) = (None, None);
        }
        if let Some(metadata) = &mut saved.metadata {
            metadata.foreign.clear();
            if let Some(machine) = &mut metadata.machine {
                machine.extra_data.clear();
            }
        }
        let saved = schema_core::write::write(&saved);
        format!("{}-{}", fnv1a(text.as_bytes()), fnv1a(saved.as_bytes()))
    }
}

/// Whether the settings that are saved as a whole differ between two digests.
pub(crate) fn is_saved_differently(one: &str, other: &str) -> bool {
    let saved = |digest: &str| digest.split_once('-').map(|(_all, saved)| saved.to_owned());
    saved(one) != saved(other)
}

/// 64 bits of FNV-1a: stable across releases and machines, and nobody gains by a collision.
pub(crate) fn fnv1a(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// A machine whose settings file cannot be read answers almost nothing.
fn accessible(reader: &mut Reader<'_>, machine: Object) -> Result<(), Fault> {
    let [accessible] = reader.get(machine, ["accessible"])?;
    if as_bool(&accessible, "IMachine.accessible")? {
        return Ok(());
    }
    let [error] = reader.get(machine, ["accessError"])?;
    let text = match as_optional_object(&error) {
        Some(error) => {
            let [text] = reader.get(error, ["text"])?;
            as_text(&text, "IVirtualBoxErrorInfo.text")?
        }
        None => "VirtualBox does not say why".to_owned(),
    };
    Err(Fault::new(
        FaultKind::Refused,
        "IMachine.accessible",
        format!("the machine is inaccessible: {text}"),
    ))
}

fn holder(reader: &mut Reader<'_>, machine: Object) -> Result<String, Fault> {
    let [name, pid] = if reader.has("IMachine", "sessionName") {
        reader.get(machine, ["sessionName", "sessionPID"])?
    } else {
        reader.get(machine, ["sessionType", "sessionPid"])?
    };
    let name = as_text(&name, "IMachine.sessionName")?;
    let name = if name.is_empty() {
        "another program".to_owned()
    } else {
        format!("`{name}`")
    };
    Ok(
        match crate::reader::as_unsigned(&pid, "IMachine.sessionPID") {
            Ok(pid) if pid > 0 && pid < u64::from(u32::MAX) => format!("{name} (process {pid})"),
            Ok(_) | Err(_) => name,
        },
    )
}
