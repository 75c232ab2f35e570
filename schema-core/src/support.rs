//! What each release of VirtualBox can do, as data: which kinds of devices it has, and how many or how large.
//!
//! [`devices`] follows from the constants of VirtualBox's interfaces, which tests compare with the slot tables of every
//! release. [`limits`] are figures, each with its [`Source`]. [`parts`] say what of a document needs which release.

pub mod devices;
mod host_files;
pub mod limits;
pub(crate) mod os_types;
pub mod parts;
mod release;

pub use devices::{Before, Device};
pub use host_files::{folder_name, is_absolute};
pub use limits::{Bus, Chipset, Drive, Figure, Limit, Source};
pub use release::{NoRelease, Release};

/// The models of network interfaces.
pub fn nic_models(release: Release) -> impl Iterator<Item = &'static Device> {
    of(devices::NIC_MODELS, release)
}

/// What a network interface can be connected to.
pub fn nic_attachments(release: Release) -> impl Iterator<Item = &'static Device> {
    of(devices::NIC_ATTACHMENTS, release)
}

/// The buses that disks are attached to.
pub fn storage_buses(release: Release) -> impl Iterator<Item = &'static Device> {
    of(devices::STORAGE_BUSES, release)
}

/// The models of storage controllers.
pub fn storage_controllers(release: Release) -> impl Iterator<Item = &'static Device> {
    of(devices::STORAGE_CONTROLLERS, release)
}

/// The models of sound cards.
pub fn sound_models(release: Release) -> impl Iterator<Item = &'static Device> {
    of(devices::SOUND_MODELS, release)
}

/// The models of graphics cards.
pub fn graphics_controllers(release: Release) -> impl Iterator<Item = &'static Device> {
    of(devices::GRAPHICS_CONTROLLERS, release)
}

/// The models of USB controllers.
pub fn usb_controllers(release: Release) -> impl Iterator<Item = &'static Device> {
    of(devices::USB_CONTROLLERS, release)
}

/// The kinds of firmware.
pub fn firmware(release: Release) -> impl Iterator<Item = &'static Device> {
    of(devices::FIRMWARE, release)
}

/// The kinds of trusted platform modules.
pub fn tpms(release: Release) -> impl Iterator<Item = &'static Device> {
    of(devices::TPMS, release)
}

/// The chipsets.
pub fn chipsets(release: Release) -> impl Iterator<Item = &'static Device> {
    of(devices::CHIPSETS, release)
}

/// What a serial port can be connected to.
pub fn port_modes(release: Release) -> impl Iterator<Item = &'static Device> {
    of(devices::PORT_MODES, release)
}

fn of(table: &'static [Device], release: Release) -> impl Iterator<Item = &'static Device> {
    table.iter().filter(move |device| device.is_in(release))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn constants(devices: impl Iterator<Item = &'static Device>) -> Vec<&'static str> {
        devices.map(|device| device.constant).collect()
    }

    fn release(text: &str) -> Release {
        text.parse().unwrap()
    }

    #[test]
    fn a_release_has_what_came_with_it_and_before() {
        assert_eq!(constants(usb_controllers(release("4.3"))), ["OHCI", "EHCI"]);
        assert_eq!(
            constants(usb_controllers(release("5.0"))),
            ["OHCI", "EHCI", "XHCI"]
        );
        assert_eq!(
            constants(nic_models(release("3.0"))),
            ["Am79C970A", "Am79C973", "I82540EM", "I82543GC", "I82545EM"]
        );
        assert_eq!(tpms(release("6.1")).count(), 0);
    }

    #[test]
    fn a_release_does_not_have_what_was_taken_away() {
        let names = |text| constants(nic_attachments(release(text)));
        assert!(names("4.0").contains(&"VDE"));
        assert!(!names("4.1").contains(&"VDE"));
    }

    #[test]
    fn words_are_found() {
        for model in crate::normalize::NIC_MODELS {
            let known = devices::NIC_MODELS
                .iter()
                .any(|device| device.words.contains(&model));
            assert!(known, "{model}");
        }
        assert_eq!(
            devices::by_word(devices::SOUND_MODELS, "ich9").map(|device| device.constant),
            Some("HDA")
        );
        assert!(devices::by_word(devices::SOUND_MODELS, "es1370").is_none());
    }

    #[test]
    fn every_device_is_in_some_release() {
        for table in devices::ALL {
            for device in *table {
                assert!(
                    Release::ALL.iter().any(|release| device.is_in(*release)),
                    "{device:?}"
                );
            }
        }
    }
}
