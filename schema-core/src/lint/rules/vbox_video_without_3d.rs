use crate::diagnostic::Applicability;
use crate::domain::YesNo;
use crate::domain::devices::VideoType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for 3D acceleration of a card of type `vbox`.
    ///
    /// ## Why is this bad?
    /// `VBoxVGA` has had none since VirtualBox 6.1; newer releases refuse it or leave it off.
    pub(crate) static VBOX_VIDEO_WITHOUT_3D = {
        name: "vbox-video-without-3d",
        alias: "G715",
        severity: Warning,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let old = ctx
        .target()
        .is_some_and(|target| target < crate::support::Release::new(6, 1));
    if !ctx.is_vbox() || old {
        return;
    }
    for (index, video) in ctx.domain().devices.videos.iter().enumerate() {
        let accelerated = video
            .model
            .acceleration
            .is_some_and(|on| on.accel3d == Some(YesNo::Yes));
        if accelerated && video.model.kind == VideoType::Vbox {
            let model = Path::device("video", index).child("model");
            let path = model.child("acceleration").attribute("accel3d");
            ctx.report(rule, path, "a card of type `vbox` has no 3D acceleration")
                .note("`vmvga` and `vga` have it")
                .replace(
                    "make it `vmvga`",
                    Applicability::Unsafe,
                    &model.attribute("type"),
                    "vmvga",
                );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, check_for, devices};

    #[test]
    fn which_cards_have_it() {
        let with = |kind: &str| {
            devices(&format!(
                "<video><model type='{kind}'><acceleration accel3d='yes'/></model></video>"
            ))
        };
        let found = check(
            &with("vbox"),
            &["vbox-video-without-3d at `yes`: a card of type `vbox` has no 3D acceleration"],
        );
        assert_eq!(found[0].fixes[0].title, "make it `vmvga`");
        check(&with("vmvga"), &[]);
        check(&with("vga"), &[]);
        assert!(check_for(&with("vbox"), "6.0").is_empty());
    }
}
