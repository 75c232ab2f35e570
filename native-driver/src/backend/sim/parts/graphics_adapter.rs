//! `IGraphicsAdapter`.

use super::super::fault::{Code, Refusal};
use super::super::handle::Of;
use super::super::value::{self, Answer, Args, Plain};
use super::super::world::World;
use super::{Attribute, Change, Part, Spec, int};
use crate::backend::sim::world::Level::Mutable;

pub(super) static SPEC: Spec = Spec {
    interface: "IGraphicsAdapter",
    component: "GraphicsAdapterWrap",
    count: 1,
    attributes: ATTRIBUTES,
};

const ATTRIBUTES: &[Attribute] = &[
    int("VRAMSize", 8, Mutable, vram),
    int("graphicsControllerType", 1, Mutable, controller),
    int("monitorCount", 1, Mutable, monitors),
];

pub(super) fn call(world: &mut World, of: Of, member: &str, args: &Args) -> Option<Answer> {
    match member {
        "isFeatureEnabled" => Some(is_enabled(world, of, args)),
        "setFeature" => Some(set_feature(world, of, args)),
        _ => None,
    }
}

/// 3D acceleration: the one feature that a controller can have.
const ACCELERATION: i64 = 2;
const KEY: &str = "GraphicsFeature.Acceleration3D";

fn is_enabled(world: &World, of: Of, args: &Args) -> Answer {
    let features = &world.settings(of)?.features;
    let is_on = args.int(0) == ACCELERATION && features.get(KEY).copied().unwrap_or_default();
    value::flag(is_on)
}

fn set_feature(world: &mut World, of: Of, args: &Args) -> Answer {
    world.check(of, Mutable)?;
    let (feature, is_on) = (args.int(0), args.flag(1));
    // VMSVGA and VBoxSVGA.
    let kind = world
        .settings(of)?
        .int(Part::Graphics, 0, "graphicsControllerType");
    if is_on && (feature != ACCELERATION || !matches!(kind, 2 | 3)) {
        let text = "The graphics controller does not support the given feature";
        return Err(Refusal::new(Code::NotSupported, SPEC.component, text));
    }
    if feature != ACCELERATION {
        let text = "The given feature is not implemented";
        return Err(Refusal::new(Code::NotImplemented, SPEC.component, text));
    }
    world.change(of)?.set_feature(KEY, is_on, false);
    value::nothing()
}

fn vram(change: &Change<'_>) -> Result<Plain, Refusal> {
    change.range(1, 256, |size| {
        format!("Invalid VRAM size: {size} MB (must be in range [1, 256] MB)")
    })
}

fn monitors(change: &Change<'_>) -> Result<Plain, Refusal> {
    change.range(1, 64, |count| {
        format!("Invalid monitor count: {count} (must be in range [1, 64])")
    })
}

fn controller(change: &Change<'_>) -> Result<Plain, Refusal> {
    change.range(0, 4, |kind| {
        format!("The graphics controller type ({kind}) is invalid")
    })
}
