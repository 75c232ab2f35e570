//! What of a document a release cannot be given: the one table from which `lint --target` and the README's column
//! `since` are made.
//!
//! [`KINDS`] are the places where a document names one of the [`devices`], [`PARTS`] everything else. The
//! figures are those of the slot tables of the releases: a test plans documents for each of them, and finds the same
//! lacking.

mod places;

use super::devices::{self, Device};
use super::release::Release;
use crate::domain::Domain;
use crate::path::Path;

/// A part of documents that not every release can be given.
#[derive(Debug)]
pub struct Part {
    /// The element that it is of; `domain` where it is the whole document.
    pub element: &'static str,
    /// What of the element it is; the element itself where that is empty.
    pub word: &'static str,
    /// What messages say that there is none of.
    pub what: &'static str,
    /// The first release that can be given it.
    pub since: Release,
    /// Where that is from: the member, or the constant (`Enum::Constant`), which sets it and came with that release.
    pub by: &'static str,
    /// The last, where it was taken away.
    pub until: Option<Release>,
    /// What there was before.
    pub earlier: Earlier,
    /// Where a document says it.
    places: fn(&Domain) -> Vec<Path>,
}

/// What the releases have that came before the first that can be given something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Earlier {
    /// Nothing of the kind.
    Nothing,
    /// The same, behind members that Boxwright does not drive.
    OtherMembers,
}

/// Where documents name devices.
#[derive(Debug)]
pub struct Kind {
    /// The element that names them; its words are listed there.
    pub element: &'static str,
    /// What messages call such a device.
    pub what: &'static str,
    /// The devices.
    pub devices: &'static [Device],
    /// Where a document names one, and by which word.
    places: fn(&Domain) -> Vec<(Path, &str)>,
}

/// Something that a document says and a release cannot be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    /// Where.
    pub path: Path,
    /// What it is, in words.
    pub what: String,
    /// Which releases have it.
    pub bound: Bound,
}

/// Which releases have what another lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// VirtualBox has it since this one.
    Since(Release),
    /// VirtualBox has it longer, and Boxwright sets it since this one.
    Driven(Release),
    /// This was the last to have it.
    Until(Release),
}

/// The oldest release on which machines are set up: older ones cannot be told what time the guest's clock keeps, which
/// every document says.
const FIRST: Release = Release::new(3, 2);

/// Everything that is no device of a table.
pub static PARTS: &[Part] = &[
    Part::new(
        ("domain", ""),
        "machines",
        (3, 2),
        "IMachine.RTCUseUTC",
        places::machine,
    )
    .driven(),
    Part::new(
        ("cputune", ""),
        "execution cap",
        (4, 0),
        "IMachine.CPUExecutionCap",
        places::cap,
    ),
    Part::new(
        ("os", "i686"),
        "way to hide 64 bits from the guest",
        (4, 3),
        "CPUPropertyType::LongMode",
        places::without_64_bits,
    ),
    Part::new(
        ("os", "secure-boot"),
        "secure boot",
        (7, 0),
        "INvramStore.initUefiVariableStore",
        places::secure_boot,
    ),
    Part::new(
        ("cpu", "vmx and svm"),
        "nested virtualization",
        (6, 0),
        "CPUPropertyType::HWVirt",
        places::nested,
    ),
    Part::new(
        ("controller", "usb"),
        "USB controllers",
        (4, 3),
        "IMachine.addUSBController",
        places::usb_controllers,
    )
    .driven(),
    Part::new(
        ("disk", ""),
        "disks with an image or drive",
        (4, 0),
        "IVirtualBox.openMedium",
        places::media,
    )
    .driven(),
    Part::new(
        ("disk", "rotation_rate"),
        "`rotation_rate='1'`",
        (4, 1),
        "IMachine.nonRotationalDevice",
        places::solid_state,
    ),
    Part::new(
        ("disk", "discard"),
        "`discard='unmap'`",
        (4, 2),
        "IMachine.setAutoDiscardForDevice",
        places::discard,
    ),
    Part::new(
        ("interface", "bandwidth"),
        "`<bandwidth>`",
        (4, 1),
        "INetworkAdapter.bandwidthGroup",
        places::bandwidth,
    ),
    Part::new(
        ("graphics", "rdp"),
        "remote display",
        (4, 0),
        "IVRDEServer.setVRDEProperty",
        places::rdp,
    )
    .driven(),
    Part::new(
        ("video", "accel2d"),
        "acceleration of 2D video",
        (3, 1),
        "IMachine.accelerate2DVideoEnabled",
        places::accel2d,
    )
    .until(Release::new(7, 1)),
    Part::new(
        ("tpm", ""),
        "trusted platform module",
        (7, 0),
        "ITrustedPlatformModule.type",
        places::tpms,
    ),
    Part::new(
        ("input", "usb"),
        "USB input devices",
        (4, 3),
        "IMachine.addUSBController",
        places::usb_inputs,
    )
    .driven(),
    Part::new(
        ("hostdev", ""),
        "USB devices of the host",
        (4, 3),
        "IMachine.addUSBController",
        places::hostdevs,
    )
    .driven(),
];

