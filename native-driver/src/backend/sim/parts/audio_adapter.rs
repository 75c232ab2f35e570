//! `IAudioAdapter`.

use super::super::fault::{Code, Refusal};
use super::super::handle::Of;
use super::super::value::{self, Answer, Args, Plain};
use super::super::world::World;
use super::{Attribute, Change, Part, Spec, any, flag, int};
use crate::backend::Verb;
use crate::backend::sim::world::Level::{Mutable, MutableOrSaved, MutableOrSavedOrRunning};

pub(super) static SPEC: Spec = Spec {
    interface: "IAudioAdapter",
    component: "AudioAdapterWrap",
    count: 1,
    attributes: ATTRIBUTES,
};

const ATTRIBUTES: &[Attribute] = &[
    flag("enabled", true, Mutable),
    flag("enabledIn", false, MutableOrSavedOrRunning),
    flag("enabledOut", false, MutableOrSavedOrRunning),
    int("audioCodec", 2, Mutable, codec),
    int("audioController", 0, Mutable, any),
    int("audioDriver", 0, MutableOrSaved, driver),
];

pub(super) fn call(
    world: &mut World,
    of: Of,
    verb: Verb,
    member: &str,
    args: &Args,
) -> Option<Answer> {
    match (verb, member) {
        (Verb::Set, "audioController") => Some(set_controller(world, of, args.int(0))),
        (Verb::Invoke, "getPropertiesList") => Some(names(world, of)),
        (Verb::Invoke, "getProperty") => Some(get(world, of, args.text(0))),
        (Verb::Invoke, "setProperty") => Some(set(world, of, args.text(0), args.text(1))),
        _ => None,
    }
}

fn names(world: &World, of: Of) -> Answer {
    let properties = world.settings(of)?.properties.get(SPEC.interface);
    value::texts(properties.into_iter().flat_map(|each| each.keys().cloned()))
}

fn get(world: &World, of: Of, key: &str) -> Answer {
    let properties = world.settings(of)?.properties.get(SPEC.interface);
    value::text(
        properties
            .and_then(|each| each.get(key))
            .cloned()
            .unwrap_or_default(),
    )
}

fn set(world: &mut World, of: Of, key: &str, text: &str) -> Answer {
    world.check(of, Mutable)?;
    world.change(of)?.set_property(SPEC.interface, key, text);
    value::nothing()
}

fn driver(change: &Change<'_>) -> Result<Plain, Refusal> {
    if change.any_host {
        return change.keep();
    }
    // Those of Linux: default, null, OSS, ALSA, Pulse.
    supported(change, &[0, 1, 2, 3, 4])
}

fn supported(change: &Change<'_>, known: &[i64]) -> Result<Plain, Refusal> {
    if known.contains(&change.value.int()) {
        change.keep()
    } else {
        Err(Refusal::bare(Code::Fail))
    }
}

/// The codecs of each controller, the first one being its own choice: AC'97, SB16, HDA; one of `VirtIO` takes any.
const CODECS: [(i64, &[i64]); 3] = [(0, &[2, 3]), (1, &[1]), (2, &[4])];

fn codec(change: &Change<'_>) -> Result<Plain, Refusal> {
    let (controller, codec) = (
        change.settings.int(Part::Audio, 0, "audioController"),
        change.value.int(),
    );
    let fits = CODECS.iter().find(|(each, _)| *each == controller);
    if fits.is_none_or(|(_, codecs)| codecs.contains(&codec)) {
        return change.keep();
    }
    Err(change.invalid(format!("Invalid audio codec type {codec}")))
}

/// Another controller comes with a codec of its own.
fn set_controller(world: &mut World, of: Of, asked: i64) -> Answer {
    world.check(of, Mutable)?;
    if !(0..=3).contains(&asked) {
        return Err(Refusal::bare(Code::Fail));
    }
    let settings = world.change(of)?;
    if settings.int(Part::Audio, 0, "audioController") != asked {
        let codecs = CODECS.iter().find(|(each, _)| *each == asked);
        let codec = codecs
            .and_then(|(_, codecs)| codecs.first())
            .copied()
            .unwrap_or_default();
        settings.write(Part::Audio, 0, "audioController", Plain::Int(asked));
        settings.write(Part::Audio, 0, "audioCodec", Plain::Int(codec));
    }
    value::nothing()
}
