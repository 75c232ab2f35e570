//! The normal form: everything that a document leaves open is said, in one way and one order.
//!
//! It is what makes a document and a machine comparable: a machine read back is in the same form. The passes are in
//! [`PASSES`], each with what it guarantees; each guarantee is a test of that name.

mod aliases;
mod audios;
mod boot;
mod clock;
mod controllers;
mod cpu;
mod cputune;
mod disk_addresses;
mod disk_order;
mod disks;
mod draft;
mod features;
mod filesystems;
mod firmware;
mod graphics;
mod hostdevs;
mod inputs;
mod interfaces;
mod libosinfo;
mod machine_type;
mod memory;
mod metadata;
mod ports;
mod references;
mod sounds;
mod sysinfos;
mod texts;
mod tpms;
mod usb_controllers;
mod vcpu;
mod videos;
mod virtio_disks;

#[cfg(test)]
mod system_tests;
#[cfg(test)]
mod tests;

pub(crate) use controllers::{numbered as controllers_numbered, type_of as controller_type};
pub(crate) use cpu::nested_by;
pub(crate) use cputune::share as cpu_share;
pub(crate) use disk_addresses::{address_of, bus_of, letter_index, name_prefix, place_by_name};
pub(crate) use disk_order::letters;
pub use disk_order::names as disk_names;
pub use firmware::is_efi;
pub(crate) use firmware::{asks_for_secure_boot, secure_boot};
pub(crate) use graphics::kept as graphics_kept;
pub(crate) use interfaces::{MODELS as NIC_MODELS, nic_like, nic_model, nic_names};
pub use machine_type::chipset;
pub(crate) use machine_type::{FRESH, chipset_of};
pub use metadata::{SIMPLE_LIBRARY, SIMPLE_USERS};
pub(crate) use ports::numbers as port_numbers;

use crate::diagnostic::Diagnostic;
use crate::domain::Domain;
use crate::source::SourceMap;
use crate::validate::Validated;
use draft::Draft;

/// A domain in normal form.
#[derive(Clone, Debug, Default)]
pub struct Normalized {
    /// The domain.
    pub domain: Domain,
    /// Where its values stand in the text, by their paths in the normal form. What the text lacks and a value of it asked
    /// for stands where that is.
    pub source: SourceMap,
    /// Where the normal form differs from what the text says, in the order of the text.
    pub notes: Vec<Diagnostic>,
}

/// A step on the way to the normal form.
#[derive(Debug)]
pub struct Pass {
    /// The name.
    pub name: &'static str,
    /// What holds afterwards.
    pub guarantee: &'static str,
    run: fn(&mut Draft),
}