/// Where documents name devices.
pub static KINDS: &[Kind] = &[
    Kind {
        element: "os",
        what: "firmware",
        devices: devices::FIRMWARE,
        places: places::efi,
    },
    Kind {
        element: "os",
        what: "chipset",
        devices: devices::CHIPSETS,
        places: places::chipsets,
    },
    Kind {
        element: "controller",
        what: "controller model",
        devices: devices::STORAGE_CONTROLLERS,
        places: places::controller_models,
    },
    Kind {
        element: "controller",
        what: "controller model",
        devices: devices::USB_CONTROLLERS,
        places: places::controller_models,
    },
    Kind {
        // Its words are those of disks.
        element: "disk",
        what: "controller",
        devices: devices::STORAGE_BUSES,
        places: places::controllers,
    },
    Kind {
        element: "disk",
        what: "disk bus",
        devices: devices::STORAGE_BUSES,
        places: places::buses,
    },
    Kind {
        element: "interface",
        what: "interface model",
        devices: devices::NIC_MODELS,
        places: places::interface_models,
    },
    Kind {
        element: "interface",
        what: "interface type",
        devices: devices::NIC_ATTACHMENTS,
        places: places::interface_types,
    },
    Kind {
        element: "serial",
        what: "port type",
        devices: devices::PORT_MODES,
        places: places::serial_types,
    },
    Kind {
        element: "sound",
        what: "sound model",
        devices: devices::SOUND_MODELS,
        places: places::sound_models,
    },
    Kind {
        element: "video",
        what: "graphics card",
        devices: devices::GRAPHICS_CONTROLLERS,
        places: places::graphics_cards,
    },
];

impl Part {
    const fn new(
        (element, word): (&'static str, &'static str),
        what: &'static str,
        (major, minor): (u16, u16),
        by: &'static str,
        places: fn(&Domain) -> Vec<Path>,
    ) -> Self {
        Self {
            element,
            word,
            what,
            since: Release::new(major, minor),
            by,
            until: None,
            earlier: Earlier::Nothing,
            places,
        }
    }

    /// VirtualBox had it before, in another way.
    const fn driven(mut self) -> Self {
        self.earlier = Earlier::OtherMembers;
        self
    }

    const fn until(mut self, release: Release) -> Self {
        self.until = Some(release);
        self
    }

    /// Which releases have it, where this one does not.
    fn lacking_in(&self, release: Release) -> Option<Bound> {
        match self.until {
            Some(until) if until < release => Some(Bound::Until(until)),
            Some(_) | None if self.since <= release => None,
            Some(_) | None => Some(match self.earlier {
                Earlier::Nothing => Bound::Since(self.since),
                Earlier::OtherMembers => Bound::Driven(self.since),
            }),
        }
    }
}

