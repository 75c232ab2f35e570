use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::{Attr, Node, Spot, Tree};

declare_rule! {
    /// ## What it does
    /// Checks for two primary graphics cards, and for one of type `none` beside another.
    ///
    /// ## Why is this bad?
    /// The firmware shows its screen on one card; `none` says that there is no card at all.
    pub(crate) static SECOND_PRIMARY_VIDEO = {
        name: "second-primary-video",
        alias: "G712",
        severity: Error,
        check: Check::Tree(&["video"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    let mut primary: Option<Attr<'_, '_>> = None;
    let videos: Vec<Node<'_, '_>> = tree.devices("video").collect();
    for video in &videos {
        let Some(model) = video.child("model") else {
            continue;
        };
        if let Some(none) = model
            .attribute("type")
            .filter(|kind| kind.value() == "none")
            && let Some(other) = videos.iter().find(|other| other.span() != video.span())
        {
            tree.report(rule, &none, "there is no graphics card, and there is one")
                .related(other, "the other graphics card")
                .note("keep the card, or the word that there is none")
                .remove(
                    "remove the one that says `none`",
                    Applicability::Unsafe,
                    *video,
                );
        }
        let Some(given) = model
            .attribute("primary")
            .filter(|given| given.value() == "yes")
        else {
            continue;
        };
        match primary {
            None => primary = Some(given),
            Some(first) => {
                tree.report(rule, &given, "another graphics card is the primary one")
                    .related(&first, "the other graphics card")
                    .note("keep `primary` at one of the two")
                    .remove_attribute("remove `primary`", Applicability::Unsafe, given);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm_devices};

    #[test]
    fn one_card_is_the_first() {
        assert_eq!(
            found(
                "second-primary-video",
                &kvm_devices(
                    "<video><model type='qxl' primary='yes'/></video><video><model type='vga' primary='yes'/></video>"
                )
            ),
            [
                "/domain/devices/video[1]/model/@primary `yes`: another graphics card is the primary one; the other graphics card `yes`; Unsafe: ` primary='yes'` => ``",
            ]
        );
        assert_eq!(
            found(
                "second-primary-video",
                &kvm_devices(
                    "<video><model type='qxl' primary='yes'/></video><video><model type='qxl'/></video>"
                )
            ),
            [""; 0]
        );
    }

    #[test]
    fn none_stands_alone() {
        assert_eq!(
            found(
                "second-primary-video",
                &kvm_devices(
                    "<video><model type='none'/></video><video><model type='vga'/></video>"
                )
            ),
            [
                "/domain/devices/video[0]/model/@type `none`: there is no graphics card, and there is one; the other graphics card `<video>`; Unsafe: `<video><model type='none'/></video>` => ``",
            ]
        );
        assert_eq!(
            found(
                "second-primary-video",
                &kvm_devices("<video><model type='none'/></video>")
            ),
            [""; 0]
        );
    }
}
