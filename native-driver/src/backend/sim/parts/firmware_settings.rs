//! `IFirmwareSettings`.

use super::{Attribute, Spec, any, flag, int, text};
use crate::backend::sim::world::Level::Mutable;

pub(super) static SPEC: Spec = Spec {
    interface: "IFirmwareSettings",
    component: "FirmwareSettingsWrap",
    count: 1,
    attributes: ATTRIBUTES,
};

const ATTRIBUTES: &[Attribute] = &[
    flag("ACPIEnabled", true, Mutable),
    flag("AutoSerialNumGen", true, Mutable),
    flag("IOAPICEnabled", true, Mutable),
    flag("PXEDebugEnabled", false, Mutable),
    flag("SMBIOSUuidLittleEndian", true, Mutable),
    flag("logoFadeIn", true, Mutable),
    flag("logoFadeOut", true, Mutable),
    int("APICMode", 1, Mutable, any),
    int("bootMenuMode", 2, Mutable, any),
    int("firmwareType", 1, Mutable, any),
    int("logoDisplayTime", 0, Mutable, any),
    int("timeOffset", 0, Mutable, any),
    text("logoImagePath", "", Mutable, any),
];
