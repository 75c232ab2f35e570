//! `ITrustedPlatformModule`.

use super::{Attribute, Spec, any, int, text};
use crate::backend::sim::world::Level::Mutable;

pub(super) static SPEC: Spec = Spec {
    interface: "ITrustedPlatformModule",
    component: "TrustedPlatformModuleWrap",
    count: 1,
    attributes: ATTRIBUTES,
};

const ATTRIBUTES: &[Attribute] = &[
    int("type", 0, Mutable, any),
    text("location", "", Mutable, any),
];
