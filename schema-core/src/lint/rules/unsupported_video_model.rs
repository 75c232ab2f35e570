use crate::domain::devices::VideoType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a graphics card that VirtualBox does not have.
    ///
    /// ## Why is this bad?
    /// libvirt leaves the machine with the card that it has, and its memory and screens are not set either.
    pub(crate) static UNSUPPORTED_VIDEO_MODEL = {
        name: "unsupported-video-model",
        alias: "G711",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    for (index, video) in ctx.domain().devices.videos.iter().enumerate() {
        match video.model.kind {
            VideoType::Vbox
            | VideoType::Vmvga
            | VideoType::Vga
            | VideoType::Ramfb
            | VideoType::None => {}
            VideoType::Other(word) => {
                let path = Path::device("video", index)
                    .child("model")
                    .attribute("type");
                ctx.report(rule, path.clone(), format!("VirtualBox has no graphics card `{word}`"))
                    .note("it can be `vmvga`, which is VMSVGA, `vbox`, which is VBoxVGA, or `vga`, which is VBoxSVGA")
                    .offer(&path, ["vmvga", "vbox", "vga"]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn cards_of_virtualbox() {
        check(
            &devices("<video><model type='qxl'/></video>"),
            &["unsupported-video-model at `qxl`: VirtualBox has no graphics card `qxl`"],
        );
        for known in ["vbox", "vmvga", "vga", "ramfb", "none"] {
            check(
                &devices(&format!("<video><model type='{known}'/></video>")),
                &[],
            );
        }
    }
}
