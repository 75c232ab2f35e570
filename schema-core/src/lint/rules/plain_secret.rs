use crate::domain::devices::GraphicsType;
use crate::domain::metadata::{Secret, SecretIs};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for passwords that stand in the document.
    ///
    /// ## Why is this bad?
    /// Who can read the document can read them, and documents are kept where many can. Name where it is instead: in an
    /// environment variable with `env:NAME`, or in a file with `file:PATH`.
    pub(crate) static PLAIN_SECRET = {
        name: "plain-secret",
        alias: "V115",
        severity: Warning,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    let servers = ctx.domain().devices.graphics.iter().enumerate();
    let users = servers.filter(|(_, graphics)| graphics.kind == GraphicsType::Rdp);
    let users = users.map(|(index, graphics)| {
        let at = Path::device("graphics", index).attribute("passwd");
        (at, graphics.passwd.as_ref())
    });
    let display = ctx.own().and_then(|own| own.remote_display.as_ref());
    let viewers = display.map(|display| {
        let at = Path::machine().child("vbox:remoteDisplay");
        (at.attribute("vncPassword"), display.vnc_password.as_ref())
    });
    for (at, secret) in users.chain(viewers) {
        if let Some(SecretIs::Plain(text)) = secret.map(Secret::is)
            && !text.is_empty()
        {
            ctx.report(rule, at, "a password stands in the document")
                .note("write `env:NAME` or `file:PATH` for where it is");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices, machine};

    #[test]
    fn passwords_stand_elsewhere() {
        let graphics =
            "<devices><graphics type='rdp' autoport='yes' listen='127.0.0.1'/></devices></domain>";
        let with = |password: &str| {
            let text =
                format!("<vbox:remoteDisplay authType='external' vncPassword='{password}'/>");
            machine(&text).replace("</domain>", graphics)
        };
        check(
            &with("hunter2"),
            &["plain-secret at `hunter2`: a password stands in the document"],
        );
        check(
            &devices(
                "<graphics type='rdp' autoport='yes' listen='127.0.0.1' username='ann' passwd='hunter2'/>",
            ),
            &["plain-secret at `hunter2`: a password stands in the document"],
        );
        check(&with("env:VNC"), &[]);
        check(&with("file:/run/secret"), &[]);
    }
}
