//! `<video>`: the graphics card. Where the document has none, the machine keeps the one that it has; a card like that
//! of a fresh machine is left out of what is read back.

use std::borrow::Cow;

use schema_core::domain::YesNo;
use schema_core::domain::devices::{Video, VideoAcceleration, VideoModel, VideoType};
use schema_core::path::Path;

use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_bool, as_u32};
use crate::target::interface;
use crate::value::{Object, Value};

const KIND: &str = "GraphicsControllerType";
const FEATURE: &str = "GraphicsFeature";

const CARDS: [(VideoType, &str); 5] = [
    (VideoType::Vbox, "VBoxVGA"),
    (VideoType::Vmvga, "VMSVGA"),
    (VideoType::Vga, "VBoxSVGA"),
    (VideoType::Ramfb, "QemuRamFB"),
    (VideoType::None, "Null"),
];

/// What the host can accelerate: a member of its own until 7.0, a feature since.
#[derive(Clone, Copy)]
struct Acceleration {
    member: &'static str,
    feature: &'static str,
    attribute: &'static str,
}

const IN_3D: Acceleration = Acceleration {
    member: "accelerate3DEnabled",
    feature: "Acceleration3D",
    attribute: "accel3d",
};

const IN_2D: Acceleration = Acceleration {
    member: "accelerate2DVideoEnabled",
    feature: "Acceleration2DVideo",
    attribute: "accel2d",
};

/// The card of a fresh machine.
const FRESH: VideoModel = VideoModel {
    kind: VideoType::Vbox,
    vram: Some(8 << 10),
    heads: Some(1),
    acceleration: None,
};

/// The card to show, and the card that there is.
pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    left_alone: &mut Vec<String>,
) -> Result<(Vec<Video>, Option<Video>), Fault> {
    let interface = interface(&Target::Graphics, reader.typelib());
    let adapter = reader.part(machine, &Target::Graphics)?;
    let [vram, heads] = reader.get(adapter, ["VRAMSize", "monitorCount"])?;
    // Until 4.3 there was one kind.
    let constant = if reader.has(&interface, "graphicsControllerType") {
        let [kind] = reader.get(adapter, ["graphicsControllerType"])?;
        reader.constant(KIND, &kind)?
    } else {
        Cow::Borrowed("VBoxVGA")
    };
    let in_3d = is_on(reader, &interface, adapter, IN_3D)?;
    let in_2d = is_on(reader, &interface, adapter, IN_2D)?;
    let Some((kind, _constant)) = CARDS.iter().find(|(_kind, known)| *known == constant) else {
        left_alone.push(format!("the graphics card, a {constant}"));
        return Ok((Vec::new(), None));
    };
    let has_card = *kind != VideoType::None;
    let yes = |is: bool| is.then_some(YesNo::Yes);
    let vram = as_u32(&vram, "VRAMSize")?.saturating_mul(1 << 10);
    let heads = as_u32(&heads, "monitorCount")?;
    let acceleration = VideoAcceleration {
        accel3d: yes(in_3d),
        accel2d: yes(in_2d),
    };
    let model = VideoModel {
        kind: *kind,
        vram: has_card.then_some(vram),
        heads: has_card.then_some(heads),
        acceleration: (has_card && (in_3d || in_2d)).then_some(acceleration),
    };
    let video = Video { model };
    let shown = if model == FRESH {
        Vec::new()
    } else {
        vec![video]
    };
    Ok((shown, Some(video)))
}

fn is_on(
    reader: &mut Reader<'_>,
    interface: &str,
    adapter: Object,
    acceleration: Acceleration,
) -> Result<bool, Fault> {
    let Acceleration {
        member,
        feature,
        attribute: _attribute,
    } = acceleration;
    let value = if reader.has(interface, member) {
        let [value] = reader.get(adapter, [member])?;
        value
    } else if reader.has(interface, "isFeatureEnabled") && feature == IN_3D.feature {
        let args = vec![Value::constant(FEATURE, feature)];
        reader.invoke(adapter, "isFeatureEnabled", args)?
    } else {
        return Ok(false);
    };
    as_bool(&value, member)
}

