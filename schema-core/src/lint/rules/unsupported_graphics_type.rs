use crate::domain::devices::GraphicsType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for graphics of a type that VirtualBox does not have.
    ///
    /// ## Why is this bad?
    /// libvirt drops them without a word, and the machine starts with a window.
    pub(crate) static UNSUPPORTED_GRAPHICS_TYPE = {
        name: "unsupported-graphics-type",
        alias: "G701",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let all = &ctx.domain().devices.graphics;
    let has_remote = all
        .iter()
        .any(|graphics| graphics.kind == GraphicsType::Rdp);
    for (index, graphics) in ctx.domain().devices.graphics.iter().enumerate() {
        match graphics.kind {
            GraphicsType::Desktop | GraphicsType::Sdl | GraphicsType::Rdp => {}
            GraphicsType::Vnc
            | GraphicsType::Spice
            | GraphicsType::Dbus
            | GraphicsType::EglHeadless => {
                if ctx.is_vbox() {
                    // A server that nobody asked for opens the machine to the network, and a machine has one.
                    let offered = if graphics.listen.is_some() && !has_remote {
                        ["rdp", "desktop", "sdl"]
                    } else {
                        ["desktop", "sdl", "rdp"]
                    };
                    let path = Path::device("graphics", index).attribute("type");
                    ctx.report(
                        rule,
                        path.clone(),
                        format!(
                            "VirtualBox has no graphics of type `{}`",
                            graphics.kind.as_str()
                        ),
                    )
                    .note("it can be `desktop`, `sdl` or `rdp`")
                    .offer(&path, offered);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn nothing_is_opened_to_the_network_that_was_not() {
        for (written, meant) in [
            ("<graphics type='spice' autoport='yes'/>", "write `desktop`"),
            ("<graphics type='vnc' listen='0.0.0.0'/>", "write `rdp`"),
            (
                "<graphics type='vnc' listen='0.0.0.0'/><graphics type='rdp' listen='127.0.0.1'/>",
                "write `desktop`",
            ),
        ] {
            let found = crate::lint::lint(&devices(written));
            let found = found
                .iter()
                .find(|found| found.rule == "unsupported-graphics-type");
            assert_eq!(found.unwrap().fixes[0].title, meant, "{written}");
        }
    }

    #[test]
    fn only_three_types() {
        check(
            &devices("<graphics type='vnc'/>"),
            &["unsupported-graphics-type at `vnc`: VirtualBox has no graphics of type `vnc`"],
        );
        check(
            &devices("<graphics type='rdp' autoport='yes'/><graphics type='desktop'/>"),
            &[],
        );
    }
}
