//! How many and how large: figures, each since a release and with its source.
//!
//! Where nothing says what a release allows, the figure is the most that any release near it is known to allow, so that
//! nothing is called impossible that works.

use std::ops::RangeInclusive;

use super::Release;

/// Where a figure comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A real VirtualBox of that release was asked; a live test asks it again.
    Asked,
    /// The schema of its settings, or its sources.
    Published,
    /// The interfaces of that release: a member that is there or not.
    Interfaces,
    /// Not known for that release: the figure of the nearest one that is known and allows more.
    Nearest,
}

/// A figure, for a release and those after it, up to the next figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The first release that it is for.
    pub since: Release,
    /// The figure.
    pub value: u32,
    /// Where it comes from.
    pub source: Source,
}

/// What there is a figure for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The least memory of a guest, in MiB.
    MinMemory,
    /// The most memory of a guest, in MiB, on a host of 64 bits.
    MaxMemory,
    /// The least memory of the graphics card, in MiB.
    MinVideoMemory,
    /// The most memory of the graphics card, in MiB.
    MaxVideoMemory,
    /// The most processors.
    MaxCpus,
    /// The most screens.
    MaxMonitors,
    /// The positions of the boot order.
    BootPositions,
    /// The serial ports.
    SerialPorts,
    /// The parallel ports.
    ParallelPorts,
}

/// A bus of VirtualBox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bus {
    /// Floppy.
    Floppy,
    /// IDE.
    Ide,
    /// Serial ATA.
    Sata,
    /// SCSI.
    Scsi,
    /// Serial attached SCSI.
    Sas,
    /// USB mass storage.
    Usb,
    /// NVM Express.
    Nvme,
    /// virtio SCSI.
    VirtioScsi,
}

/// A chipset of VirtualBox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chipset {
    /// Intel PIIX3, the usual one.
    Piix3,
    /// Intel ICH9.
    Ich9,
    /// That of ARM machines.
    Armv8Virtual,
}

/// A kind of medium.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drive {
    /// Hard disks.
    HardDisk,
    /// Optical media.
    Dvd,
    /// Floppies.
    Floppy,
}

const fn figure(since: (u16, u16), value: u32, source: Source) -> Figure {
    Figure {
        since: Release::new(since.0, since.1),
        value,
        source,
    }
}

/// The figure for a release; that of the oldest for older ones.
fn at(figures: &'static [Figure], release: Release) -> Option<Figure> {
    let later = figures.iter().rev().find(|figure| figure.since <= release);
    later.or(figures.first()).copied()
}

impl Limit {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::MinMemory,
        Self::MaxMemory,
        Self::MinVideoMemory,
        Self::MaxVideoMemory,
        Self::MaxCpus,
        Self::MaxMonitors,
        Self::BootPositions,
        Self::SerialPorts,
        Self::ParallelPorts,
    ];

    /// The figures, oldest first.
    pub const fn figures(self) -> &'static [Figure] {
        use Source::{Asked, Nearest, Published};
        match self {
            Self::MinMemory => const { &[figure((2, 2), 4, Published), figure((7, 2), 4, Asked)] },
            Self::MaxMemory => {
                const {
                    &[
                        figure((2, 2), 16_384, Published),
                        figure((4, 0), 2_097_152, Nearest),
                        figure((4, 2), 2_097_152, Published),
                        figure((7, 2), 2_097_152, Asked),
                    ]
                }
            }
            Self::MinVideoMemory => {
                const {
                    &[
                        figure((2, 2), 1, Published),
                        figure((4, 3), 0, Nearest),
                        figure((7, 2), 0, Asked),
                    ]
                }
            }
            Self::MaxVideoMemory => {
                const {
                    &[
                        figure((2, 2), 256, Nearest),
                        figure((3, 2), 256, Published),
                        figure((7, 2), 256, Asked),
                    ]
                }
            }
            Self::MaxCpus => {
                const {
                    &[
                        figure((2, 2), 32, Nearest),
                        figure((3, 2), 32, Published),
                        figure((4, 3), 64, Nearest),
                        figure((7, 2), 64, Asked),
                    ]
                }
            }
            Self::MaxMonitors => {
                const {
                    &[
                        figure((2, 2), 8, Published),
                        figure((4, 0), 64, Nearest),
                        figure((4, 2), 64, Published),
                        figure((7, 2), 64, Asked),
                    ]
                }
            }
            Self::BootPositions => {
                const { &[figure((2, 2), 4, Published), figure((7, 2), 4, Asked)] }
            }
            Self::SerialPorts => {
                const {
                    &[
                        figure((2, 2), 2, Published),
                        figure((4, 3), 4, Nearest),
                        figure((7, 2), 4, Asked),
                    ]
                }
            }
            Self::ParallelPorts => {
                const { &[figure((2, 2), 2, Published), figure((7, 2), 2, Asked)] }
            }
        }
    }

    /// The figure for a release, with its source.
    pub fn figure(self, release: Release) -> Option<Figure> {
        at(self.figures(), release)
    }

    /// The figure for a release.
    pub fn of(self, release: Release) -> u32 {
        self.figure(release).map_or(0, |figure| figure.value)
    }
}

