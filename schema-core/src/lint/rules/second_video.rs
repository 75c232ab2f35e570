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
    if ctx.is_vbox() && ctx.domain().devices.videos.len() > 1 {
        let second = Path::device("video", 1);
        ctx.report(rule, second, "a machine has one graphics card")
            .related(&Path::device("video", 0), "the first")
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
    }
}
