//! `<os>`: the kind of machine, its firmware, and what boots.

mod boot;
mod bootmenu;
mod firmware;
mod machine_type;

use schema_core::domain::{Os, OsType};
use schema_core::path::Path;

use crate::backend::Fault;
use crate::plan::builder::Builder;
use crate::reader::Reader;
use crate::value::Object;

pub(crate) use machine_type::CurrentType;

/// What there is, and the machine's type, also where it is left out of what is shown.
pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    left_alone: &mut Vec<String>,
) -> Result<(Os, CurrentType), Fault> {
    let (kind, current) = machine_type::read(reader, machine, left_alone)?;
    let (firmware, firmware_features) = firmware::read(reader, machine, left_alone)?;
    let os = Os {
        firmware,
        kind,
        firmware_features,
        loader: None,
        nvram: None,
        boot: boot::read(reader, machine)?,
        bootmenu: bootmenu::read(reader, machine, left_alone)?,
        // Known by what the tables say.
        smbios: None,
    };
    Ok((os, current))
}

pub(super) fn plan(
    desired: Option<&Os>,
    current: Option<(&Os, CurrentType)>,
    root: &Path,
    out: &mut Builder<'_>,
) {
    let Some(Os {
        firmware,
        kind,
        firmware_features,
        loader,
        nvram,
        boot,
        bootmenu,
        // The tables say it.
        smbios: _smbios,
    }) = desired
    else {
        return;
    };
    let path = root.child("os");
    let known_arch = kind.known_arch();
    let OsType {
        arch,
        machine,
        kind,
    } = kind;
    if arch.is_some() && known_arch.is_none() {
        out.not_applied_yet(
            &path.child("type").attribute("arch"),
            "an architecture that libvirt does not know",
        );
    }
    if kind != "hvm" {
        out.not_applied_yet(&path.child("type"), "another kind of guest than `hvm`");
    }
    // The normal form has neither.
    if loader.is_some() {
        out.not_applied_yet(&path.child("loader"), "a firmware of one's own");
    }
    if nvram.is_some() {
        out.not_applied_yet(&path.child("nvram"), "a file for what the firmware stores");
    }
    let was = current.map(|(os, _current)| os);
    machine_type::plan(
        known_arch,
        machine.as_deref(),
        current.map(|(_os, current)| current),
        &path.child("type"),
        out,
    );
    firmware::plan(
        (*firmware, firmware_features.as_ref()),
        was.map(|was| (was.firmware, was.firmware_features.as_ref())),
        &path,
        out,
    );
    bootmenu::plan(*bootmenu, was.and_then(|was| was.bootmenu), &path, out);
    boot::plan(boot, was.map(|was| was.boot.as_slice()), &path, out);
}
