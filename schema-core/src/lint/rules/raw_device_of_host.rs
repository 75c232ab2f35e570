use crate::domain::Domain;
use crate::domain::devices::DiskType;
use crate::exposure::Exposed;
use crate::lint::rule::{Check, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Says which disks are devices of the host rather than images.
    ///
    /// ## Why is this bad?
    /// It is not, where the guest is meant to work on that device. But it reads and writes it past everything that guards
    /// files on the host, and a disk that the host uses at the same time is destroyed.
    ///
    /// ## What to do
    /// Use an image, or give the guest a device that the host does not use.
    ///
    /// `boxwright lint` reports it when it is selected; `plan` lists it, and a change that adds it wants
    /// `--allow raw-device-of-host` where nobody is asked.
    pub(crate) static RAW_DEVICE_OF_HOST = {
        name: "raw-device-of-host",
        alias: "E006",
        severity: Note,
        check: Check::Exposure(find),
    }
}

fn find(domain: &Domain, exposed: &mut Exposed) {
    for (index, disk) in domain.devices.disks.iter().enumerate() {
        let source = disk.source.as_ref();
        let of_source = source.and_then(|source| match disk.kind {
            DiskType::Block => source.dev.as_deref(),
            DiskType::File
            | DiskType::Dir
            | DiskType::Network
            | DiskType::Volume
            | DiskType::Nvme
            | DiskType::Vhostuser
            | DiskType::Vhostvdpa => source.file.as_deref(),
        });
        let file = of_source.unwrap_or_default();
        let is_device = match disk.kind {
            DiskType::Block | DiskType::Nvme | DiskType::Vhostvdpa => true,
            DiskType::File => file.starts_with("/dev/") || file.starts_with(r"\\.\"),
            DiskType::Dir | DiskType::Network | DiskType::Volume | DiskType::Vhostuser => false,
        };
        if is_device {
            let name = &disk.target.dev;
            let what = if file.is_empty() { name } else { file };
            exposed.add(
                Path::device("disk", index),
                what,
                format!("the guest gets a device of the host, `{what}`, as the disk `{name}`"),
                "use an image, or a device that the host does not use",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{devices, exposed};

    #[test]
    fn devices_are_known_by_type_and_by_path() {
        let disk = |kind: &str, file: &str| {
            devices(&format!(
                "<disk type='{kind}'><source file='{file}'/><target dev='sda'/></disk>"
            ))
        };
        assert_eq!(exposed(&disk("file", "/vm/dev/a.vdi")), [""; 0]);
        let expected = "raw-device-of-host /domain/devices/disk[0]: \
                        the guest gets a device of the host, `/dev/sr0`, as the disk `sda`";
        assert_eq!(exposed(&disk("file", "/dev/sr0")), [expected]);
        let expected = "raw-device-of-host /domain/devices/disk[0]: \
                        the guest gets a device of the host, `sda`, as the disk `sda`";
        assert_eq!(exposed(&disk("block", "")), [expected]);
    }
}
