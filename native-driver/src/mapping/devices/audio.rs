//! `<audio>`: where the sound of the one sound card goes on the host. Silence leaves that as it is; a new card plays, and
//! does not record.

use schema_core::domain::devices::{Audio, AudioType, Sound};
use schema_core::path::Path;

use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_bool};
use crate::value::{Name, Object, Value};

const KIND: &str = "AudioDriverType";
/// What VirtualBox chooses by itself, since 7.0.
const CHOSEN: &str = "Default";
/// Until 5.0 a card recorded and played.
const SWITCHES: [&str; 2] = ["enabledIn", "enabledOut"];

const DRIVERS: [(AudioType, &str); 5] = [
    (AudioType::None, "Null"),
    (AudioType::Alsa, "ALSA"),
    (AudioType::Oss, "OSS"),
    (AudioType::Pulseaudio, "Pulse"),
    (AudioType::Coreaudio, "CoreAudio"),
];

/// The host's side of a sound card that is there.
#[derive(Clone, Debug)]
pub(crate) struct CurrentAudio {
    /// A constant of `AudioDriverType`.
    driver: Name,
    /// Whether it records and plays; not looked at where VirtualBox has chosen the driver.
    switches: Option<[bool; 2]>,
}

pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    sounds: &[Sound],
    left_alone: &mut Vec<String>,
) -> Result<(Vec<Audio>, Option<CurrentAudio>), Fault> {
    if sounds.is_empty() {
        return Ok((Vec::new(), None));
    }
    let adapter = reader.part(machine, &Target::Audio)?;
    let [driver] = reader.get(adapter, ["audioDriver"])?;
    let driver = reader.constant(KIND, &driver)?;
    let known = DRIVERS.iter().find(|(_kind, constant)| *constant == driver);
    let Some((kind, _constant)) = known else {
        if driver != CHOSEN {
            left_alone.push(format!("sound that goes to {driver}"));
        }
        let switches = None;
        return Ok((Vec::new(), Some(CurrentAudio { driver, switches })));
    };
    let [input, output] = if reader.has("IAudioAdapter", SWITCHES[0]) {
        let [input, output] = reader.get(adapter, SWITCHES)?;
        let is = |value| as_bool(value, "IAudioAdapter.enabledIn");
        [is(&input)?, is(&output)?]
    } else {
        [true, true]
    };
    let switches = Some([input, output]);
    let current = CurrentAudio { driver, switches };
    if !input && !output {
        left_alone.push("a sound card that neither plays nor records".to_owned());
        return Ok((Vec::new(), Some(current)));
    }
    let audio = Audio {
        id: 1,
        kind: *kind,
        input,
        output,
    };
    Ok((vec![audio], Some(current)))
}

/// Plans the host's side of `sounds`; `current` is what there is where a card is on.
pub(super) fn plan(
    desired: &[Audio],
    sounds: &[Sound],
    current: Option<&CurrentAudio>,
    path: &Path,
    out: &mut Builder<'_>,
) {
    let can_switch = out.typelib.has("IAudioAdapter", SWITCHES[0]);
    let Some(audio) = desired.first() else {
        if !sounds.is_empty() && current.is_none() && can_switch {
            out.at(&path.item("sound", 0));
            switch([false, true], [None, None], out);
        }
        return;
    };
    let at = path.item("audio", 0);
    let Audio {
        id: _one,
        kind,
        input,
        output,
    } = audio;
    let Some((_kind, driver)) = DRIVERS.iter().find(|(known, _constant)| known == kind) else {
        out.not_applied_yet(&at.attribute("type"), "this sound system");
        return;
    };
    let before = current.map(|current| current.driver.clone());
    if before.as_deref() != Some(driver) {
        let was = before.map(|driver| format!("sound to {driver}"));
        out.change(
            &at.attribute("type"),
            was,
            Some(format!("sound to {driver}")),
        );
        let value = Value::constant(KIND, driver);
        out.set(Target::Audio, "audioDriver", value);
    }
    if !can_switch {
        return;
    }
    let switches = current.and_then(|current| current.switches);
    let before = switches.map_or([None, None], |was| was.map(Some));
    for ((child, is), was) in [("input", *input), ("output", *output)]
        .into_iter()
        .zip(before)
    {
        // A part of what is new, unless it is there already.
        if let Some(was) = was.filter(|was| *was != is) {
            let word = |is: bool| Some((if is { "on" } else { "off" }).to_owned());
            out.change(&at.child(child), word(was), word(is));
        }
    }
    switch([*input, *output], before, out);
}

fn switch(wanted: [bool; 2], before: [Option<bool>; 2], out: &mut Builder<'_>) {
    for ((member, is), was) in SWITCHES.into_iter().zip(wanted).zip(before) {
        if was != Some(is) {
            out.set(Target::Audio, member, Value::Bool(is));
        }
    }
}
