use crate::domain::devices::SoundModel;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a sound card that VirtualBox does not have.
    ///
    /// ## Why is this bad?
    /// libvirt makes the usual one of it without a word.
    pub(crate) static UNSUPPORTED_SOUND_MODEL = {
        name: "unsupported-sound-model",
        alias: "G721",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    for (index, sound) in ctx.domain().devices.sounds.iter().enumerate() {
        match sound.model {
            SoundModel::Sb16
            | SoundModel::Ac97
            | SoundModel::Ich6
            | SoundModel::Ich7
            | SoundModel::Ich9
            | SoundModel::Virtio => {}
            SoundModel::Other(_) => {
                if ctx.is_vbox() {
                    let path = Path::device("sound", index).attribute("model");
                    ctx.report(
                        rule,
                        path.clone(),
                        format!("VirtualBox has no sound card `{}`", sound.model.as_str()),
                    )
                    .note("it can be `sb16`, `ac97`, `ich6`, which is Intel HD Audio, or `virtio`")
                    .offer(&path, ["ich6", "ac97", "sb16"]);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn only_what_machines_have() {
        check(
            &devices("<sound model='es1370'/>"),
            &["unsupported-sound-model at `es1370`: VirtualBox has no sound card `es1370`"],
        );
        check(&devices("<sound model='ich6'/>"), &[]);
    }
}
