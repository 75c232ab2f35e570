use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::lint::suggest;
use crate::path::Path;
use crate::support::{Release, os_types};

declare_rule! {
    /// ## What it does
    /// Checks for a `<vbox:osType>` that is none of those of the newest release of VirtualBox that is known. Newer releases
    /// may have others, so nothing is found for them.
    ///
    /// ## Why is this bad?
    /// VirtualBox refuses the machine. `VBoxManage list ostypes` lists the names.
    pub(crate) static UNKNOWN_GUEST = {
        name: "unknown-guest",
        alias: "V120",
        severity: Warning,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if ctx.target().is_some_and(|target| target > Release::NEWEST) {
        return;
    }
    let Some(name) = ctx.own().and_then(|own| own.os_type.as_deref()) else {
        return;
    };
    let names = os_types::ALL.iter().map(|(name, _meaning)| *name);
    let name = name.trim();
    if name.is_empty() || names.clone().any(|known| known == name) {
        return;
    }
    let path = Path::machine().child("vbox:osType");
    let message = format!("VirtualBox {} knows no guest `{name}`", Release::NEWEST);
    let report = ctx.report(rule, path.clone(), message);
    // As its meaning is written, and as the name is but for what it never has.
    let mut all = os_types::ALL.iter();
    let meant = all.find(|(_, meaning)| meaning.eq_ignore_ascii_case(name));
    let bare = name.replace([' ', '-'], "");
    let meant = meant.map(|(name, _)| *name);
    match meant.or_else(|| suggest::closest(&bare, names)) {
        Some(meant) => report
            .note(format!("did you mean `{meant}`?"))
            .offer(&path, [meant]),
        None => report.note("`VBoxManage list ostypes` lists those that there are"),
    };
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check_for, found, machine};

    #[test]
    fn the_nearest_guest_is_offered() {
        let text = |name: &str| machine(&format!("<vbox:osType>{name}</vbox:osType>"));
        let with = |name: &str| found("unknown-guest", &text(name));
        let at = "/domain/metadata/vbox:machine/vbox:osType";
        assert_eq!(
            with("Ubunt_64"),
            [format!(
                "{at} `Ubunt_64`: VirtualBox 7.2 knows no guest `Ubunt_64`; Unsafe: `Ubunt_64` => `Ubuntu_64`"
            )]
        );
        for (written, meant) in [
            ("Windows11", "Windows11_64"),
            ("windows 11", "Windows11_64"),
            ("Windows 10 (64-bit)", "Windows10_64"),
            ("Linux64", "Linux_64"),
        ] {
            let said = with(written).concat();
            assert!(
                said.ends_with(&format!("`{written}` => `{meant}`")),
                "{said}"
            );
        }
        assert_eq!(
            with("Foo99"),
            [format!(
                "{at} `Foo99`: VirtualBox 7.2 knows no guest `Foo99`"
            )]
        );
        for known in ["Windows11_64", "Other", "Linux26"] {
            assert_eq!(with(known), [""; 0]);
        }
        let newer = check_for(&text("Foo99"), "9.9");
        assert!(newer.iter().all(|found| found.rule != "unknown-guest"));
    }
}
