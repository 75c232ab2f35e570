use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::graphics_kept;
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a second server or a second window among the graphics.
    ///
    /// ## Why is this bad?
    /// A machine has one of each; `desktop` and `sdl` are both windows, of which `desktop` wins.
    pub(crate) static SECOND_GRAPHICS_IGNORED = {
        name: "second-graphics-ignored",
        alias: "G703",
        severity: Warning,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    let all = &ctx.domain().devices.graphics;
    let (_, left_out) = graphics_kept(all);
    for (index, kept) in left_out {
        let (Some(graphics), Some(winner)) = (all.get(index), all.get(kept)) else {
            continue;
        };
        let path = Path::device("graphics", index);
        let message = format!(
            "graphics of type `{}` have no effect beside `{}`",
            graphics.kind.as_str(),
            winner.kind.as_str()
        );
        ctx.report(rule, path.clone(), message)
            .related(&Path::device("graphics", kept), "these are used")
            .note("remove one of the two")
            .remove("remove what has no effect", Applicability::Safe, &path);
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn one_server_and_one_window() {
        let text = devices("<graphics type='sdl'/><graphics type='desktop'/>");
        let found = check(
            &text,
            &[
                "second-graphics-ignored at `<graphics type='sdl'/>`: graphics of type `sdl` have no effect beside `desktop`",
            ],
        );
        assert_eq!(
            crate::fix::apply(&text, &found, crate::Applicability::Safe),
            devices("<graphics type='desktop'/>")
        );
        check(
            &devices(&"<graphics type='rdp'/>".repeat(2)),
            &[
                "second-graphics-ignored at `<graphics type='rdp'/>`: graphics of type `rdp` have no effect beside `rdp`",
            ],
        );
    }
}
