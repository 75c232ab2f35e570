use crate::domain::YesNo;
use crate::domain::devices::{Graphics, GraphicsType};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for an attribute that has no effect for the type of graphics.
    ///
    /// ## Why is this bad?
    /// Ports, addresses and users belong to `rdp`, a display to windows; a port has no effect where a free one is chosen.
    pub(crate) static GRAPHICS_ATTRIBUTE_IGNORED = {
        name: "graphics-attribute-ignored",
        alias: "G705",
        severity: Warning,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    for (index, graphics) in ctx.domain().devices.graphics.iter().enumerate() {
        for (name, why) in ignored(graphics) {
            let path = Path::device("graphics", index).attribute(name);
            ctx.report(rule, path, format!("`{name}` has no effect {why}"))
                .note("remove it");
        }
    }
}

/// The attributes without effect, and why.
fn ignored(graphics: &Graphics) -> Vec<(&'static str, &'static str)> {
    let Graphics {
        kind,
        port,
        autoport,
        listen,
        multi_user,
        replace_user,
        username,
        passwd,
        display,
        // An element, not an attribute.
        listens: _listens,
    } = graphics;
    let of_server = [
        ("port", port.is_some()),
        ("autoport", autoport.is_some()),
        ("listen", listen.is_some()),
        ("multiUser", multi_user.is_some()),
        ("replaceUser", replace_user.is_some()),
        ("username", username.is_some()),
        ("passwd", passwd.is_some()),
    ];
    match kind {
        GraphicsType::Desktop | GraphicsType::Sdl => {
            let given = of_server.into_iter().filter(|(_, given)| *given);
            given.map(|(name, _)| (name, "for a window")).collect()
        }
        GraphicsType::Rdp => {
            let display = display.is_some().then_some(("display", "for a server"));
            let chosen = *autoport == Some(YesNo::Yes) && port.is_some_and(|port| port > 0);
            display
                .into_iter()
                .chain(chosen.then_some(("port", "where a free one is chosen")))
                .collect()
        }
        GraphicsType::Vnc
        | GraphicsType::Spice
        | GraphicsType::Dbus
        | GraphicsType::EglHeadless => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn windows_have_no_ports() {
        check(
            &devices("<graphics type='desktop' port='1'/>"),
            &["graphics-attribute-ignored at `1`: `port` has no effect for a window"],
        );
        check(
            &devices("<graphics type='rdp' autoport='yes' port='3390' display=':0'/>"),
            &[
                "graphics-attribute-ignored at `3390`: `port` has no effect where a free one is chosen",
                "graphics-attribute-ignored at `:0`: `display` has no effect for a server",
            ],
        );
        check(&devices("<graphics type='desktop' display=':0'/>"), &[]);
    }
}
