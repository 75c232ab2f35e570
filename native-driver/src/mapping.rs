//! domain XML ↔ VirtualBox, one file an element: `read` one way, `plan` the other.
//!
//! Every struct of the model is taken apart by naming each field, so that a new one does not compile until it is
//! mapped or refused here.

mod clock;
mod description;
mod devices;
mod features;
mod identity;
mod memory;
mod metadata;
mod os;
mod vcpu;

use schema_core::domain::{Domain, DomainType};
use schema_core::path::Path;

use crate::backend::Fault;
use crate::current::Current;
use crate::extra_data::ExtraData;
use crate::plan::builder::Builder;
use crate::reader::Reader;
use crate::value::Object;

pub(crate) use devices::CurrentDevices;
pub(crate) use metadata::CurrentMetadata;
pub(crate) use metadata::groups_value;

/// What of a machine the format can express, with where it stands.
pub(crate) struct Read {
    pub(crate) domain: Domain,
    pub(crate) devices: CurrentDevices,
    pub(crate) metadata: CurrentMetadata,
    /// What the format cannot express, in words.
    pub(crate) left_alone: Vec<String>,
}

/// Reads a machine.
pub(crate) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    extra_data: &ExtraData,
    wanted: Option<&Domain>,
) -> Result<Read, Fault> {
    let mut left_alone = Vec::new();
    let (name, uuid) = identity::read(reader, machine)?;
    let memory = memory::read(reader, machine)?;
    let (devices, current) = devices::read(reader, machine, extra_data, &mut left_alone)?;
    let (metadata, current_metadata) = metadata::read(
        reader,
        machine,
        metadata::Context {
            extra_data,
            devices: &devices,
            current: &current,
        },
        wanted,
    )?;
    let domain = Domain {
        kind: DomainType::Vbox,
        name,
        uuid: Some(uuid),
        description: description::read(reader, machine)?,
        metadata,
        memory,
        current_memory: Some(memory),
        vcpu: Some(vcpu::read(reader, machine)?),
        os: Some(os::read(reader, machine)?),
        features: Some(features::read(reader, machine)?),
        clock: Some(clock::read(reader, machine)?),
        devices,
    };
    Ok(Read {
        domain,
        devices: current,
        metadata: current_metadata,
        left_alone,
    })
}

/// Plans what makes `current` (nothing, for a new machine) what `desired`, a normal form, says.
pub(crate) fn plan(desired: &Domain, current: Option<&Current>, out: &mut Builder<'_>) {
    let Domain {
        kind,
        name,
        uuid,
        description,
        metadata,
        memory,
        current_memory,
        vcpu,
        os,
        features,
        clock,
        devices,
    } = desired;
    let root = Path::root();
    match kind {
        DomainType::Vbox => {}
        DomainType::Other(_word) => {
            out.not_applied_yet(&root.attribute("type"), "a domain of another hypervisor");
        }
    }
    identity::plan(name, uuid.as_ref(), current, &root, out);
    let was = current.map(|current| &current.domain);
    description::plan(
        description.as_deref(),
        was.and_then(|was| was.description.as_deref()),
        &root,
        out,
    );
    memory::plan(
        *memory,
        *current_memory,
        was.map(|was| was.memory),
        &root,
        out,
    );
    vcpu::plan(*vcpu, was.and_then(|was| was.vcpu), &root, out);
    os::plan(os.as_ref(), was.and_then(|was| was.os.as_ref()), &root, out);
    features::plan(*features, was.and_then(|was| was.features), &root, out);
    clock::plan(*clock, was.and_then(|was| was.clock), &root, out);
    devices::plan(devices, current, &root.child("devices"), out);
    let there = current.map(|current| &current.metadata);
    metadata::plan(metadata.as_ref(), devices, there, &root, out);
}
