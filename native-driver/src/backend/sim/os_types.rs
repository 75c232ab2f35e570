//! The guest OS types, and what `createMachine` makes different for them.

use super::parts::Part;
use super::settings::Settings;
use super::value::{self, Answer, Plain};

/// A guest OS type.
#[derive(Debug)]
pub(super) struct OsType {
    pub(super) id: &'static str,
    group: &'static Group,
}

/// Types for which a fresh machine is the same.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a setting of its own"
)]
#[derive(Debug)]
struct Group {
    ids: &'static str,
    utc: bool,
    io_apic: bool,
    pae: bool,
    long_mode: bool,
    x2apic: bool,
    triple_fault_reset: bool,
    /// ICH9 and EFI with a high precision timer, as Apple's machines have.
    apple: bool,
    /// EFI and a TPM 2.0.
    windows11: bool,
    adapter: i64,
}

const PLAIN: Group = Group {
    ids: "",
    utc: false,
    io_apic: true,
    pae: true,
    long_mode: true,
    x2apic: false,
    triple_fault_reset: false,
    apple: false,
    windows11: false,
    adapter: 3,
};

const OLD: Group = Group {
    io_apic: false,
    pae: false,
    long_mode: false,
    ..PLAIN
};
const LINUX: Group = Group {
    utc: true,
    x2apic: true,
    ..PLAIN
};

static GROUPS: &[Group] = &[
    Group {
        ids: "Other Windows31 Windows95 Windows98 WindowsMe WindowsNT3x WindowsNT4 Windows2000 WindowsNT \
              OS2Warp3 OS2Warp4 OS2Warp45 OS2eCS OS2 DOS Netware L4 QNX",
        adapter: 2,
        ..OLD
    },
    Group {
        ids: "OS21x",
        adapter: 2,
        triple_fault_reset: true,
        ..OLD
    },
    Group {
        ids: "WindowsXP Windows2003",
        adapter: 4,
        ..OLD
    },
    Group {
        ids: "WindowsVista Windows2008 Windows7 Solaris Solaris10U8_or_later OpenSolaris FreeBSD OpenBSD \
              OS2ArcaOS",
        ..OLD
    },
    Group {
        ids: "NetBSD",
        utc: true,
        ..OLD
    },
    Group {
        ids: "Other_64",
        adapter: 2,
        ..PLAIN
    },
    Group {
        ids: "WindowsNT_64",
        ..PLAIN
    },
    Group {
        ids: "WindowsXP_64 Windows2003_64 WindowsVista_64 Windows2008_64 Windows7_64 Windows8_64 Windows81_64 \
              Windows2012_64 Windows10_64 Windows2016_64 Windows2019_64 Windows2022_64 Windows2025_64 \
              Solaris_64 Solaris10U8_or_later_64 OpenSolaris_64 FreeBSD_64 OpenBSD_64",
        pae: false,
        ..PLAIN
    },
    Group {
        ids: "Windows8 Windows81 Windows10",
        long_mode: false,
        ..PLAIN
    },
    Group {
        ids: "Windows11_64",
        pae: false,
        windows11: true,
        ..PLAIN
    },
    Group {
        ids: "Linux22 Linux24",
        io_apic: false,
        long_mode: false,
        x2apic: false,
        adapter: 2,
        ..LINUX
    },
    Group {
        ids: "Linux24_64 Solaris11_64 NetBSD_64",
        pae: false,
        x2apic: false,
        ..LINUX
    },
    Group {
        ids: "Linux26 ArchLinux Debian Debian31 Debian4 Debian5 Debian6 Debian7 Debian8 Debian9 Debian10 \
              Debian11 Debian12 Fedora Gentoo Mandriva OpenMandriva_Lx PCLinuxOS Mageia Oracle Oracle4 Oracle5 \
              Oracle6 RedHat RedHat3 RedHat4 RedHat5 RedHat6 OpenSUSE OpenSUSE_Tumbleweed SUSE_LE Turbolinux \
              Ubuntu Ubuntu10_LTS Ubuntu10 Ubuntu11 Ubuntu12_LTS Ubuntu12 Ubuntu13 Ubuntu14_LTS Ubuntu14 \
              Ubuntu15 Ubuntu16_LTS Ubuntu16 Ubuntu17 Ubuntu18_LTS Ubuntu18 Ubuntu19 Lubuntu Xubuntu Xandros \
              Linux",
        io_apic: false,
        long_mode: false,
        ..LINUX
    },
    Group {
        ids: "Linux26_64 ArchLinux_64 Debian_64 Debian4_64 Debian5_64 Debian6_64 Debian7_64 Debian8_64 \
              Debian9_64 Debian10_64 Debian11_64 Debian12_64 Debian13_64 Fedora_64 Gentoo_64 Mandriva_64 \
              OpenMandriva_Lx_64 PCLinuxOS_64 Mageia_64 OpenSUSE_64 OpenSUSE_Leap_64 OpenSUSE_Tumbleweed_64 \
              SUSE_LE_64 Turbolinux_64 Ubuntu_64 Ubuntu10_LTS_64 Ubuntu10_64 Ubuntu11_64 Ubuntu12_LTS_64 \
              Ubuntu12_64 Ubuntu13_64 Ubuntu14_LTS_64 Ubuntu14_64 Ubuntu15_64 Ubuntu16_LTS_64 Ubuntu16_64 \
              Ubuntu17_64 Ubuntu18_LTS_64 Ubuntu18_64 Ubuntu19_64 Ubuntu20_LTS_64 Ubuntu20_64 Ubuntu21_64 \
              Ubuntu22_LTS_64 Ubuntu22_64 Ubuntu23_64 Ubuntu231_64 Ubuntu24_LTS_64 Ubuntu24_64 Ubuntu25_64 \
              Lubuntu_64 Xubuntu_64 Xandros_64",
        pae: false,
        ..LINUX
    },
    Group {
        ids: "Oracle_64 Oracle4_64 Oracle5_64 Oracle6_64 Oracle7_64 Oracle8_64 Oracle9_64 Oracle10_64 RedHat_64 \
              RedHat3_64 RedHat4_64 RedHat5_64 RedHat6_64 RedHat7_64 RedHat8_64 RedHat9_64 RedHat10_64 \
              Linux_64",
        ..LINUX
    },
    Group {
        ids: "MacOS MacOS106",
        utc: true,
        long_mode: false,
        apple: true,
        adapter: 5,
        ..PLAIN
    },
    Group {
        ids: "MacOS_64 MacOS106_64 MacOS107_64 MacOS108_64 MacOS109_64 MacOS1010_64 MacOS1011_64 MacOS1012_64 \
              MacOS1013_64",
        utc: true,
        apple: true,
        adapter: 5,
        ..PLAIN
    },
    Group {
        ids: "JRockitVE",
        long_mode: false,
        adapter: 5,
        ..PLAIN
    },
    Group {
        ids: "VBoxBS_64",
        adapter: 5,
        ..PLAIN
    },
];

