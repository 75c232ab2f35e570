use crate::domain::devices::GraphicsType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a port of `rdp` that is no TCP port.
    ///
    /// ## Why is this bad?
    /// It has to be a number from 1 to 65535, or -1 for any free one.
    pub(crate) static RDP_PORT_OUT_OF_RANGE = {
        name: "rdp-port-out-of-range",
        alias: "G702",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    for (index, graphics) in ctx.domain().devices.graphics.iter().enumerate() {
        let Some(port) = graphics.port.filter(|_| graphics.kind == GraphicsType::Rdp) else {
            continue;
        };
        if !(-1..=65_535).contains(&port) {
            let path = Path::device("graphics", index).attribute("port");
            ctx.report(rule, path, format!("{port} is no TCP port"))
                .note("it has to be a number from 1 to 65535, or -1");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn ports_are_16_bits() {
        check(
            &devices("<graphics type='rdp' port='65536'/>"),
            &["rdp-port-out-of-range at `65536`: 65536 is no TCP port"],
        );
        check(&devices("<graphics type='rdp' port='-1'/>"), &[]);
    }
}