/// The steps, in their order: disks need their addresses before controllers are implied, and controllers their numbers
/// before disks are sorted.
pub static PASSES: &[Pass] = &[
    Pass {
        name: "texts",
        guarantee: "an empty title or description is none",
        run: texts::run,
    },
    Pass {
        name: "references",
        guarantee: "settings name their device by its target or address, not by an alias",
        run: references::run,
    },
    Pass {
        name: "libosinfo",
        guarantee: "an operating system that libosinfo's metadata name is said in VirtualBox's word, where there is none",
        run: libosinfo::run,
    },
    Pass {
        name: "metadata",
        guarantee: "groups are there once each, at least `/`; what has a name is sorted by it; what says nothing is not there",
        run: metadata::run,
    },
    Pass {
        name: "memory",
        guarantee: "memory and current memory are the same whole number of MiB",
        run: memory::run,
    },
    Pass {
        name: "vcpu",
        guarantee: "the number of processors is said, 1 by default",
        run: vcpu::run,
    },
    Pass {
        name: "cputune",
        guarantee: "a quota is a whole number of hundredths of the usual period, and less than that",
        run: cputune::run,
    },
    Pass {
        name: "cpu",
        guarantee: "a processor is said where nested virtualization is on, and nothing else of it",
        run: cpu::run,
    },
    Pass {
        name: "machine-type",
        guarantee: "a chipset is `pc` or `q35`, without a version",
        run: machine_type::run,
    },
    Pass {
        name: "firmware",
        guarantee: "the firmware is EFI, with keys and secure boot or without both, or is not said; files of firmware are not said",
        run: firmware::run,
    },
    Pass {
        name: "sysinfos",
        guarantee: "hardware tables are those that are asked for, at most one, with the entries that VirtualBox has, sorted",
        run: sysinfos::run,
    },
    Pass {
        name: "features",
        guarantee: "features are said, what was absent is off; nested paging is said where it is off",
        run: features::run,
    },
    Pass {
        name: "clock",
        guarantee: "the clock is said, UTC by default, `variable` only where it is some seconds ahead; the one timer is the HPET",
        run: clock::run,
    },
    Pass {
        name: "disks",
        guarantee: "optical drives are read-only; a source without a file is none; no disk is transient, and only hard disks say more than where they are",
        run: disks::run,
    },
    Pass {
        name: "virtio-disks",
        guarantee: "no disk is on bus virtio: VirtualBox has a virtio-scsi controller for them",
        run: virtio_disks::run,
    },
    Pass {
        name: "disk-addresses",
        guarantee: "every disk has its bus and address",
        run: disk_addresses::run,
    },
    Pass {
        name: "inputs",
        guarantee: "at most one pointing device and one keyboard, and none that is on PS/2",
        run: inputs::run,
    },
    Pass {
        name: "sounds",
        guarantee: "Intel HD Audio is called ich6",
        run: sounds::run,
    },
    Pass {
        name: "audios",
        guarantee: "at most one `<audio>`, of the one sound card, which says whether it plays and records",
        run: audios::run,
    },
    Pass {
        name: "usb-controllers",
        guarantee: "there is a USB controller where a host device, a disk or an input device needs one, and each has a model",
        run: usb_controllers::run,
    },
    Pass {
        name: "controllers",
        guarantee: "every disk has its controller; controllers have models and are numbered from 0 by type, in that order",
        run: controllers::run,
    },
    Pass {
        name: "disk-order",
        guarantee: "disks are sorted by controller, port and device, and named after their place",
        run: disk_order::run,
    },
    Pass {
        name: "filesystems",
        guarantee: "folders have no slash at their end and are sorted by their name in the guest",
        run: filesystems::run,
    },
    Pass {
        name: "interfaces",
        guarantee: "interfaces have a model in VirtualBox's spelling and only the source of their type; forwarded ports are sorted ranges",
        run: interfaces::run,
    },
    Pass {
        name: "boot",
        guarantee: "one to four kinds of boot devices, each once, the hard disk by default; devices have no places of their own",
        run: boot::run,
    },
    Pass {
        name: "ports",
        guarantee: "serial and parallel ports are numbered and sorted, and have the source of their type; a local socket is a pipe",
        run: ports::run,
    },
    Pass {
        name: "graphics",
        guarantee: "one graphics of a type, sorted, with the attributes of its type; a port is chosen if and only if none is given",
        run: graphics::run,
    },
    Pass {
        name: "videos",
        guarantee: "a graphics card has its memory in whole MiB and its number of screens; what is not accelerated is not said",
        run: videos::run,
    },
    Pass {
        name: "tpms",
        guarantee: "a trusted platform module that is emulated has its version, and no model",
        run: tpms::run,
    },
    Pass {
        name: "hostdevs",
        guarantee: "host devices are sorted by vendor and product",
        run: hostdevs::run,
    },
    Pass {
        name: "aliases",
        guarantee: "no device has an alias: they are names within the document",
        run: aliases::run,
    },
];

/// The normal form of a document.
pub fn normalize(validated: &Validated) -> Normalized {
    let mut draft = Draft::new(validated.domain().clone(), validated.source().clone());
    for pass in PASSES {
        (pass.run)(&mut draft);
    }
    draft.finish()
}

/// The normal form of a domain that is not a document: a machine read back.
pub fn normalize_domain(domain: Domain) -> Domain {
    let mut draft = Draft::new(domain, SourceMap::default());
    for pass in PASSES {
        (pass.run)(&mut draft);
    }
    draft.finish().domain
}