/// The memory that a guest can have, in MiB.
pub fn memory(release: Release) -> RangeInclusive<u32> {
    Limit::MinMemory.of(release)..=Limit::MaxMemory.of(release)
}

/// The memory that the graphics card can have, in MiB.
pub fn video_memory(release: Release) -> RangeInclusive<u32> {
    Limit::MinVideoMemory.of(release)..=Limit::MaxVideoMemory.of(release)
}

impl Bus {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Floppy,
        Self::Ide,
        Self::Sata,
        Self::Scsi,
        Self::Sas,
        Self::Usb,
        Self::Nvme,
        Self::VirtioScsi,
    ];

    /// VirtualBox's name for it.
    pub const fn constant(self) -> &'static str {
        match self {
            Self::Floppy => "Floppy",
            Self::Ide => "IDE",
            Self::Sata => "SATA",
            Self::Scsi => "SCSI",
            Self::Sas => "SAS",
            Self::Usb => "USB",
            Self::Nvme => "PCIe",
            Self::VirtioScsi => "VirtioSCSI",
        }
    }

    /// Whether a release has it.
    pub fn is_in(self, release: Release) -> bool {
        super::storage_buses(release).any(|bus| bus.constant == self.constant())
    }

    /// The most ports of a controller, oldest figure first.
    pub const fn ports(self) -> &'static [Figure] {
        use Source::{Asked, Nearest, Published};
        match self {
            Self::Floppy => const { &[figure((2, 2), 1, Published), figure((7, 2), 1, Asked)] },
            Self::Ide => const { &[figure((2, 2), 2, Published), figure((7, 2), 2, Asked)] },
            Self::Sata => const { &[figure((2, 2), 30, Published), figure((7, 2), 30, Asked)] },
            Self::Scsi => const { &[figure((2, 2), 16, Published), figure((7, 2), 16, Asked)] },
            Self::Sas => {
                const {
                    &[
                        figure((3, 2), 8, Published),
                        figure((4, 0), 255, Nearest),
                        figure((5, 2), 255, Published),
                        figure((7, 2), 255, Asked),
                    ]
                }
            }
            Self::Usb => {
                const {
                    &[
                        figure((5, 0), 8, Nearest),
                        figure((5, 2), 8, Published),
                        figure((7, 2), 8, Asked),
                    ]
                }
            }
            Self::Nvme => {
                const {
                    &[
                        figure((5, 1), 255, Nearest),
                        figure((5, 2), 255, Published),
                        figure((7, 2), 255, Asked),
                    ]
                }
            }
            Self::VirtioScsi => {
                const { &[figure((6, 1), 256, Published), figure((7, 2), 256, Asked)] }
            }
        }
    }

    /// The most ports of a controller in a release.
    pub fn max_ports(self, release: Release) -> u32 {
        at(self.ports(), release).map_or(0, |figure| figure.value)
    }

    /// The devices at a port; the same in every release.
    pub const fn devices_per_port(self) -> u32 {
        match self {
            Self::Floppy | Self::Ide => 2,
            Self::Sata | Self::Scsi | Self::Sas | Self::Usb | Self::Nvme | Self::VirtioScsi => 1,
        }
    }

    /// The controllers of this bus that a machine can have, oldest figure first.
    pub const fn controllers(self, chipset: Chipset) -> &'static [Figure] {
        use Source::{Asked, Nearest, Published};
        match (chipset, self) {
            (Chipset::Piix3, _) | (Chipset::Ich9, Self::Floppy | Self::Ide) => {
                const { &[figure((2, 2), 1, Published), figure((7, 2), 1, Asked)] }
            }
            (Chipset::Ich9, Self::Usb) => {
                const { &[figure((5, 0), 1, Nearest), figure((7, 2), 1, Asked)] }
            }
            (
                Chipset::Ich9,
                Self::Sata | Self::Scsi | Self::Sas | Self::Nvme | Self::VirtioScsi,
            ) => const { &[figure((4, 0), 8, Nearest), figure((7, 2), 8, Asked)] },
            (Chipset::Armv8Virtual, _) => const { &[figure((7, 1), 8, Nearest)] },
        }
    }

    /// The controllers of this bus that a machine can have in a release.
    pub fn max_controllers(self, chipset: Chipset, release: Release) -> u32 {
        at(self.controllers(chipset), release).map_or(0, |figure| figure.value)
    }

    /// What can be attached to it in a release.
    pub fn drives(self, release: Release) -> &'static [Drive] {
        match self {
            Self::Floppy => &[Drive::Floppy],
            Self::Ide => &[Drive::HardDisk, Drive::Dvd],
            // Optical drives came to SATA after 3.2, and to the rest at a release that nothing says.
            Self::Sata | Self::Scsi | Self::Sas if release < Release::new(4, 0) => {
                &[Drive::HardDisk]
            }
            Self::Sata | Self::Scsi | Self::Sas | Self::Usb | Self::VirtioScsi => {
                &[Drive::HardDisk, Drive::Dvd]
            }
            Self::Nvme => &[Drive::HardDisk],
        }
    }
}

