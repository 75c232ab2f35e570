//! What the guest is and what starts it.

use crate::elements::Element;

use super::Verb;
use super::draft::Draft;

/// What starts a guest from outside.
const FROM_OUTSIDE: &[&str] = &[
    "kernel", "initrd", "cmdline", "dtb", "shim", "init", "initarg",
];

pub(super) fn run(draft: &mut Draft) {
    let root = draft.root();
    for name in ["bootloader", "bootloader_args"] {
        if let Some(loader) = root.child(name) {
            draft.drop(
                loader,
                format!("`<{name}>` runs on the host; the disk has to have a boot loader"),
            );
        }
    }
    let Some(os) = root.child("os") else {
        draft.say(
            Verb::Added,
            &root.start_tag,
            "`<os>`: a guest that starts as on hardware",
        );
        draft.insert(&root.path, "<os><type>hvm</type></os>");
        return;
    };
    for element in &os.children {
        if FROM_OUTSIDE.contains(&element.name.as_str()) {
            let message = format!(
                "`<{}>` is given to the guest from outside; the disk has to have a boot loader",
                element.name
            );
            draft.drop(element, message);
        }
    }
    kind(os, draft);
    firmware(os, draft);
}

fn kind(os: &Element, draft: &mut Draft) {
    let Some(kind) = os.child("type") else {
        draft.insert(&os.path, "<type>hvm</type>");
        return;
    };
    if kind.text != "hvm" {
        let message = format!(
            "`{}` is `hvm`: the guest starts as on hardware, with a kernel and a boot loader of its own",
            kind.text
        );
        draft.say(Verb::Changed, &kind.start_tag, message);
        draft.set_text(kind, "hvm");
    }
    let Some(machine) = kind.attribute("machine") else {
        return;
    };
    let chipset = if machine.contains("q35") { "q35" } else { "pc" };
    if machine != chipset {
        let name = if chipset == "q35" { "ICH9" } else { "PIIX3" };
        let message = format!("the machine type `{machine}` is `{chipset}`, the chipset {name}");
        draft.say(Verb::Changed, &kind.start_tag, message);
        draft.set(kind, "machine", chipset);
    }
}

/// Firmware is said by name: VirtualBox brings its own files.
fn firmware(os: &Element, draft: &mut Draft) {
    let Some(loader) = os.child("loader") else {
        if let Some(nvram) = os.child("nvram") {
            draft.drop(nvram, NVRAM);
        }
        return;
    };
    let path = loader.text.to_ascii_lowercase();
    let is_efi = loader.attribute("type") == Some("pflash")
        || ["ovmf", "aavmf", "edk2", "efi"]
            .iter()
            .any(|part| path.contains(part));
    if !is_efi {
        draft.drop(loader, "`<loader>`: VirtualBox brings its own BIOS");
        return;
    }
    draft.drop(loader, "`<loader>`: VirtualBox brings its own EFI firmware");
    if let Some(nvram) = os.child("nvram") {
        draft.drop(nvram, NVRAM);
    }
    if os.attribute("firmware") != Some("efi") {
        draft.say(
            Verb::Changed,
            &os.start_tag,
            "`firmware` is `efi`, as `<loader>` says",
        );
        draft.set(os, "firmware", "efi");
    }
    if loader.attribute("secure") == Some("yes") && os.child("firmware").is_none() {
        draft.say(
            Verb::Added,
            &loader.start_tag,
            "secure boot, with the usual keys, as `<loader secure='yes'>` says",
        );
        draft.insert(
            &os.path,
            "<firmware><feature enabled='yes' name='enrolled-keys'/><feature enabled='yes' name='secure-boot'/></firmware>",
        );
    }
}

const NVRAM: &str =
    "`<nvram>`: VirtualBox keeps the variables of EFI itself, so the boot entries are found anew";
