//! `IRecordingSettings` and `IRecordingScreenSettings`.

use super::super::fault::{Code, Refusal};
use super::super::handle::{Handle, Of};
use super::super::value::{self, Answer, Args, Out, Plain};
use super::super::world::World;
use super::{
    Attribute, Change, Fresh, Part, Set, Spec, any, fixed, flag, int, not_implemented, text,
};
use crate::backend::Verb;
use crate::backend::sim::world::Level::{Free, MutableOrSavedOrRunning};

pub(super) static SPEC: Spec = Spec {
    interface: "IRecordingSettings",
    component: "RecordingSettingsWrap",
    count: 1,
    attributes: &[
        flag("enabled", false, MutableOrSavedOrRunning),
        Attribute {
            name: "paused",
            fresh: Fresh::Missing,
            set: Set::To(Free, not_implemented),
        },
    ],
};

pub(super) static SCREEN: Spec = Spec {
    interface: "IRecordingScreenSettings",
    component: "RecordingScreenSettingsWrap",
    count: 64,
    attributes: SCREEN_ATTRIBUTES,
};

const SCREEN_ATTRIBUTES: &[Attribute] = &[
    flag("enabled", true, Free),
    Attribute {
        name: "features",
        fresh: Fresh::Ints(&[1]),
        set: Set::To(Free, any),
    },
    int("destination", 1, Free, destination),
    int("maxTime", 0, Free, any),
    int("maxFileSize", 0, Free, any),
    text("filename", "", Free, filename),
    text("options", "ac_profile=med", Free, any),
    int("audioCodec", 3, Free, audio_codec),
    int("audioRateControlMode", 2, Free, not_implemented),
    int("audioDeadline", 0, Free, any),
    int("audioHz", 22050, Free, sixteen_bits),
    int("audioBits", 16, Free, eight_bits),
    int("audioChannels", 2, Free, eight_bits),
    int("videoCodec", 6, Free, video_codec),
    int("videoDeadline", 0, Free, any),
    int("videoWidth", 1024, Free, any),
    int("videoHeight", 768, Free, any),
    int("videoRate", 512, Free, any),
    int("videoRateControlMode", 2, Free, not_implemented),
    int("videoFPS", 25, Free, any),
    int("videoScalingMode", 0, Free, not_implemented),
    fixed("id", Fresh::BySlot(&SCREEN_IDS)),
];

const SCREEN_IDS: [i64; 64] = {
    let mut ids = [0; 64];
    let mut index = 0;
    let mut id = 0;
    while index < ids.len() {
        #[expect(
            clippy::indexing_slicing,
            reason = "evaluated when the program is built"
        )]
        {
            ids[index] = id;
        }
        index += 1;
        id += 1;
    }
    ids
};

pub(super) fn call(world: &mut World, of: Of, member: &str, args: &Args) -> Option<Answer> {
    match member {
        "getScreens" => Some(screens(world, of)),
        "getScreenSettings" => Some(screen(world, of, args.int(0))),
        "progress" => Some(progress(world, of)),
        _ => None,
    }
}

fn count(world: &World, of: Of) -> Result<u32, Refusal> {
    let monitors = world.settings(of)?.int(Part::Graphics, 0, "monitorCount");
    Ok(u32::try_from(monitors).unwrap_or(1))
}

fn screens(world: &World, of: Of) -> Answer {
    value::objects((0..count(world, of)?).map(|index| Handle::Part(of, Part::Screen, index)))
}

fn screen(world: &World, of: Of, number: i64) -> Answer {
    let index = u32::try_from(number)
        .ok()
        .filter(|index| *index < SCREEN.count);
    let index = index.ok_or_else(|| {
        Refusal::invalid(
            SPEC.component,
            format!("Invalid screen ID '{number}' specified"),
        )
    })?;
    world.settings(of)?;
    value::object(Handle::Part(of, Part::Screen, index))
}

fn progress(world: &World, of: Of) -> Answer {
    world.check(of, MutableOrSavedOrRunning)?;
    Err(Refusal::new(
        Code::Fail,
        SPEC.component,
        "Recording not started",
    ))
}

/// A file name that was not set follows the machine; one that was set gets the screen's number and a suffix.
pub(super) fn call_screen(
    world: &mut World,
    of: Of,
    index: u32,
    verb: Verb,
    member: &str,
    args: &Args,
) -> Option<Answer> {
    match (verb, member) {
        (Verb::Get, "filename") => Some(file(world, of, index)),
        (Verb::Invoke, "getFeatures") => Some(features(world, of, index)),
        (Verb::Invoke, "setFeatures") => Some(set_features(world, of, index, args)),
        (Verb::Invoke, "isFeatureEnabled") => Some(has_feature(world, of, index, args.int(0))),
        _ => None,
    }
}

fn file(world: &World, of: Of, index: u32) -> Answer {
    let settings = world.settings(of)?;
    let stored = settings.text(Part::Screen, index, "filename");
    let stem = if stored.is_empty() {
        let machine = world.machine(of)?;
        format!("{}/{}", machine.folder(), machine.file_stem())
    } else {
        stored
    };
    value::text(format!("{stem}-screen{index}.webm"))
}

fn features(world: &World, of: Of, index: u32) -> Answer {
    let features = world.settings(of)?.read(Part::Screen, index, "features");
    Ok(features.map(Out::from).into_iter().collect())
}

fn set_features(world: &mut World, of: Of, index: u32, args: &Args) -> Answer {
    world
        .change(of)?
        .write(Part::Screen, index, "features", args.plain());
    value::nothing()
}

fn has_feature(world: &World, of: Of, index: u32, feature: i64) -> Answer {
    let features = world.settings(of)?.read(Part::Screen, index, "features");
    let has = match features {
        Some(Plain::List(features)) => features.contains(&Plain::Int(feature)),
        Some(Plain::Bool(_) | Plain::Int(_) | Plain::Text(_)) | None => false,
    };
    value::flag(has)
}

fn filename(change: &Change<'_>) -> Result<Plain, Refusal> {
    let name = change.value.text();
    if name.is_empty() || name.starts_with('/') {
        return change.keep();
    }
    Err(change.invalid(format!("Recording file name '{name}' is not absolute")))
}

fn destination(change: &Change<'_>) -> Result<Plain, Refusal> {
    change.range(1, 1, |_| "Destination type invalid / not supported".into())
}

fn audio_codec(change: &Change<'_>) -> Result<Plain, Refusal> {
    change.range(3, 3, |_| "Audio codec not supported".into())
}

fn video_codec(change: &Change<'_>) -> Result<Plain, Refusal> {
    change.range(6, 6, |_| "Video codec not supported".into())
}

/// VirtualBox keeps these in fewer bits than it takes.
#[expect(clippy::unnecessary_wraps, reason = "a rule, and others refuse")]
fn sixteen_bits(change: &Change<'_>) -> Result<Plain, Refusal> {
    Ok(Plain::Int(change.value.int() & 0xffff))
}

#[expect(clippy::unnecessary_wraps, reason = "a rule, and others refuse")]
fn eight_bits(change: &Change<'_>) -> Result<Plain, Refusal> {
    Ok(Plain::Int(change.value.int() & 0xff))
}
