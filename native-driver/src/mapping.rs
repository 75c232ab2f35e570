//! domain XML ↔ VirtualBox, one file an element: `read` one way, `plan` the other.
//!
//! Every struct of the model is taken apart by naming each field, so that a new one does not compile until it is
//! mapped or refused here.

mod clock;
mod cpu;
mod cputune;
mod description;
mod devices;
mod features;
mod identity;
mod memory;
mod metadata;
mod os;
mod sysinfo;
mod title;
mod vcpu;

use schema_core::domain::metadata::Machine;
use schema_core::domain::{Domain, DomainType, Smbios, SmbiosMode};
use schema_core::normalize::is_efi;
use schema_core::path::Path;

use crate::backend::Fault;
use crate::current::{Current, Look};
use crate::extra_data::ExtraData;
use crate::plan::builder::Builder;
use crate::reader::Reader;
use crate::value::Object;

pub(crate) use devices::CurrentDevices;
pub(crate) use features::cpu_property;
pub(crate) use metadata::CurrentMetadata;
pub(crate) use metadata::groups_value;
pub(crate) use os::CurrentType;
pub(crate) use sysinfo::CurrentTables;

/// What of a machine the format can express, with where it stands.
pub(crate) struct Read {
    pub(crate) domain: Domain,
    pub(crate) devices: CurrentDevices,
    pub(crate) metadata: CurrentMetadata,
    pub(crate) machine_type: CurrentType,
    pub(crate) tables: CurrentTables,
    /// What the format cannot express, in words.
    pub(crate) left_alone: Vec<String>,
}

/// Reads a machine.
pub(crate) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    extra_data: &ExtraData,
    look: Look<'_>,
) -> Result<Read, Fault> {
    let mut left_alone = Vec::new();
    let (name, uuid) = identity::read(reader, machine)?;
    let memory = memory::read(reader, machine)?;
    let (mut os, machine_type) = os::read(reader, machine, &mut left_alone)?;
    let (sysinfos, tables) = sysinfo::read(reader, machine, extra_data, is_efi(&os))?;
    os.smbios = (!sysinfos.is_empty()).then_some(Smbios {
        mode: SmbiosMode::Sysinfo,
    });
    let slots = machine_type.slots(reader.typelib());
    let (devices, current) = devices::read(reader, machine, extra_data, slots, &mut left_alone)?;
    let (metadata, current_metadata) = metadata::read(
        reader,
        machine,
        metadata::Context {
            extra_data,
            devices: &devices,
            current: &current,
        },
        look,
    )?;
    let domain = Domain {
        kind: DomainType::Vbox,
        name,
        uuid: Some(uuid),
        title: title::read(reader, machine, extra_data)?,
        description: description::read(reader, machine)?,
        metadata,
        memory,
        current_memory: Some(memory),
        vcpu: Some(vcpu::read(reader, machine)?),
        cputune: cputune::read(reader, machine)?,
        sysinfos,
        os: Some(os),
        features: Some(features::read(reader, machine)?),
        cpu: cpu::read(reader, machine)?,
        clock: Some(clock::read(reader, machine)?),
        devices,
    };
    Ok(Read {
        domain,
        devices: current,
        metadata: current_metadata,
        machine_type,
        tables,
        left_alone,
    })
}

/// Plans what makes `current` (nothing, for a new machine) what `desired`, a normal form, says.
pub(crate) fn plan(desired: &Domain, current: Option<&Current>, out: &mut Builder<'_>) {
    let Domain {
        kind,
        name,
        uuid,
        title,
        description,
        metadata,
        memory,
        current_memory,
        vcpu,
        cputune,
        sysinfos,
        os,
        features,
        cpu,
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
    title::plan(
        title.as_deref(),
        was.and_then(|was| was.title.as_deref()),
        &root,
        out,
    );
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
    cputune::plan(*cputune, was.and_then(|was| was.cputune), &root, out);
    let was_os =
        current.and_then(|current| Some((current.domain.os.as_ref()?, current.machine_type)));
    os::plan(os.as_ref(), was_os, &root, out);
    sysinfo::plan(
        sysinfos,
        current.map(|current| &current.tables),
        os.as_ref().is_some_and(is_efi),
        &root,
        out,
    );
    features::plan(*features, was.and_then(|was| was.features), &root, out);
    cpu::plan(
        cpu.as_ref(),
        was.and_then(|was| was.cpu.as_ref()),
        &root,
        out,
    );
    clock::plan(
        clock.as_ref(),
        was.and_then(|was| was.clock.as_ref()),
        &root,
        out,
    );
    let machine_type = current.map(|current| current.machine_type);
    let slots = CurrentType::after(os.as_ref(), machine_type).slots(out.typelib);
    let nothing = Machine::default();
    let own = metadata.as_ref().and_then(|it| it.machine.as_ref());
    devices::plan(
        devices,
        own.unwrap_or(&nothing),
        current,
        slots,
        &root.child("devices"),
        out,
    );
    let there = current.map(|current| &current.metadata);
    metadata::plan(metadata.as_ref(), devices, there, &root, out);
}