impl Drive {
    /// VirtualBox's name for it.
    pub const fn constant(self) -> &'static str {
        match self {
            Self::HardDisk => "HardDisk",
            Self::Dvd => "DVD",
            Self::Floppy => "Floppy",
        }
    }
}

impl Chipset {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Piix3, Self::Ich9, Self::Armv8Virtual];

    /// VirtualBox's name for it.
    pub const fn constant(self) -> &'static str {
        match self {
            Self::Piix3 => "PIIX3",
            Self::Ich9 => "ICH9",
            Self::Armv8Virtual => "ARMv8Virtual",
        }
    }

    /// libvirt's name for a machine with it, without a version.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Piix3 => "pc",
            Self::Ich9 => "q35",
            Self::Armv8Virtual => "virt",
        }
    }

    /// The network interfaces of a machine, oldest figure first.
    pub const fn interfaces(self) -> &'static [Figure] {
        use Source::{Asked, Interfaces, Published};
        match self {
            Self::Piix3 => const { &[figure((2, 2), 8, Published), figure((7, 2), 8, Asked)] },
            // Before 4.1 their number did not depend on the chipset.
            Self::Ich9 => {
                const {
                    &[
                        figure((4, 0), 8, Interfaces),
                        figure((4, 1), 36, Published),
                        figure((7, 2), 36, Asked),
                    ]
                }
            }
            Self::Armv8Virtual => const { &[figure((7, 1), 64, Published)] },
        }
    }

    /// The network interfaces of a machine in a release.
    pub fn max_interfaces(self, release: Release) -> u32 {
        at(self.interfaces(), release).map_or(0, |figure| figure.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<&'static [Figure]> {
        let mut all: Vec<_> = Limit::ALL.iter().map(|limit| limit.figures()).collect();
        for bus in Bus::ALL {
            all.push(bus.ports());
            all.extend(Chipset::ALL.iter().map(|chipset| bus.controllers(*chipset)));
        }
        all.extend(Chipset::ALL.iter().map(|chipset| chipset.interfaces()));
        all
    }

    #[test]
    fn figures_are_in_order_of_known_releases() {
        for figures in all() {
            assert!(!figures.is_empty());
            assert!(
                figures.is_sorted_by(|a, b| a.since < b.since),
                "{figures:?}"
            );
            assert!(figures.iter().all(|figure| figure.since.is_known()));
        }
    }

    #[test]
    fn a_guess_never_allows_less_than_its_neighbours_are_known_to() {
        for figures in all() {
            for pair in figures.windows(2) {
                let [earlier, later] = pair else { continue };
                let guessed = earlier.source == Source::Nearest;
                // A least figure that is lower allows more.
                let least = later.value == 0;
                assert!(
                    !guessed || least || earlier.value >= later.value,
                    "{figures:?}"
                );
            }
        }
    }

    #[test]
    fn limits_are_those_of_the_release() {
        let release = |text: &str| text.parse::<Release>().unwrap();
        assert_eq!(memory(release("7.2")), 4..=2_097_152);
        assert_eq!(memory(release("3.2")), 4..=16_384);
        assert_eq!(video_memory(release("3.2")), 1..=256);
        assert_eq!(Limit::MaxMonitors.of(release("3.2")), 8);
        assert_eq!(Limit::SerialPorts.of(release("4.2")), 2);
        assert_eq!(Limit::SerialPorts.of(release("9.9")), 4);
        assert_eq!(Chipset::Ich9.max_interfaces(release("4.0")), 8);
        assert_eq!(Chipset::Ich9.max_interfaces(release("7.0")), 36);
        assert_eq!(Bus::Sas.max_ports(release("3.2")), 8);
        assert_eq!(Bus::Sas.max_ports(release("6.0")), 255);
        assert_eq!(Bus::Ide.max_controllers(Chipset::Ich9, release("7.2")), 1);
        assert!(!Bus::Nvme.is_in(release("5.0")));
        assert!(Bus::Nvme.is_in(release("5.1")));
        assert_eq!(Bus::Sata.drives(release("3.2")), [Drive::HardDisk]);
    }

    #[test]
    fn figures_of_the_newest_release_were_asked_of_it() {
        for figures in all() {
            // No x86 host can be asked about ARM.
            let arm = figures
                .iter()
                .all(|figure| figure.since >= Release::new(7, 1) && figure.since < Release::NEWEST);
            let last = figures.last().map(|figure| (figure.since, figure.source));
            assert!(
                arm || last == Some((Release::NEWEST, Source::Asked)),
                "{figures:?}"
            );
        }
    }
}
