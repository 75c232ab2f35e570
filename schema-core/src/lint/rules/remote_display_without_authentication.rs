use crate::domain::Domain;
use crate::domain::devices::GraphicsType;
use crate::domain::metadata::remote_display::{AuthType, RemoteDisplay};
use crate::exposure::Exposed;
use crate::lint::rule::{Check, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Says which remote displays let everybody in.
    ///
    /// ## Why is this bad?
    /// It is not, where nobody else can reach the port. But VirtualBox asks for no name and no password unless it is told to,
    /// and who gets in has the screen, the keyboard and the mouse of the guest; also other users of the host, where it
    /// listens at a loopback address.
    ///
    /// ## What to do
    /// Say who is let in: `username='…' passwd='env:NAME'` of the `<graphics>`. Or add `<vbox:remoteDisplay
    /// authType='external'/>` to the `<vbox:machine>` in `<metadata>`, so that VirtualBox asks for the host's users, or a
    /// `vncPassword` where the server speaks VNC.
    ///
    /// `boxwright lint` reports it when it is selected; `plan` lists it, and a change that adds it wants
    /// `--allow remote-display-without-authentication` where nobody is asked.
    pub(crate) static REMOTE_DISPLAY_WITHOUT_AUTHENTICATION = {
        name: "remote-display-without-authentication",
        alias: "E013",
        severity: Note,
        check: Check::Exposure(find),
    }
}

fn find(domain: &Domain, exposed: &mut Exposed) {
    let machine = domain.own();
    if machine
        .and_then(|machine| machine.remote_display.as_ref())
        .is_some_and(asks)
    {
        return;
    }
    for (index, graphics) in domain.devices.graphics.iter().enumerate() {
        if graphics.kind == GraphicsType::Rdp && graphics.username.is_none() {
            exposed.add(
                Path::device("graphics", index),
                "",
                "whoever reaches the remote display gets in without a password",
                "`username='…' passwd='env:NAME'` lets in who knows them",
            );
        }
    }
}

/// Whether a server asks who wants to look.
fn asks(display: &RemoteDisplay) -> bool {
    match display.auth_type {
        Some(AuthType::External | AuthType::Guest) => true,
        Some(AuthType::Null) | None => display.vnc_password.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{domain, exposed};

    #[test]
    fn silence_lets_everybody_in() {
        let found = |graphics: &str, inner: &str| {
            exposed(&domain(&format!(
                "<metadata><v:machine xmlns:v='urn:boxwright:vbox:1'>{inner}</v:machine></metadata>\
                 <devices><graphics type='{graphics}' listen='127.0.0.1'/></devices>"
            )))
        };
        let open = "remote-display-without-authentication /domain/devices/graphics[0]: \
                    whoever reaches the remote display gets in without a password";
        assert_eq!(found("rdp", ""), [open]);
        assert_eq!(found("rdp", "<v:remoteDisplay authType='null'/>"), [open]);
        assert_eq!(
            found("rdp", "<v:remoteDisplay authType='external'/>"),
            [""; 0]
        );
        assert_eq!(
            found("rdp", "<v:remoteDisplay vncPassword='env:P'/>"),
            [""; 0]
        );
        assert_eq!(found("rdp' username='ann' passwd='env:P", ""), [""; 0]);
        assert_eq!(found("desktop", ""), [""; 0]);
    }
}
