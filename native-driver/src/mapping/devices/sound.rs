//! `<sound>`: VirtualBox has one adapter, on or off.

use schema_core::domain::devices::{Sound, SoundModel};
use schema_core::path::Path;

use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_bool};
use crate::value::{Object, Value};

const MODELS: [(SoundModel, &str, &str); 4] = [
    (SoundModel::Sb16, "sb16", "SB16"),
    (SoundModel::Ac97, "ac97", "AC97"),
    (SoundModel::Ich6, "ich6", "HDA"),
    (SoundModel::Virtio, "virtio", "VirtioSound"),
];

pub(super) fn read(reader: &mut Reader<'_>, machine: Object) -> Result<Vec<Sound>, Fault> {
    let adapter = reader.part(machine, &Target::Audio)?;
    let [enabled] = reader.get(adapter, ["enabled"])?;
    if !as_bool(&enabled, "IAudioAdapter.enabled")? {
        return Ok(Vec::new());
    }
    let [controller] = reader.get(adapter, ["audioController"])?;
    let controller = reader.constant("AudioControllerType", &controller)?;
    let model = MODELS
        .iter()
        .find(|(_model, _word, constant)| *constant == controller)
        .map(|(model, _word, _constant)| *model);
    let sound = model.map(|model| Sound { model, audio: None });
    Ok(sound.into_iter().collect())
}

pub(super) fn plan(
    desired: &[Sound],
    current: Option<&[Sound]>,
    path: &Path,
    out: &mut Builder<'_>,
) {
    if current == Some(desired) {
        return;
    }
    let before = current.and_then(<[Sound]>::first).map(show);
    let Some(sound) = desired.first() else {
        // A new machine has a sound card until it is told otherwise, and that is no change of the document's.
        if current.is_some() {
            out.change(path, before, None);
        } else {
            out.at(path);
        }
        out.set(Target::Audio, "enabled", Value::Bool(false));
        return;
    };
    let at = path.item("sound", 0);
    let Sound {
        model,
        // The normal form has one `<audio>`, which this one belongs to.
        audio: _audio,
    } = sound;
    let row = MODELS
        .iter()
        .find(|(known, _word, _constant)| known == model);
    let Some((_model, _word, constant)) = row else {
        out.not_applied_yet(&at.attribute("model"), "this sound card");
        return;
    };
    let place = if before.is_some() {
        at.attribute("model")
    } else {
        at
    };
    let was_off = before.is_none();
    out.change(&place, before, Some(show(sound)));
    out.set(
        Target::Audio,
        "audioController",
        Value::constant("AudioControllerType", constant),
    );
    if was_off {
        out.set(Target::Audio, "enabled", Value::Bool(true));
    }
}

fn show(sound: &Sound) -> String {
    let word = MODELS
        .iter()
        .find(|(model, _word, _constant)| *model == sound.model)
        .map_or("other", |(_model, word, _constant)| *word);
    format!("sound card {word}")
}
