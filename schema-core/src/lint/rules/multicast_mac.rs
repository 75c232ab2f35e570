use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a hardware address that is a multicast address: its second digit is odd.
    ///
    /// ## Why is this bad?
    /// An interface cannot have the address of a group.
    pub(crate) static MULTICAST_MAC = {
        name: "multicast-mac",
        alias: "N502",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    for (index, interface) in ctx.domain().devices.interfaces.iter().enumerate() {
        let Some(mac) = interface.mac else { continue };
        let [first, ..] = mac.address.0;
        if first % 2 == 1 {
            let path = Path::device("interface", index)
                .child("mac")
                .attribute("address");
            ctx.report(
                rule,
                path,
                format!("`{}` is a multicast address", mac.address),
            )
            .note("the second digit has to be even");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn the_second_digit_is_even() {
        check(
            &devices("<interface type='user'><mac address='09:00:27:00:00:01'/></interface>"),
            &["multicast-mac at `09:00:27:00:00:01`: `09:00:27:00:00:01` is a multicast address"],
        );
        check(
            &devices("<interface type='user'><mac address='08:00:27:00:00:01'/></interface>"),
            &[],
        );
    }
}
