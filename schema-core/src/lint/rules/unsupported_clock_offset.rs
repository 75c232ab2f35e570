use crate::domain::ClockOffset;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a clock of a named zone or with a fixed time.
    ///
    /// ## Why is this bad?
    /// VirtualBox's clock keeps UTC or the host's time, or is some seconds ahead of one of them.
    pub(crate) static UNSUPPORTED_CLOCK_OFFSET = {
        name: "unsupported-clock-offset",
        alias: "O321",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(clock) = &ctx.domain().clock else {
        return;
    };
    match clock.offset {
        ClockOffset::Utc | ClockOffset::Localtime | ClockOffset::Variable => {}
        ClockOffset::Timezone | ClockOffset::Absolute => {
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
                .note("it can be `utc`, `localtime` or `variable`")
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
            &domain("<clock offset='timezone'/>"),
            &[
                "unsupported-clock-offset at `timezone`: VirtualBox has no clock with offset `timezone`",
            ],
        );
        check(&domain("<clock offset='localtime'/>"), &[]);
        check(&domain("<clock offset='variable' adjustment='3600'/>"), &[]);
    }
}
