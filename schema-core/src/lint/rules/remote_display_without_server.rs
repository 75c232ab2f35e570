use crate::domain::devices::GraphicsType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for details of a remote desktop server in a document that has none.
    ///
    /// ## Why is this bad?
    /// They are set, and have no effect until there is a `<graphics type='rdp'>`.
    pub(crate) static REMOTE_DISPLAY_WITHOUT_SERVER = {
        name: "remote-display-without-server",
        alias: "V116",
        severity: Warning,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(machine) = ctx.own() else { return };
    if machine.remote_display.is_none() {
        return;
    }
    // What is misspelt, or stands elsewhere, may be it.
    let count = ctx.domain().devices.graphics.len();
    let kind = |index| Path::device("graphics", index).attribute("type");
    let is_read = |path: &Path| ctx.is_readable(path);
    if !is_read(&Path::root().child("devices")) || !(0..count).all(|it| is_read(&kind(it))) {
        return;
    }
    let mut graphics = ctx.domain().devices.graphics.iter();
    if !graphics.any(|graphics| graphics.kind == GraphicsType::Rdp) {
        let at = Path::machine().child("vbox:remoteDisplay");
        ctx.report(
            rule,
            at,
            "there is no remote desktop server that this could be about",
        )
        .note("add `<graphics type='rdp' autoport='yes'/>` to `<devices>`, or remove this");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, machine};

    #[test]
    fn details_are_of_something() {
        check(
            &machine("<vbox:remoteDisplay authType='external'/>"),
            &[
                "remote-display-without-server at `<vbox:remoteDisplay authType='external'/>`: there is no remote desktop server that this could be about",
            ],
        );
    }
}
