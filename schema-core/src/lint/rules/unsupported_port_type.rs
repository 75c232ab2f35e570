use crate::domain::devices::{CharacterType, ProtocolType};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a serial or parallel port of a type that cannot be applied, and for a serial port that speaks anything
    /// but bare bytes over TCP.
    ///
    /// ## Why is this bad?
    /// libvirt leaves such a port without anything behind it, without a word. `VirtualBox` has no protocol on a port's
    /// connection.
    pub(crate) static UNSUPPORTED_PORT_TYPE = {
        name: "unsupported-port-type",
        alias: "C604",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    for (index, port) in ctx.domain().devices.serials.iter().enumerate() {
        match port.kind {
            CharacterType::Dev
            | CharacterType::File
            | CharacterType::Pipe
            | CharacterType::Unix
            | CharacterType::Null => {}
            CharacterType::Tcp => {
                if let Some(ProtocolType::Other(word)) = port.protocol.map(|it| it.kind) {
                    let path = Path::device("serial", index)
                        .child("protocol")
                        .attribute("type");
                    let message = format!("serial ports do not speak `{word}`");
                    ctx.report(rule, path.clone(), message)
                        .note("it has to be `raw`")
                        .offer(&path, ["raw"]);
                }
            }
            CharacterType::Udp
            | CharacterType::Stdio
            | CharacterType::Vc
            | CharacterType::Pty
            | CharacterType::Other(_) => {
                let path = Path::device("serial", index).attribute("type");
                // Without a path nothing else but no connection at all can be meant.
                let has_path = port
                    .source
                    .as_ref()
                    .is_some_and(|source| source.path.is_some());
                let words: &[&str] = if has_path {
                    &["pipe", "file", "dev"]
                } else {
                    &["null"]
                };
                ctx.report(
                    rule,
                    path.clone(),
                    format!(
                        "serial ports of type `{}` cannot be applied",
                        port.kind.as_str()
                    ),
                )
                .note("it can be `dev`, `file`, `pipe`, `unix`, `tcp` or `null`")
                .offer(&path, words.iter().copied());
            }
        }
    }
    for (index, port) in ctx.domain().devices.parallels.iter().enumerate() {
        if port.kind != CharacterType::Dev {
            let path = Path::device("parallel", index).attribute("type");
            ctx.report(
                rule,
                path.clone(),
                format!(
                    "parallel ports of type `{}` cannot be applied",
                    port.kind.as_str()
                ),
            )
            .note("it has to be `dev`")
            .offer(&path, ["dev"]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn what_is_offered_is_no_fault_of_its_own() {
        let offered = |inside: &str| {
            let text = devices(&format!("<serial type='pty'>{inside}</serial>"));
            let found = check(
                &text,
                &["unsupported-port-type at `pty`: serial ports of type `pty` cannot be applied"],
            );
            let titles = found[0].fixes.iter().map(|fix| fix.title.clone());
            let titles: Vec<String> = titles.collect();
            check(
                &crate::fix::apply(&text, &found, crate::Applicability::Unsafe),
                &[],
            );
            titles
        };
        assert_eq!(offered(""), ["write `null`"]);
        assert_eq!(
            offered("<source path='/tmp/p'/>"),
            ["write `pipe`", "write `file`", "write `dev`"]
        );
    }

    #[test]
    fn serial_and_parallel_ports_differ() {
        check(
            &devices("<serial type='pty'/>"),
            &["unsupported-port-type at `pty`: serial ports of type `pty` cannot be applied"],
        );
        check(
            &devices("<parallel type='file'><source path='/a'/></parallel>"),
            &["unsupported-port-type at `file`: parallel ports of type `file` cannot be applied"],
        );
        check(&devices("<serial type='null'/>"), &[]);
        let tcp = |protocol: &str| {
            devices(&format!(
                "<serial type='tcp'><source host='h' service='1'/><protocol type='{protocol}'/></serial>"
            ))
        };
        check(
            &tcp("telnet"),
            &["unsupported-port-type at `telnet`: serial ports do not speak `telnet`"],
        );
        check(&tcp("raw"), &[]);
    }
}
