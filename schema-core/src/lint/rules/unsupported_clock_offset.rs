use crate::domain::ClockOffset;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a clock that is neither in UTC nor in local time.
    ///
    /// ## Why is this bad?
    /// VirtualBox has these two and no other.
    pub(crate) static UNSUPPORTED_CLOCK_OFFSET = {
        name: "unsupported-clock-offset",
        alias: "O321",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(clock) = ctx.domain().clock else {
        return;
    };
    match clock.offset {
        ClockOffset::Utc | ClockOffset::Localtime => {}
        ClockOffset::Timezone | ClockOffset::Variable | ClockOffset::Absolute => {
            if ctx.is_vbox() {
                let path = Path::root().child("clock").attribute("offset");
                ctx.report(
                    rule,
                    path.clone(),
                    format!(
                        "VirtualBox has no clock with offset `{}`",
                        clock.offset.as_str()
                    ),
                )
                .note("it can be `utc` or `localtime`")
                .offer(&path, ["utc", "localtime"]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn utc_and_local_time() {
        check(
            &domain("<clock offset='variable'/>"),
            &[
                "unsupported-clock-offset at `variable`: VirtualBox has no clock with offset `variable`",
            ],
        );
        check(&domain("<clock offset='localtime'/>"), &[]);
    }
}
