use crate::domain::devices::CharacterDevice;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for two serial or two parallel ports with one number.
    ///
    /// ## Why is this bad?
    /// A machine has one port of each number.
    pub(crate) static DUPLICATE_PORT = {
        name: "duplicate-port",
        alias: "C603",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let devices = &ctx.domain().devices;
    check_ports(ctx, rule, "serial", &devices.serials);
    check_ports(ctx, rule, "parallel", &devices.parallels);
}

fn check_ports(
    ctx: &mut Context<'_>,
    rule: &'static Rule,
    name: &'static str,
    ports: &[CharacterDevice],
) {
    let mut taken = std::collections::BTreeMap::new();
    for (index, port) in ports.iter().enumerate() {
        let Some(number) = port.target.and_then(|target| target.port) else {
            continue;
        };
        let path = |index| Path::device(name, index).child("target").attribute("port");
        match taken.get(&number) {
            None => {
                taken.insert(number, index);
            }
            Some(first) => {
                ctx.report(
                    rule,
                    path(index),
                    format!("{number} is the number of another {name} port"),
                )
                .related(&path(*first), "the other port")
                .note("leave `port` out to get the next free number");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn numbers_are_by_kind_of_port() {
        let port = "<serial type='null'><target port='1'/></serial>";
        check(
            &devices(&port.repeat(2)),
            &["duplicate-port at `1`: 1 is the number of another serial port"],
        );
        check(
            &devices(&format!(
                "{port}<parallel type='dev'><source path='/a'/><target port='1'/></parallel>"
            )),
            &[],
        );
    }
}
