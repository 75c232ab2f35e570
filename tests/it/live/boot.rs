//! What the firmware of a real VirtualBox starts from: machines are started, and their logs say what was found.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use tests::live::Lab;

/// How long a start may take before the test gives up on it.
const PATIENCE: Duration = Duration::from_mins(2);
/// The size of a sector of an optical disk.
const SECTOR: usize = 2048;

#[test]
fn the_bios_looks_at_the_first_four_devices_of_a_controller() {
    let Some(lab) = Lab::start() else { return };
    // There is no kernel driver in the lab.
    lab.vboxmanage([
        "setextradata",
        "global",
        "VBoxInternal/HM/FallbackToIEM",
        "1",
    ]);
    let installer = lab.files().join("installer.iso");
    std::fs::write(&installer, bootable()).unwrap();
    for bus in ["sata", "scsi"] {
        for before in [3, 4] {
            let name = format!("{bus}-{before}");
            let document = document(&lab, &name, bus, before);
            let warned = schema_core::lint::lint(&document)
                .iter()
                .any(|found| found.rule == "boot-disk-beyond-firmware");
            let sandbox = lab.sandbox();
            sandbox.write("m.xml", lab.with_host_files(&document));
            sandbox.run(&["apply", "--yes", "m.xml"]).expect_status(0);
            assert_eq!(starts(&lab, &name), !warned, "{name}");
        }
    }
}

/// A machine with so many empty disks, and an image to start from behind them.
fn document(lab: &Lab, name: &str, bus: &str, before: u8) -> String {
    let files = lab.files();
    let disk = |place: u8| {
        let letter = char::from(b'a' + place);
        format!(
            "<disk type='file' device='disk'><source file='{}/{name}-{letter}.vdi'/><target dev='sd{letter}' bus='{bus}'/></disk>",
            files.display()
        )
    };
    let disks: String = (0..before).map(disk).collect();
    let last = char::from(b'a' + before);
    format!(
        "<domain type='vbox'><name>{name}</name><memory unit='MiB'>64</memory>\
         <os><type>hvm</type><boot dev='cdrom'/></os><features><acpi/><apic/></features>\
         <devices><controller type='{bus}'/>{disks}\
         <disk type='file' device='cdrom'><source file='{}/installer.iso'/><target dev='sd{last}' bus='{bus}'/><readonly/></disk>\
         </devices></domain>",
        files.display()
    )
}

/// Starts a machine and says whether its firmware found something to start from.
#[track_caller]
fn starts(lab: &Lab, name: &str) -> bool {
    lab.vboxmanage(["startvm", name, "--type", "headless"]);
    let log: PathBuf = lab.settings_file(name).with_file_name("Logs/VBox.log");
    let begin = Instant::now();
    let found = loop {
        let text = std::fs::read(&log).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        if text.contains("BIOS: Booting from CD-ROM") {
            break true;
        }
        if text.contains("BOOT FAILURE") {
            break false;
        }
        assert!(begin.elapsed() < PATIENCE, "{name}: {text}");
        std::thread::sleep(Duration::from_millis(100));
    };
    lab.vboxmanage(["controlvm", name, "poweroff"]);
    found
}

/// An optical disk with a boot record that halts the processor.
fn bootable() -> Vec<u8> {
    let mut image = vec![0; 64 * SECTOR];
    let mut put = |sector: usize, at: usize, bytes: &[u8]| {
        let start = sector * SECTOR + at;
        image.splice(start..start + bytes.len(), bytes.iter().copied());
    };
    // The descriptors of the volume, of what starts, and of the end of descriptors.
    put(16, 0, b"\x01CD001\x01");
    put(17, 0, b"\x00CD001\x01EL TORITO SPECIFICATION");
    put(17, 71, &19_u32.to_le_bytes());
    put(18, 0, b"\xffCD001\x01");
    // The catalogue: an entry whose 16-bit words sum up to 0, and one for four small sectors at 20.
    put(19, 0, &[1]);
    put(19, 28, &0_u16.wrapping_sub(0xaa55 + 1).to_le_bytes());
    put(19, 30, &[0x55, 0xaa]);
    put(19, 32, &[0x88]);
    put(19, 38, &4_u16.to_le_bytes());
    put(19, 40, &20_u32.to_le_bytes());
    // cli; hlt; jmp back
    put(20, 0, &[0xfa, 0xf4, 0xeb, 0xfd]);
    put(20, 510, &[0x55, 0xaa]);
    image
}
