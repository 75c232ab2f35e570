use crate::diagnostic::Applicability;
use crate::domain::TimerName;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Says which timers of the document VirtualBox has no switch for.
    ///
    /// ## Why is this bad?
    /// It is not, unless the guest counts on it: VirtualBox decides itself about all timers but the HPET.
    pub(crate) static TIMER_IGNORED = {
        name: "timer-ignored",
        alias: "O322",
        severity: Note,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(clock) = ctx.domain().clock.as_ref().filter(|_clock| ctx.is_vbox()) else {
        return;
    };
    for (index, timer) in clock.timers.iter().enumerate() {
        if let TimerName::Other(word) = timer.name {
            let path = Path::root().child("clock").item("timer", index);
            ctx.report(
                rule,
                path.clone(),
                format!("VirtualBox has no switch for the timer `{word}`"),
            )
            .note("it can switch `hpet`")
            .remove("remove the timer", Applicability::Unsafe, &path);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn the_hpet_has_a_switch() {
        check(
            &domain(
                "<clock offset='utc'><timer name='pit'/><timer name='hpet' present='yes'/></clock>",
            ),
            &[
                "timer-ignored at `<timer name='pit'/>`: VirtualBox has no switch for the timer `pit`",
            ],
        );
    }
}
