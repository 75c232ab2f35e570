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
    for (index, graphics) in ctx.domain().devices.graphics.iter().enumerate() {
        match graphics.kind {
            GraphicsType::Desktop | GraphicsType::Sdl | GraphicsType::Rdp => {}
            GraphicsType::Vnc
            | GraphicsType::Spice
            | GraphicsType::Dbus
            | GraphicsType::EglHeadless => {
                if ctx.is_vbox() {
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
                    .offer(&path, ["rdp", "desktop", "sdl"]);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

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
