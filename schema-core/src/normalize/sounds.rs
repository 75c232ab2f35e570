use super::draft::Draft;
use crate::domain::devices::SoundModel;
use crate::path::Path;

/// VirtualBox has one kind of HD Audio.
pub(super) fn run(draft: &mut Draft) {
    let mut changed = Vec::new();
    for (index, sound) in draft.domain.devices.sounds.iter_mut().enumerate() {
        if matches!(sound.model, SoundModel::Ich7 | SoundModel::Ich9) {
            changed.push((index, sound.model));
            sound.model = SoundModel::Ich6;
        }
    }
    for (index, model) in changed {
        draft.note(
            Path::device("sound", index).attribute("model"),
            format!("the sound card `{}` becomes `ich6`", model.as_str()),
            "VirtualBox has one kind of Intel HD Audio",
        );
    }
}
