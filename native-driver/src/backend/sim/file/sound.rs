//! `<AudioAdapter>`: what depends on more than one attribute.

use schema_core::settings::Node;

use super::super::parts::Part;
use super::super::value::Plain;
use super::reading::Reading;
use super::row::Form;

pub(super) const CODECS: Form = Form::Words(
    "AudioCodecType",
    &[
        ("SB16", "SB16"),
        ("STAC9700", "STAC9700"),
        ("AD1980", "AD1980"),
        ("STAC9221", "STAC9221"),
    ],
);

pub(super) const DRIVERS: Form = Form::Words(
    "AudioDriverType",
    &[
        ("Default", "Default"),
        ("Null", "Null"),
        ("OSS", "OSS"),
        ("ALSA", "ALSA"),
        ("Pulse", "Pulse"),
        ("WinMM", "WAS"),
        ("WAS", "WAS"),
        ("DirectSound", "DirectSound"),
        ("DSound", "DirectSound"),
        ("CoreAudio", "CoreAudio"),
        ("MMPM", "MMPM"),
        ("SolAudio", "SolAudio"),
    ],
);

/// The codec of each controller that has one, where a file names none.
const USUAL: [(i64, i64); 3] = [(0, 2), (1, 1), (2, 4)];

/// The codec that a controller has where a file names none.
pub(super) fn usual_codec(controller: i64) -> i64 {
    let found = USUAL.iter().find(|(known, _)| *known == controller);
    found.map_or(0, |(_, codec)| *codec)
}

pub(super) fn read(reading: &mut Reading, hardware: &Node) {
    let nothing = Node::default();
    let adapter = hardware.child("AudioAdapter").unwrap_or(&nothing);
    reading.within(adapter, |reading| {
        let controller = reading.settings.int(Part::Audio, 0, "audioController");
        let key = |member: &str| format!("{}.{member}", Part::Audio.key(0));
        reading.said(adapter, "codec", key("audioCodec"));
        let codec = super::lists::constant(reading, adapter, "codec", CODECS);
        let codec = codec.map_or_else(|| usual_codec(controller), i64::from);
        reading
            .settings
            .write(Part::Audio, 0, "audioCodec", Plain::Int(codec));
        reading.said(adapter, "driver", key("audioDriver"));
        let driver = super::lists::constant(reading, adapter, "driver", DRIVERS);
        // The driver beside it is for releases before 7.0, which have no default.
        let is_usual = reading.flag(adapter, "useDefault", key("audioDriver"), false);
        let driver = if is_usual {
            0
        } else {
            driver.unwrap_or_default()
        };
        reading
            .settings
            .write(Part::Audio, 0, "audioDriver", Plain::Int(driver.into()));
        reading.properties(adapter, &Part::Audio.key(0));
    });
}
