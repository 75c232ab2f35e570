//! From the browser to VirtualBox: what `web-demo/tests/machine.test.js` made and saved in a browser is applied by the
//! program, and VirtualBox's own command says what the machine is.

use std::path::PathBuf;

use tests::live::Lab;
use tests::program;

/// What `showvminfo --machinereadable` must say, and what in the page asked for it.
const SHOWN: &[(&str, &str, &str)] = &[
    ("the template", "name", "windows-11"),
    ("the template", "ostype", "Windows 11 (64-bit)"),
    ("memory of 8 GiB", "memory", "8192"),
    ("four processors", "cpus", "4"),
    ("EFI", "firmware", "EFI"),
    ("secure boot", "SecureBoot", "on"),
    ("boot order", "boot1", "dvd"),
    ("boot order", "boot2", "disk"),
    ("ACPI", "acpi", "on"),
    ("I/O APIC", "ioapic", "on"),
    ("clock in local time", "rtcuseutc", "off"),
    (
        "the only controller of disks",
        "storagecontrollertype0",
        "IntelAhci",
    ),
    (
        "the disk of the system",
        "SATA Controller-0-0",
        "FILES/vm/windows-11/system.vdi",
    ),
    (
        "the installation medium",
        "SATA Controller-1-0",
        "FILES/vm/iso/windows-11.iso",
    ),
    (
        "the disk that was added",
        "SATA Controller-2-0",
        "FILES/vm/sdc.vdi",
    ),
    ("NAT", "nic1", "nat"),
    ("its card", "nictype1", "82540EM"),
    ("its address", "macaddress1", "0800274E0210"),
    (
        "the port forward that was added",
        "Forwarding(0)",
        "tcp 2222,tcp,,2222,,22",
    ),
    ("no second card", "nic2", "none"),
    ("USB 3", "xhci", "on"),
    ("the tablet", "hidpointing", "usbtablet"),
    ("sound", "audio", "default"),
    ("graphics", "graphicscontroller", "vboxsvga"),
    ("its memory", "vram", "128"),
    ("3D", "accelerate3d", "on"),
    ("no remote display", "vrde", "off"),
    ("the clipboard", "clipboard", "bidirectional"),
];

/// Where the browser's tests save what they made.
fn saved() -> Option<PathBuf> {
    let target = program::boxwright().ancestors().nth(2)?;
    let file = target.join("browser/windows-11.xml");
    file.is_file().then_some(file)
}

#[test]
fn the_machine_that_was_made_in_the_browser_is_the_one_in_virtualbox() {
    let Some(lab) = Lab::start() else { return };
    let Some(saved) = saved() else {
        assert!(
            std::env::var_os("CI").is_none_or(|value| value != "true"),
            "the browser's tests have saved no machine"
        );
        tests::skipped("no machine was made in a browser (`cargo xtask test --only web`)");
        return;
    };
    // The folder of the images is another here; nothing else of the file is.
    let text = std::fs::read_to_string(saved).unwrap();
    let text = text.replace("'/vm/", &format!("'{}/vm/", lab.files().display()));
    let sandbox = lab.sandbox();
    let file = sandbox.write("windows-11.xml", lab.with_host_files(&text));
    let file = file.to_str().unwrap();
    sandbox.run(&["apply", "--yes", file]).expect_status(0);

    let said = lab.showvminfo("windows-11");
    let files = lab.files();
    for (what, key, value) in SHOWN {
        let value = value.replace("FILES", files.to_str().unwrap());
        assert_eq!(said.get(*key), Some(&value), "{what}: {key}\n{said:#?}");
    }
    let settings = std::fs::read_to_string(&said["CfgFile"]).unwrap();
    let tpm = "<TrustedPlatformModule type=\"v2_0\"";
    assert!(settings.contains(tpm), "{settings}");
    let drives = said.iter().filter(|(key, value)| {
        key.starts_with("SATA Controller-") && key.matches('-').count() == 2 && *value != "none"
    });
    assert_eq!(drives.count(), 3, "{said:#?}");
    assert!(!said.contains_key("Forwarding(1)"), "{said:#?}");

    let before = lab.state();
    sandbox
        .run(&["plan", "--detailed-exitcode", file])
        .expect_status(0);
    assert_eq!(lab.state(), before);
}
