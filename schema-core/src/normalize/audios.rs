use super::draft::{Draft, reorder};
use crate::path::Path;

/// VirtualBox has one sound card, with one way of its sound on the host: the one that the card refers to.
pub(super) fn run(draft: &mut Draft) {
    let devices = &mut draft.domain.devices;
    let audios = &devices.audios;
    let mut asked = devices.sounds.iter().filter_map(|sound| sound.audio);
    let by_card = asked.next().and_then(|asked| {
        let mut all = audios.iter();
        all.position(|audio| audio.id == asked.id)
    });
    let kept = by_card.or((!audios.is_empty()).then_some(0));
    let has_card = !devices.sounds.is_empty();
    let left_out: Vec<usize> = (0..audios.len())
        .filter(|index| !has_card || Some(*index) != kept)
        .collect();
    for sound in &mut devices.sounds {
        sound.audio = None;
    }
    for index in left_out {
        draft.note(
            Path::device("audio", index),
            "this `<audio>` is left out".to_owned(),
            "VirtualBox has one sound card, and one way of its sound on the host",
        );
    }
    let order: Vec<usize> = kept.into_iter().filter(|_kept| has_card).collect();
    let audios = &mut draft.domain.devices.audios;
    reorder(audios, &mut draft.source, &Path::devices(), "audio", &order);
    for audio in audios {
        audio.id = 1;
        audio.output |= !audio.input;
    }
}
