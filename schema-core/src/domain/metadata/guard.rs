//! What plans of a document leave alone: `<vbox:protect>`, `<vbox:unmanaged>`. Boxwright itself heeds them; VirtualBox has
//! nothing of the kind.

use schema_derive::{Value, element};

use crate::domain::value::YesNo;

/// What no plan and no command of Boxwright takes away, whatever a document says or leaves out, until a document that was
/// applied says `no` here.
#[element("vbox:protect")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Protect {
    /// Whether `boxwright delete` refuses to delete the machine.
    #[xml(attribute)]
    pub machine: Option<YesNo>,
    /// Whether a plan that takes a hard disk from the machine is refused.
    #[xml(attribute)]
    pub disks: Option<YesNo>,
}

impl Protect {
    /// This, and what another one says where this one is silent.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            machine: self.machine.or(other.machine),
            disks: self.disks.or(other.disks),
        }
    }
}

/// A part of the document that counts only when the machine is made: from then on the machine keeps what it has there.
#[element("vbox:unmanaged")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unmanaged {
    /// Which part.
    #[xml(attribute)]
    pub path: Part,
}

/// A part of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum Part {
    /// `<title>`.
    Title,
    /// `<description>`.
    #[default]
    Description,
    /// `<memory>`.
    Memory,
    /// `<vcpu>`.
    Vcpu,
    /// `<cputune>`.
    Cputune,
    /// `<boot>` in `<os>`: the boot order.
    #[word("os/boot")]
    Boot,
    /// `<clock>`.
    Clock,
    /// All disks, with their controllers.
    #[word("devices/disk")]
    Disks,
    /// All shared folders.
    #[word("devices/filesystem")]
    Filesystems,
    /// All network interfaces.
    #[word("devices/interface")]
    Interfaces,
    /// All serial ports.
    #[word("devices/serial")]
    Serials,
    /// All parallel ports.
    #[word("devices/parallel")]
    Parallels,
    /// All ways to see the screen.
    #[word("devices/graphics")]
    Graphics,
    /// The sound card, and where the sound goes.
    #[word("devices/sound")]
    Sounds,
    /// The graphics card.
    #[word("devices/video")]
    Videos,
    /// All devices of the host.
    #[word("devices/hostdev")]
    Hostdevs,
}