pub(super) fn plan(desired: &[Video], current: Option<&Video>, path: &Path, out: &mut Builder<'_>) {
    let Some(Video { model: wanted }) = desired.first() else {
        return;
    };
    let at = path.item("video", 0);
    let VideoModel {
        kind,
        vram,
        heads,
        acceleration,
    } = wanted;
    let Some((_kind, constant)) = CARDS.iter().find(|(known, _constant)| known == kind) else {
        out.not_applied_yet(&at.child("model").attribute("type"), "this graphics card");
        return;
    };
    // A fresh machine has this card, without anybody having asked for it.
    let before = current.map_or(FRESH, |Video { model }| *model);
    if current.is_none() {
        out.change(&at, None, Some(show(wanted)));
    }
    let is_new = current.is_none();
    let model = at.child("model");
    let switches = switches(before.acceleration, *acceleration);
    for (acceleration, was, is) in switches.iter().filter(|(_each, was, is)| *was && !is) {
        accelerate(*acceleration, *was, *is, is_new, &model, out);
    }
    if before.kind != *kind {
        part(
            is_new,
            &model.attribute("type"),
            before.kind.as_str(),
            kind.as_str(),
            out,
        );
        let value = Value::constant(KIND, constant);
        out.set(Target::Graphics, "graphicsControllerType", value);
    }
    for (name, member, was, is, unit) in [
        ("vram", "VRAMSize", before.vram, *vram, 1 << 10),
        ("heads", "monitorCount", before.heads, *heads, 1),
    ] {
        let Some(is) = is.filter(|is| was != Some(*is)) else {
            continue;
        };
        let was = was.map_or_else(|| "none".to_owned(), |was| was.to_string());
        part(is_new, &model.attribute(name), &was, &is.to_string(), out);
        out.set(
            Target::Graphics,
            member,
            Value::Unsigned(u64::from(is / unit)),
        );
    }
    for (acceleration, was, is) in switches.iter().filter(|(_each, was, is)| !*was && *is) {
        accelerate(*acceleration, *was, *is, is_new, &model, out);
    }
}

/// What is accelerated before and after.
fn switches(
    before: Option<VideoAcceleration>,
    after: Option<VideoAcceleration>,
) -> [(Acceleration, bool, bool); 2] {
    let of = |on: Option<VideoAcceleration>| {
        let VideoAcceleration { accel3d, accel2d } = on.unwrap_or_default();
        (accel3d == Some(YesNo::Yes), accel2d == Some(YesNo::Yes))
    };
    let ((was_3d, was_2d), (is_3d, is_2d)) = (of(before), of(after));
    [(IN_3D, was_3d, is_3d), (IN_2D, was_2d, is_2d)]
}

fn accelerate(
    acceleration: Acceleration,
    was: bool,
    is: bool,
    is_new: bool,
    model: &Path,
    out: &mut Builder<'_>,
) {
    let word = |is: bool| if is { "yes" } else { "no" };
    let Acceleration {
        member,
        feature,
        attribute,
    } = acceleration;
    let at = model.child("acceleration").attribute(attribute);
    part(is_new, &at, word(was), word(is), out);
    if out
        .typelib
        .has_setter(&interface(&Target::Graphics, out.typelib), member)
    {
        out.set(Target::Graphics, member, Value::Bool(is));
        return;
    }
    let args = vec![
        Value::constant(FEATURE, feature).into(),
        Value::Bool(is).into(),
    ];
    out.call(Target::Graphics, "setFeature", args);
}

/// A change of its own, but for a new card, which is one change as a whole; its steps belong to their places all the same.
fn part(is_new: bool, at: &Path, before: &str, after: &str, out: &mut Builder<'_>) {
    if is_new {
        out.at(at);
    } else {
        out.change(at, Some(before.to_owned()), Some(after.to_owned()));
    }
}

fn show(model: &VideoModel) -> String {
    let VideoModel {
        kind,
        vram,
        heads,
        acceleration,
    } = model;
    let memory = vram
        .map(|kib| format!(", {} MiB", kib / 1024))
        .unwrap_or_default();
    let screens = match heads {
        Some(heads) if *heads > 1 => format!(", {heads} screens"),
        Some(_) | None => String::new(),
    };
    let on = acceleration.unwrap_or_default();
    let in_3d = if on.accel3d == Some(YesNo::Yes) {
        ", 3D"
    } else {
        ""
    };
    format!("graphics card {}{memory}{screens}{in_3d}", kind.as_str())
}
