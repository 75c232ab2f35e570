use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

/// The most memory that a graphics card can have, in KiB.
const MOST_VRAM: u32 = 256 << 10;
/// The most screens that it can have.
const MOST_HEADS: u32 = 64;

declare_rule! {
    /// ## What it does
    /// Checks for a graphics card with more than 256 MiB of memory, with more than 64 screens, or with none.
    ///
    /// ## Why is this bad?
    /// VirtualBox refuses it. Note that `vram` is in KiB: 16 MiB are `16384`.
    pub(crate) static VIDEO_BEYOND_LIMIT = {
        name: "video-beyond-limit",
        alias: "G714",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    for (index, video) in ctx.domain().devices.videos.iter().enumerate() {
        let model = Path::device("video", index).child("model");
        if let Some(vram) = video.model.vram.filter(|kib| *kib > MOST_VRAM) {
            let path = model.clone().attribute("vram");
            ctx.report(
                rule,
                path.clone(),
                format!("{vram} KiB of video memory are more than VirtualBox allows"),
            )
            .note(format!("it allows {MOST_VRAM}, which are 256 MiB"))
            .offer(&path, [MOST_VRAM.to_string().as_str()]);
        }
        if let Some(heads) = video.model.heads.filter(|heads| *heads > MOST_HEADS) {
            let path = model.attribute("heads");
            ctx.report(
                rule,
                path.clone(),
                format!("{heads} screens are more than VirtualBox allows"),
            )
            .note(format!("it allows {MOST_HEADS}"))
            .offer(&path, [MOST_HEADS.to_string().as_str()]);
        }
        if video.model.heads == Some(0) {
            let path = Path::device("video", index)
                .child("model")
                .attribute("heads");
            ctx.report(
                rule,
                path.clone(),
                "a graphics card has at least one screen",
            )
            .note("nobody needs to look at it; `<video><model type='none'/></video>` is no card")
            .offer(&path, ["1"]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn memory_and_screens_have_an_end() {
        let with = |attributes: &str| {
            devices(&format!(
                "<video><model type='vmvga' {attributes}/></video>"
            ))
        };
        check(
            &with("vram='262145' heads='65'"),
            &[
                "video-beyond-limit at `262145`: 262145 KiB of video memory are more than VirtualBox allows",
                "video-beyond-limit at `65`: 65 screens are more than VirtualBox allows",
            ],
        );
        check(
            &with("heads='0'"),
            &["video-beyond-limit at `0`: a graphics card has at least one screen"],
        );
        check(&with("vram='262144' heads='64'"), &[]);
    }
}
