use std::collections::BTreeMap;

use crate::domain::devices::{CharacterDevice, CharacterType, SocketMode};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for two serial or parallel ports with one device, file or socket of the host, and for two that wait at one TCP
    /// port.
    ///
    /// ## Why is this bad?
    /// The second finds it taken, and the machine does not start, or each writes over what the other wrote.
    pub(crate) static SHARED_PORT_SOURCE = {
        name: "shared-port-source",
        alias: "C607",
        severity: Warning,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    let devices = &ctx.domain().devices;
    let serials = devices.serials.iter().enumerate();
    let parallels = devices.parallels.iter().enumerate();
    let all = serials.map(|(index, port)| ("serial", index, port));
    let all = all.chain(parallels.map(|(index, port)| ("parallel", index, port)));
    let mut seen: BTreeMap<(&str, &str), Path> = BTreeMap::new();
    for (name, index, port) in all {
        let Some((attribute, what, value)) = taken_by(port) else {
            continue;
        };
        let at = Path::device(name, index)
            .child("source")
            .attribute(attribute);
        let Some(first) = seen.get(&(attribute, value)) else {
            seen.insert((attribute, value), at);
            continue;
        };
        ctx.report(
            rule,
            at,
            format!("{what} `{value}` is taken by another port"),
        )
        .related(first, "the other port")
        .note("give each port one of its own");
    }
}

/// The attribute that names what a port alone has of the host, what that is, and which.
fn taken_by(port: &CharacterDevice) -> Option<(&'static str, &'static str, &str)> {
    let source = port.source.as_ref()?;
    let waits = source.mode == Some(SocketMode::Bind);
    let (attribute, what, value) = match port.kind {
        CharacterType::Dev => ("path", "the device", &source.path),
        CharacterType::File => ("path", "the file", &source.path),
        // Several can connect to one that waits.
        CharacterType::Pipe | CharacterType::Unix if waits => ("path", "the socket", &source.path),
        CharacterType::Tcp if waits => ("service", "the port", &source.service),
        CharacterType::Pipe
        | CharacterType::Unix
        | CharacterType::Tcp
        | CharacterType::Null
        | CharacterType::Udp
        | CharacterType::Stdio
        | CharacterType::Vc
        | CharacterType::Pty
        | CharacterType::Other(_) => return None,
    };
    // What goes nowhere is enough for all.
    let is_one = |value: &&str| !["", "/dev/null"].contains(value);
    let value = value.as_deref().filter(is_one)?;
    Some((attribute, what, value))
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{devices, found};

    #[test]
    fn each_port_has_its_own() {
        let with = |kind: &str, source: &str| {
            let port = format!("<serial type='{kind}'><source {source}/></serial>");
            found("shared-port-source", &devices(&port.repeat(2))).len()
        };
        assert_eq!(with("file", "path='/a'"), 1);
        assert_eq!(with("file", "path='/dev/null'"), 0);
        assert_eq!(with("dev", "path='/dev/ttyS0'"), 1);
        assert_eq!(with("tcp", "mode='bind' service='2000'"), 1);
        assert_eq!(with("tcp", "mode='connect' host='a' service='2000'"), 0);
        assert_eq!(with("unix", "mode='bind' path='/a'"), 1);
        assert_eq!(with("unix", "mode='connect' path='/a'"), 0);
        assert_eq!(with("null", "path='/a'"), 0);
        assert_eq!(
            found(
                "shared-port-source",
                &devices(
                    "<serial type='file'><source path='/a'/></serial><serial type='file'><source path='/b'/></serial>"
                )
            ),
            [""; 0]
        );
    }
}
