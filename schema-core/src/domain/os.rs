//! `<os>`: what boots, and from where.

mod firmware;

pub use firmware::{Feature, FeatureName, Firmware, Loader, LoaderType, Nvram, OsFirmware};

use schema_derive::{Value, element};

use crate::domain::value::YesNo;
use crate::spec::Value as _;

/// What boots, and from where.
#[element("os")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Os {
    /// The firmware; BIOS where it is absent, unless there is a loader for flash memory.
    #[xml(attribute)]
    pub firmware: Option<Firmware>,
    /// The kind of guest.
    #[xml(child = "type")]
    pub kind: OsType,
    /// What the firmware can do.
    #[xml(child = "firmware", json = "firmwareFeatures")]
    pub firmware_features: Option<OsFirmware>,
    /// The firmware's code. VirtualBox brings its own, so that only its kind counts.
    #[xml(child)]
    pub loader: Option<Loader>,
    /// What the EFI firmware stores; VirtualBox keeps it in a file beside the machine's settings.
    #[xml(child)]
    pub nvram: Option<Nvram>,
    /// The boot devices, in the order in which they are tried.
    #[xml(children)]
    pub boot: Vec<Boot>,
    /// The menu in which a user chooses what boots; there where it is absent.
    #[xml(child)]
    pub bootmenu: Option<Bootmenu>,
    /// Where the guest's hardware tables come from; VirtualBox has its own where it is absent.
    #[xml(child)]
    pub smbios: Option<Smbios>,
}

/// Where the guest's hardware tables come from.
#[element("smbios")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Smbios {
    /// From where.
    #[xml(attribute)]
    pub mode: SmbiosMode,
}

/// Where hardware tables come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum SmbiosMode {
    /// From the hypervisor.
    #[default]
    Emulate,
    /// From the host, which VirtualBox does not do.
    Host,
    /// From `<sysinfo>`.
    Sysinfo,
}

/// The kind of guest: `hvm`, full virtualization.
#[element("type")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OsType {
    /// The processor architecture. Where it is absent, a machine keeps the one that it has; a new one can run both.
    #[xml(attribute)]
    pub arch: Option<String>,
    /// The chipset: `pc` and its versions are PIIX3, `q35` and its versions ICH9. Where it is absent, a machine keeps
    /// the one that it has; a new one has PIIX3.
    #[xml(attribute)]
    pub machine: Option<String>,
    /// `hvm` where the guest needs no changes to run.
    #[xml(text)]
    pub kind: String,
}

impl OsType {
    /// The architecture that is named; `None` where none is, or one that libvirt does not know.
    pub fn known_arch(&self) -> Option<Arch> {
        self.arch.as_deref().and_then(Arch::read)
    }
}

/// A processor architecture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Value)]
pub enum Arch {
    /// x86 with 64 bits.
    #[word("x86_64")]
    X86_64,
    /// x86 with 32 bits only.
    I686,
    /// One that libvirt knows and VirtualBox does not run on x86 hosts.
    #[words(
        "aarch64",
        "alpha",
        "armv6l",
        "armv7b",
        "armv7l",
        "cris",
        "ia64",
        "itanium",
        "lm32",
        "loongarch64",
        "m68k",
        "microblaze",
        "microblazeel",
        "mips",
        "mips64",
        "mips64el",
        "mipsel",
        "openrisc",
        "or32",
        "parisc",
        "parisc64",
        "ppc",
        "ppc64",
        "ppc64le",
        "ppcemb",
        "riscv32",
        "riscv64",
        "s390",
        "s390x",
        "sh4",
        "sh4eb",
        "sparc",
        "sparc64",
        "unicore32",
        "xtensa",
        "xtensaeb"
    )]
    Other(&'static str),
}

/// The menu in which a user chooses what boots.
#[element("bootmenu")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bootmenu {
    /// Whether it is there.
    #[xml(attribute)]
    pub enable: Option<YesNo>,
}

/// A boot device.
#[element("boot")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Boot {
    /// The kind of device that is tried.
    #[xml(attribute)]
    pub dev: BootDevice,
}

/// A kind of device that a guest can boot from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum BootDevice {
    /// The floppy drive.
    #[word("fd")]
    Floppy,
    /// The hard disk.
    #[default]
    #[word("hd")]
    HardDisk,
    /// The optical drive.
    Cdrom,
    /// The network.
    Network,
}
