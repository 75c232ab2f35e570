use super::draft::Draft;
use crate::domain::os::{FeatureName, Firmware, LoaderType, OsFirmware};
use crate::domain::{Feature, Os, YesNo};
use crate::path::Path;

pub(super) fn run(draft: &mut Draft) {
    let os = draft.domain.os.get_or_insert_default();
    let is_efi = is_efi(os);
    let asked = asks_for_secure_boot(os);
    let without_keys = asked && feature(os, FeatureName::EnrolledKeys) == Some(YesNo::No);
    let secure = is_efi && asked && !without_keys;
    let loader = os.loader.take().and_then(|loader| loader.path);
    let nvram = os.nvram.take();
    os.firmware = is_efi.then_some(Firmware::Efi);
    os.firmware_features = secure.then(|| OsFirmware {
        features: [FeatureName::EnrolledKeys, FeatureName::SecureBoot]
            .map(|name| Feature {
                enabled: YesNo::Yes,
                name,
            })
            .to_vec(),
    });
    let path = Path::root().child("os");
    if loader.is_some_and(|file| !file.trim().is_empty()) {
        draft.note(
            path.child("loader"),
            "the file with the firmware is not used".to_owned(),
            "VirtualBox brings its own firmware",
        );
    }
    if nvram.is_some_and(|nvram| nvram.path.is_some() || nvram.template.is_some()) {
        draft.note(
            path.child("nvram"),
            "the file for what the firmware stores is not used".to_owned(),
            "VirtualBox keeps it beside the machine's settings",
        );
    }
    if is_efi && without_keys {
        draft.note(
            path.child("firmware"),
            "secure boot stays off, since no keys are enrolled".to_owned(),
            "VirtualBox has no secure boot without keys",
        );
    }
}

/// Whether the firmware is EFI: by name, or else by where its code is.
pub fn is_efi(os: &Os) -> bool {
    match os.firmware {
        Some(firmware) => firmware == Firmware::Efi,
        None => os
            .loader
            .as_ref()
            .is_some_and(|loader| loader.kind == Some(LoaderType::Pflash)),
    }
}

/// Whether the document wants secure boot: by name, or else by the keys that are there for it.
pub(crate) fn asks_for_secure_boot(os: &Os) -> bool {
    let said = secure_boot(os).or_else(|| feature(os, FeatureName::EnrolledKeys));
    said == Some(YesNo::Yes)
}

/// What the document says about secure boot by name.
pub(crate) fn secure_boot(os: &Os) -> Option<YesNo> {
    let of_loader = os.loader.as_ref().and_then(|loader| loader.secure);
    feature(os, FeatureName::SecureBoot).or(of_loader)
}

/// What the document says about a feature; the last word counts.
fn feature(os: &Os, name: FeatureName) -> Option<YesNo> {
    let features = os.firmware_features.as_ref()?.features.iter();
    features
        .filter(|feature| feature.name == name)
        .map(|feature| feature.enabled)
        .next_back()
}
