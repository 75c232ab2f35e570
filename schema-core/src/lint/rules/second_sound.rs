use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a second sound card.
    ///
    /// ## Why is this bad?
    /// A machine has one; libvirt adds none where there are two.
    pub(crate) static SECOND_SOUND = {
        name: "second-sound",
        alias: "G722",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if ctx.is_vbox() && ctx.domain().devices.sounds.len() > 1 {
        ctx.report(
            rule,
            Path::device("sound", 1),
            "a machine has one sound card",
        )
        .related(&Path::device("sound", 0), "the first")
        .note("remove all but one");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn one_card() {
        let text = devices("<sound model='ac97'/><sound model='sb16'/>");
        check(
            &text,
            &["second-sound at `<sound model='sb16'/>`: a machine has one sound card"],
        );
    }
}
