use crate::domain::devices::VideoType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a second graphics card.
    ///
    /// ## Why is this bad?
    /// A machine has one; its screens are the `heads` of that one. libvirt sets nothing where there are two.
    pub(crate) static SECOND_VIDEO = {
        name: "second-video",
        alias: "G716",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let all = ctx.domain().devices.videos.iter().enumerate();
    // The word that there is none is no card: beside one it is another fault.
    let mut cards = all.filter(|(_, video)| video.model.kind != VideoType::None);
    let (first, second) = (cards.next(), cards.next());
    if let Some(((first, _), (second, _))) = first.zip(second).filter(|_| ctx.is_vbox()) {
        let second = Path::device("video", second);
        ctx.report(rule, second, "a machine has one graphics card")
            .related(&Path::device("video", first), "the first")
            .note("remove all but one; more screens are more `heads` of it");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn one_card() {
        let text = devices("<video><model type='vbox'/></video><video/>");
        check(
            &text,
            &["second-video at `<video/>`: a machine has one graphics card"],
        );
        check(&devices("<video/>"), &[]);
        let none = "<video/><video><model type='none'/></video>";
        let found = crate::lint::lint(&devices(none));
        assert!(found.iter().all(|found| found.rule != "second-video"));
    }
}
