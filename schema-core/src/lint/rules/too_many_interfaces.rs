use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::chipset_of;
use crate::path::Path;
use crate::support::{Chipset, Release};

declare_rule! {
    /// ## What it does
    /// Checks for more network interfaces than the chipset has places for, in the release of VirtualBox in question.
    ///
    /// ## Why is this bad?
    /// The usual chipset of VirtualBox, PIIX3, has 8 places; ICH9 (`machine='q35'`) has 36, since 4.1.
    pub(crate) static TOO_MANY_INTERFACES = {
        name: "too-many-interfaces",
        alias: "N508",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    let chipset = chipset_of(ctx.domain());
    let most = chipset.max_interfaces(ctx.target().unwrap_or(Release::NEWEST));
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let count = ctx.domain().devices.interfaces.len();
    if count > most {
        let message = format!("{count} network interfaces are more than {most}");
        let report = ctx
            .report(rule, Path::device("interface", most), message)
            .note(format!(
                "remove those beyond that, chipset `{}` has no place for them",
                chipset.word()
            ));
        if chipset == Chipset::Piix3 {
            report.note("`machine='q35'` in `<os><type>` has more");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, check_for, devices};

    #[test]
    fn the_ninth_is_shown() {
        let text = devices(&"<interface type='user'/>".repeat(9));
        check(
            &text,
            &[
                "too-many-interfaces at `<interface type='user'/>`: 9 network interfaces are more than 8",
            ],
        );
        check(&devices(&"<interface type='user'/>".repeat(8)), &[]);
    }

    #[test]
    fn another_chipset_has_more_places() {
        let many = |count: usize| {
            devices(&"<interface type='user'/>".repeat(count)).replace(
                "<devices>",
                "<os><type machine='q35'>hvm</type></os><devices>",
            )
        };
        let ours = |text: &str, release: &str| {
            let mut found = check_for(text, release);
            found.retain(|found| found.rule == "too-many-interfaces");
            found.len()
        };
        assert_eq!(ours(&many(36), "7.2"), 0);
        assert_eq!(ours(&many(37), "7.2"), 1);
        assert_eq!(ours(&many(9), "4.0"), 1);
    }
}
