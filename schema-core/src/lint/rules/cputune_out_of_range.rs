use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a `<period>` that is not from 1000 to 1000000 microseconds, and for a `<quota>` from 1 to 999.
    ///
    /// ## Why is this bad?
    /// libvirt refuses the document. Note that both are in microseconds: a tenth of a second is `100000`. A quota that is
    /// not positive is no limit.
    pub(crate) static CPUTUNE_OUT_OF_RANGE = {
        name: "cputune-out-of-range",
        alias: "M216",
        severity: Error,
        check: Check::Domain(check),
    }
}

/// The shortest period and the least quota, in microseconds.
const LEAST: u64 = 1000;
/// The longest period.
const LONGEST: u64 = 1_000_000;
/// The largest quota.
const MOST: u64 = 17_592_186_044_415;

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(tuning) = ctx.domain().cputune else {
        return;
    };
    let quota = tuning.quota.and_then(|quota| u64::try_from(quota).ok());
    for (name, value, most) in [("period", tuning.period, LONGEST), ("quota", quota, MOST)] {
        // Zero says nothing, as silence does.
        let Some(value) = value.filter(|value| *value > 0 && !(LEAST..=most).contains(value))
        else {
            continue;
        };
        let path = Path::root().child("cputune").child(name);
        let nearest = value.clamp(LEAST, most).to_string();
        let message = format!("a {name} of {value} microseconds is out of range");
        ctx.report(rule, path.clone(), message)
            .note(format!("it has to be from {LEAST} to {most}"))
            .offer(&path, [nearest.as_str()]);
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{domain, found};

    #[test]
    fn periods_and_quotas_have_limits() {
        let with = |inner: &str| {
            let text = domain(&format!("<cputune>{inner}</cputune>"));
            found("cputune-out-of-range", &text)
        };
        assert_eq!(
            with("<period>10</period><quota>500</quota>"),
            [
                "/domain/cputune/period `10`: a period of 10 microseconds is out of range; Unsafe: `10` => `1000`",
                "/domain/cputune/quota `500`: a quota of 500 microseconds is out of range; Unsafe: `500` => `1000`",
            ]
        );
        assert_eq!(
            with("<period>2000000</period>"),
            [
                "/domain/cputune/period `2000000`: a period of 2000000 microseconds is out of range; Unsafe: `2000000` => `1000000`"
            ]
        );
        for fine in [
            "<period>1000</period><quota>1000</quota>",
            "<period>1000000</period><quota>-1</quota>",
            "<period>0</period><quota>0</quota>",
        ] {
            assert_eq!(with(fine), [""; 0], "{fine}");
        }
    }
    #[test]
    fn a_percentage_is_no_number_of_microseconds() {
        let text = domain("<cputune><quota>50%</quota></cputune>");
        let found = crate::lint::lint(&text);
        let [found] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert_eq!((found.rule, found.fixes.len()), ("invalid-value", 0));
        assert!(
            found.notes[0].ends_with("50% are 50000"),
            "{:?}",
            found.notes
        );
    }
}