/// The devices that a document names and a release does not have.
pub fn devices_lacking(domain: &Domain, release: Release) -> Vec<Lack> {
    let mut lacking = Vec::new();
    for kind in KINDS {
        for (path, word) in (kind.places)(domain) {
            let device = devices::by_word(kind.devices, word);
            let Some(device) = device.filter(|device| !device.is_in(release)) else {
                continue;
            };
            let bound = match device.until {
                Some(until) if until < release => Bound::Until(until),
                Some(_) | None => Bound::Since(device.since),
            };
            let what = format!("{} `{word}`", kind.what);
            lacking.push(Lack { path, what, bound });
        }
    }
    lacking
}

/// What else a document says and a release cannot be given; nothing of what has a device that it lacks.
pub fn parts_lacking(domain: &Domain, release: Release) -> Vec<Lack> {
    let devices = devices_lacking(domain, release);
    let is_told = |path: &Path| devices.iter().any(|lack| lack.path.starts_with(path));
    let mut lacking = Vec::new();
    for part in PARTS {
        let Some(bound) = part.lacking_in(release) else {
            continue;
        };
        for path in (part.places)(domain) {
            if part.element == "domain" || !is_told(&path) {
                let what = part.what.to_owned();
                lacking.push(Lack { path, what, bound });
            }
        }
    }
    lacking
}

/// Since when an element can be set, and what of it came later or went, oldest first.
pub fn of_element(element: &str) -> (Release, Vec<(Bound, &'static str)>) {
    let parts = PARTS.iter().filter(|part| part.element == element);
    let base = parts.clone().filter(|part| part.word.is_empty());
    let base = base.map(|part| part.since).fold(FIRST, Release::max);
    let mut later: Vec<(Bound, &'static str)> = Vec::new();
    for part in parts.filter(|part| !part.word.is_empty()) {
        let since = part.lacking_in(base).map(|bound| (bound, part.word));
        later.extend(since);
        later.extend(part.until.map(|until| (Bound::Until(until), part.word)));
    }
    for kind in KINDS.iter().filter(|kind| kind.element == element) {
        for device in kind.devices.iter().filter(|device| device.since > base) {
            let words = device.words.iter();
            later.extend(words.map(|word| (Bound::Since(device.since), *word)));
        }
    }
    later.sort_by_key(|(bound, _word)| bound.release());
    later.dedup();
    (base, later)
}

/// Whether VirtualBox itself has an element longer than Boxwright sets it.
pub fn is_driven_later(element: &str) -> bool {
    let mut own = PARTS.iter().filter(|part| part.word.is_empty());
    own.any(|part| part.element == element && part.earlier == Earlier::OtherMembers)
}

impl Bound {
    /// The release that it is about.
    pub fn release(self) -> Release {
        match self {
            Self::Since(release) | Self::Driven(release) | Self::Until(release) => release,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_element_has_is_listed_oldest_first() {
        let (base, later) = of_element("disk");
        assert_eq!(base, Release::new(4, 0));
        let later: Vec<String> = later
            .iter()
            .map(|(bound, word)| format!("{word} {}", bound.release()))
            .collect();
        assert_eq!(
            later,
            [
                "rotation_rate 4.1",
                "discard 4.2",
                "usb 5.0",
                "nvme 5.1",
                "virtio 6.1"
            ]
        );
        assert!(is_driven_later("disk") && !is_driven_later("tpm"));
        assert_eq!(of_element("title"), (FIRST, Vec::new()));
    }

    #[test]
    fn nothing_is_newer_than_the_newest_release() {
        for part in PARTS {
            assert!(part.since.is_known(), "{}", part.what);
            assert!(part.until.is_none_or(|until| until >= part.since));
        }
    }
}
