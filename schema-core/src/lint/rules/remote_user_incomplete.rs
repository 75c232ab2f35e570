use crate::domain::devices::GraphicsType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a `username` of `<graphics type='rdp'>` without a `passwd` or with an empty one, and the other way round.
    ///
    /// ## Why is this bad?
    /// The remote desktop server asks for both, and there is nothing that the one could be without the other. The password
    /// of a server that speaks VNC, which knows no users, is `vncPassword` of `<vbox:remoteDisplay>`.
    pub(crate) static REMOTE_USER_INCOMPLETE = {
        name: "remote-user-incomplete",
        alias: "G709",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    for (index, graphics) in ctx.domain().devices.graphics.iter().enumerate() {
        let has_name = graphics
            .username
            .as_ref()
            .is_some_and(|name| !name.is_empty());
        let has_password = graphics.passwd.as_ref().map(|secret| !secret.is_empty());
        let path = Path::device("graphics", index);
        let is_complete = has_name == (has_password == Some(true));
        // The name of the attribute that seems to be missing may be misspelt.
        let is_read = |name: &'static str| ctx.is_readable(&path.attribute(name));
        if graphics.kind != GraphicsType::Rdp
            || is_complete
            || !is_read("username")
            || !is_read("passwd")
        {
            continue;
        }
        if has_name {
            let at = path.attribute(match has_password {
                Some(_) => "passwd",
                None => "username",
            });
            ctx.report(rule, at, "the user of the remote display has no password")
                .note("add `passwd='env:NAME'` or `passwd='file:PATH'`");
        } else {
            let at = path.attribute("passwd");
            ctx.report(rule, at, "the password of the remote display is of no user")
                .note("add `username='…'`; for a server that speaks VNC, move it to `vncPassword` of `<vbox:remoteDisplay>`");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn a_name_and_a_password_are_one_thing() {
        let with = |more: &str| {
            devices(&format!(
                "<graphics type='rdp' autoport='yes' listen='127.0.0.1' {more}/>"
            ))
        };
        check(
            &with("username='ann'"),
            &["remote-user-incomplete at `ann`: the user of the remote display has no password"],
        );
        check(
            &with("passwd='env:P'"),
            &[
                "remote-user-incomplete at `env:P`: the password of the remote display is of no user",
            ],
        );
        for empty in ["", "env:", "file:"] {
            check(
                &with(&format!("username='ann' passwd='{empty}'")),
                &[&format!(
                    "remote-user-incomplete at `{empty}`: the user of the remote display has no password"
                )],
            );
        }
        check(&with("username='ann' passwd='env:P'"), &[]);
        check(
            &with("username='ann' password='env:P'"),
            &["unknown-attribute at `password`: unknown attribute `password` of `<graphics>`"],
        );
        check(
            &with("user='ann' passwd='env:P'"),
            &["unknown-attribute at `user`: unknown attribute `user` of `<graphics>`"],
        );
    }
}
