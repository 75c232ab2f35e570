use crate::domain::devices::AudioType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for an `<audio>` of a sound system that `VirtualBox` has nothing for.
    ///
    /// ## Why is this bad?
    /// Nobody would hear the guest.
    pub(crate) static UNSUPPORTED_AUDIO = {
        name: "unsupported-audio",
        alias: "G723",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    for (index, audio) in ctx.domain().devices.audios.iter().enumerate() {
        match audio.kind {
            AudioType::None
            | AudioType::Alsa
            | AudioType::Oss
            | AudioType::Pulseaudio
            | AudioType::Coreaudio => {}
            AudioType::Other(word) => {
                let path = Path::device("audio", index).attribute("type");
                let message = format!("VirtualBox has no sound through `{word}`");
                ctx.report(rule, path.clone(), message)
                    .note("it can be `none`, `alsa`, `oss`, `pulseaudio` or `coreaudio`; without `<audio>` VirtualBox chooses")
                    .offer(&path, ["pulseaudio", "alsa"]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn sound_systems_are_those_of_virtualbox() {
        check(
            &devices("<sound model='ac97'/><audio id='1' type='spice'/>"),
            &["unsupported-audio at `spice`: VirtualBox has no sound through `spice`"],
        );
        check(
            &devices("<sound model='ac97'/><audio id='1' type='pulseaudio'/>"),
            &[],
        );
    }
}
