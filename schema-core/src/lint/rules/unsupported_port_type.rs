use crate::domain::devices::CharacterType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a serial or parallel port of a type that cannot be applied.
    ///
    /// ## Why is this bad?
    /// libvirt leaves such a port without anything behind it, without a word.
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
            | CharacterType::Null => {}
            CharacterType::Unix
            | CharacterType::Tcp
            | CharacterType::Udp
            | CharacterType::Stdio
            | CharacterType::Vc
            | CharacterType::Pty
            | CharacterType::Other(_) => {
                let path = Path::device("serial", index).attribute("type");
                ctx.report(
                    rule,
                    path.clone(),
                    format!(
                        "serial ports of type `{}` cannot be applied",
                        port.kind.as_str()
                    ),
                )
                .note("it can be `dev`, `file`, `pipe` or `null`")
                .offer(&path, ["pipe", "file", "dev"]);
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
    }
}
