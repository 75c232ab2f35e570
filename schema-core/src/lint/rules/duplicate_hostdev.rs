use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a host device that is given twice.
    ///
    /// ## Why is this bad?
    /// A guest gets a device once.
    pub(crate) static DUPLICATE_HOSTDEV = {
        name: "duplicate-hostdev",
        alias: "H802",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let mut seen = std::collections::BTreeMap::new();
    for (index, hostdev) in ctx.domain().devices.hostdevs.iter().enumerate() {
        let (Some(vendor), Some(product)) = (hostdev.source.vendor, hostdev.source.product) else {
            continue;
        };
        match seen.get(&(vendor, product)) {
            None => {
                seen.insert((vendor, product), index);
            }
            Some(first) => {
                ctx.report(
                    rule,
                    Path::device("hostdev", index),
                    "the host device is given already",
                )
                .related(&Path::device("hostdev", *first), "the first time")
                .note("remove one of the two");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn numbers_are_compared() {
        let with = |id: &str| {
            format!(
                "<hostdev type='usb'><source><vendor id='{id}'/><product id='2'/></source></hostdev>"
            )
        };
        check(
            &devices(&(with("0x00Aa") + &with("aa"))),
            &["duplicate-hostdev at `<hostdev type='usb'>`: the host device is given already"],
        );
        check(&devices(&(with("1") + &with("2"))), &[]);
    }
}