/// All types.
pub(super) fn all() -> impl Iterator<Item = OsType> {
    GROUPS
        .iter()
        .flat_map(|group| group.ids.split(' ').map(move |id| OsType { id, group }))
}

/// The type with this name, which is found without regard to case.
pub(super) fn find(id: &str) -> Option<OsType> {
    all().find(|each| each.id.eq_ignore_ascii_case(id))
}

impl OsType {
    /// Makes a fresh machine the one that `createMachine` makes for this type.
    pub(super) fn apply(&self, settings: &mut Settings, mac: String) {
        let group = self.group;
        settings.write(
            Part::Machine,
            0,
            "OSTypeId",
            Plain::Text(self.id.to_owned()),
        );
        settings.write(Part::Platform, 0, "RTCUseUTC", Plain::Bool(group.utc));
        settings.write(
            Part::Firmware,
            0,
            "IOAPICEnabled",
            Plain::Bool(group.io_apic),
        );
        settings.set_feature("CPUPropertyTypeX86.PAE", group.pae, true);
        settings.set_feature("CPUPropertyTypeX86.LongMode", group.long_mode, true);
        settings.set_feature("CPUPropertyTypeX86.X2APIC", group.x2apic, false);
        settings.set_feature(
            "CPUPropertyTypeX86.TripleFaultReset",
            group.triple_fault_reset,
            false,
        );
        for slot in 0..Part::Network.spec().count {
            settings.write(
                Part::Network,
                slot,
                "adapterType",
                Plain::Int(group.adapter),
            );
        }
        // The first adapter of a machine with a known type is on.
        settings.write(Part::Network, 0, "enabled", Plain::Bool(true));
        settings.write(Part::Network, 0, "attachmentType", Plain::Int(1));
        settings.write(Part::Network, 0, "MACAddress", Plain::Text(mac));
        if group.apple {
            settings.write(Part::Platform, 0, "chipsetType", Plain::Int(2));
            settings.write(Part::X86, 0, "HPETEnabled", Plain::Bool(true));
        }
        if group.apple || group.windows11 {
            settings.write(Part::Firmware, 0, "firmwareType", Plain::Int(2));
        }
        if group.windows11 {
            settings.write(Part::Tpm, 0, "type", Plain::Int(2));
        }
    }
}

/// `IGuestOSType`: what can be said of a type without a catalogue of recommendations.
pub(super) fn call(id: &'static str, member: &str) -> Option<Answer> {
    let known = find(id)?;
    match member {
        "id" => Some(value::text(known.id)),
        "is64Bit" => Some(value::flag(known.group.long_mode)),
        "platformArchitecture" => Some(value::int(1)),
        "adapterType" => Some(value::int(known.group.adapter)),
        "recommendedIOAPIC" => Some(value::flag(known.group.io_apic)),
        "recommendedPAE" => Some(value::flag(known.group.pae)),
        "recommendedRTCUseUTC" => Some(value::flag(known.group.utc)),
        "recommendedX2APIC" => Some(value::flag(known.group.x2apic)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_found_without_regard_to_case() {
        assert_eq!(find("ubuntu_64").unwrap().id, "Ubuntu_64");
        assert!(find("NoSuchOS").is_none());
        assert_eq!(all().count(), 196);
    }
}
