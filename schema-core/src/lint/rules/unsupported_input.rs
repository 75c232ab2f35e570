use crate::diagnostic::Applicability;
use crate::domain::devices::{InputBus, InputType};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for an input device that VirtualBox does not have: one of the host, one on virtio or Xen, a tablet on PS/2.
    ///
    /// ## Why is this bad?
    /// The guest gets another one than the document says.
    pub(crate) static UNSUPPORTED_INPUT = {
        name: "unsupported-input",
        alias: "G731",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    for (index, input) in ctx.domain().devices.inputs.iter().enumerate() {
        let path = Path::device("input", index);
        let (kind, bus) = (path.attribute("type"), path.attribute("bus"));
        match (input.kind, input.bus()) {
            (InputType::Other(word), _) => {
                let message = format!("VirtualBox has no input device `{word}`");
                ctx.report(rule, kind, message)
                    .note("it can be `tablet`, `mouse` or `keyboard`");
            }
            (_, InputBus::Other(word)) => {
                let message = format!("VirtualBox has no input devices on `{word}`");
                ctx.report(rule, bus.clone(), message)
                    .note("it can be `usb`, or `ps2` for a mouse and a keyboard")
                    .replace("write `usb`", Applicability::Unsafe, &bus, "usb");
            }
            (InputType::Tablet, InputBus::Ps2) => {
                ctx.report(rule, bus.clone(), "a tablet is not on `ps2`")
                    .replace("write `usb`", Applicability::Safe, &bus, "usb");
            }
            (InputType::Tablet | InputType::Mouse | InputType::Keyboard, _) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn what_machines_have() {
        let with = |kind: &str, bus: &str| devices(&format!("<input type='{kind}' bus='{bus}'/>"));
        check(
            &with("passthrough", "virtio"),
            &["unsupported-input at `passthrough`: VirtualBox has no input device `passthrough`"],
        );
        check(
            &with("keyboard", "virtio"),
            &["unsupported-input at `virtio`: VirtualBox has no input devices on `virtio`"],
        );
        check(
            &with("tablet", "ps2"),
            &["unsupported-input at `ps2`: a tablet is not on `ps2`"],
        );
        for (kind, bus) in [
            ("tablet", "usb"),
            ("mouse", "ps2"),
            ("mouse", "usb"),
            ("keyboard", "usb"),
        ] {
            check(&with(kind, bus), &[]);
        }
    }
}
