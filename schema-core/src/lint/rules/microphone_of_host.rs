use crate::domain::Domain;
use crate::exposure::Exposed;
use crate::lint::rule::{Check, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Says where the guest can record with the microphone of the host.
    ///
    /// ## Why is this bad?
    /// It is not, where the guest is meant to hear. But it does so unseen, whenever it runs.
    ///
    /// ## What to do
    /// Leave `<input>` out: then the guest plays and does not record.
    ///
    /// `boxwright lint` reports it when it is selected; `plan` lists it, and a change that adds it wants
    /// `--allow microphone-of-host` where nobody is asked.
    pub(crate) static MICROPHONE_OF_HOST = {
        name: "microphone-of-host",
        alias: "E021",
        severity: Note,
        check: Check::Exposure(find),
    }
}

fn find(domain: &Domain, exposed: &mut Exposed) {
    let devices = &domain.devices;
    for (index, audio) in devices.audios.iter().enumerate() {
        if audio.input && !devices.sounds.is_empty() {
            let message = "the guest can record with the microphone of the host".to_owned();
            exposed.add(
                Path::device("audio", index),
                "",
                message,
                "without `<input>` the guest plays and does not record",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{devices, exposed};

    #[test]
    fn only_a_card_that_records_is_reported() {
        let found = |sides: &str| {
            exposed(&devices(&format!(
                "<sound model='ich6'/><audio id='1' type='alsa'>{sides}</audio>"
            )))
        };
        assert_eq!(
            found("<input/>"),
            [
                "microphone-of-host /domain/devices/audio[0]: the guest can record with the microphone of the host"
            ]
        );
        assert_eq!(found("<output/>"), [""; 0]);
    }
}
