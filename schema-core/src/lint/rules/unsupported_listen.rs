use crate::domain::devices::{GraphicsType, ListenType};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a remote display with a `<listen>` that is no address.
    ///
    /// ## Why is this bad?
    /// `VirtualBox` listens at an address, and at every address of the host where none is said: more than the document
    /// means to allow.
    pub(crate) static UNSUPPORTED_LISTEN = {
        name: "unsupported-listen",
        alias: "G717",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    for (index, graphics) in ctx.domain().devices.graphics.iter().enumerate() {
        for (place, listen) in graphics.listens.iter().enumerate() {
            let ListenType::Other(word) = listen.kind else {
                continue;
            };
            if graphics.kind == GraphicsType::Rdp && graphics.address().is_none() {
                let path = Path::device("graphics", index)
                    .item("listen", place)
                    .attribute("type");
                let message = format!("VirtualBox cannot listen at something of type `{word}`");
                ctx.report(rule, path, message)
                    .note("use `<listen type='address' address='127.0.0.1'/>`");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn a_server_listens_at_an_address() {
        let rdp = |listen: &str| devices(&format!("<graphics type='rdp'>{listen}</graphics>"));
        check(
            &rdp("<listen type='none'/>"),
            &["unsupported-listen at `none`: VirtualBox cannot listen at something of type `none`"],
        );
        check(&rdp("<listen type='address' address='127.0.0.1'/>"), &[]);
    }
}
