use crate::domain::devices::CharacterDevice;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::port_numbers;
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a serial port above the fourth, or a parallel port above the second.
    ///
    /// ## Why is this bad?
    /// VirtualBox has COM1 to COM4 and LPT1 and LPT2.
    pub(crate) static PORT_NUMBER_TOO_LARGE = {
        name: "port-number-too-large",
        alias: "C605",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if ctx.is_vbox() {
        let devices = &ctx.domain().devices;
        check_ports(ctx, rule, "serial", &devices.serials, 4);
        check_ports(ctx, rule, "parallel", &devices.parallels, 2);
    }
}

fn check_ports(
    ctx: &mut Context<'_>,
    rule: &'static Rule,
    name: &'static str,
    ports: &[CharacterDevice],
    count: u32,
) {
    for (index, number) in port_numbers(ports).into_iter().enumerate() {
        if number >= count {
            let path = Path::device(name, index).child("target").attribute("port");
            ctx.report(rule, path, format!("a machine has no {name} port {number}"))
                .note(format!("the last is number {}", count - 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn given_and_counted_numbers() {
        check(
            &devices("<serial type='null'><target port='4'/></serial>"),
            &["port-number-too-large at `4`: a machine has no serial port 4"],
        );
        check(
            &devices(
                &["/a", "/b", "/c"]
                    .map(|path| format!("<parallel type='dev'><source path='{path}'/></parallel>"))
                    .concat(),
            ),
            &["port-number-too-large at `<parallel type='dev'>`: a machine has no parallel port 2"],
        );
        check(
            &devices("<serial type='null'><target port='3'/></serial>"),
            &[],
        );
    }
}
