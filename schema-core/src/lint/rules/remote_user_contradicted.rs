use crate::domain::devices::GraphicsType;
use crate::domain::metadata::AuthType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::{SIMPLE_LIBRARY, SIMPLE_USERS};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for `vbox:` metadata that asks for another way to let users in than the `username` of
    /// `<graphics type='rdp'>`.
    ///
    /// ## Why is this bad?
    /// That user is let in by the library `VBoxAuthSimple`, which VirtualBox asks where `authType` is `external`, and whose
    /// users stand in extra data. With another type, another library or another password there, nobody could say which of
    /// the two the document means.
    pub(crate) static REMOTE_USER_CONTRADICTED = {
        name: "remote-user-contradicted",
        alias: "G710",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let graphics = &ctx.domain().devices.graphics;
    let mut servers = graphics.iter().enumerate();
    let server = servers.find(|(_, graphics)| graphics.kind == GraphicsType::Rdp);
    let user = server.and_then(|(index, graphics)| Some((index, graphics.username.clone()?)));
    let (Some((index, user)), Some(own)) = (user.filter(|_| ctx.is_vbox()), ctx.own()) else {
        return;
    };
    let display = own.remote_display.as_ref();
    let kind = display.and_then(|display| display.auth_type);
    let library = display.and_then(|display| display.auth_library.clone());
    let key = format!("{SIMPLE_USERS}{user}");
    let entry = own.extra_data.iter().position(|entry| entry.key == key);
    let at = Path::machine();
    let said = at.child("vbox:remoteDisplay");
    let mut found = Vec::new();
    if matches!(kind, Some(AuthType::Null | AuthType::Guest)) {
        found.push((said.attribute("authType"), "another way to let users in"));
    }
    if library.is_some_and(|library| library != SIMPLE_LIBRARY) {
        found.push((
            said.attribute("authLibrary"),
            "another library that lets users in",
        ));
    }
    if let Some(entry) = entry {
        let at = at.item("vbox:extraData", entry).attribute("value");
        found.push((at, "a second password of that user"));
    }
    let username = Path::device("graphics", index).attribute("username");
    for (at, what) in found {
        ctx.report(
            rule,
            at,
            format!("{what} than the `username` of `<graphics>` says"),
        )
        .related(&username, "the user is named here")
        .note("keep one of the two");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, machine};

    #[test]
    fn a_user_is_let_in_one_way() {
        let graphics = "<devices><graphics type='rdp' autoport='yes' listen='127.0.0.1' username='ann' \
                        passwd='env:P'/></devices></domain>";
        let with = |own: &str| machine(own).replace("</domain>", graphics);
        check(
            &with("<vbox:remoteDisplay authType='guest' authLibrary='VBoxAuth'/>"),
            &[
                "remote-user-contradicted at `guest`: another way to let users in than the `username` of `<graphics>` says",
                "remote-user-contradicted at `VBoxAuth`: another library that lets users in than the `username` of `<graphics>` says",
            ],
        );
        check(
            &with("<vbox:remoteDisplay authType='external' authLibrary='VBoxAuthSimple'/>"),
            &[],
        );
    }
}
