use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;
use std::collections::BTreeMap;

use crate::diagnostic::Applicability;

declare_rule! {
    /// ## What it does
    /// Checks for two settings in `<vbox:machine>` of one key, property or screen.
    ///
    /// ## Why is this bad?
    /// VirtualBox keeps one value for each; which one it would be depends on their order.
    pub(crate) static DUPLICATE_OWN_KEY = {
        name: "duplicate-own-key",
        alias: "V112",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(machine) = ctx.own() else { return };
    let path = Path::machine();
    let keys = machine.extra_data.iter().map(|entry| entry.key.clone());
    report(ctx, rule, &path, "vbox:extraData", "the key", keys);
    for (index, interface) in machine.interfaces.iter().enumerate() {
        if let Some(driver) = &interface.driver {
            let at = path.item("vbox:interface", index).child("vbox:driver");
            let names = driver.properties.iter().map(|each| each.name.clone());
            report(ctx, rule, &at, "vbox:property", "the property", names);
        }
    }
    if let Some(display) = &machine.remote_display {
        let at = path.child("vbox:remoteDisplay");
        let names = display.properties.iter().map(|each| each.name.clone());
        report(ctx, rule, &at, "vbox:property", "the property", names);
    }
    if let Some(recording) = &machine.recording {
        let at = path.child("vbox:recording");
        let numbers = recording.screens.iter().map(|each| each.number.to_string());
        report(ctx, rule, &at, "vbox:screen", "screen", numbers);
    }
}

fn report(
    ctx: &mut Context<'_>,
    rule: &'static Rule,
    parent: &Path,
    element: &'static str,
    what: &str,
    keys: impl Iterator<Item = String>,
) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (index, key) in keys.enumerate() {
        let Some(first) = seen.get(&key) else {
            seen.insert(key, index);
            continue;
        };
        let at = parent.item(element, index);
        let first = parent.item(element, *first);
        ctx.report(rule, at.clone(), format!("{what} `{key}` is given twice"))
            .related(&first, "the first is here")
            .note("keep one")
            .remove("remove the second", Applicability::Unsafe, &at);
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, machine};

    #[test]
    fn a_key_has_one_value() {
        let first = "<vbox:extraData key='a' value='1'/>";
        let second = "<vbox:extraData key='a' value='2'/>";
        check(
            &machine(&format!(
                "{first}<vbox:extraData key='b' value='1'/>{second}"
            )),
            &[&format!(
                "duplicate-own-key at `{second}`: the key `a` is given twice"
            )],
        );
        let first = "<vbox:property name='network' value='/a'/>";
        let second = "<vbox:property name='network' value='/b'/>";
        let text = machine(&format!(
            "<vbox:interface mac='08:00:27:00:00:01'><vbox:driver name='VDE'>{first}{second}</vbox:driver></vbox:interface>"
        ));
        let found = crate::lint::rules::testing::found("duplicate-own-key", &text);
        assert_eq!(found.len(), 1);
        assert!(
            found[0].contains("the property `network` is given twice"),
            "{found:?}"
        );
        let screens = "<vbox:screen/><vbox:screen number='0'/>";
        check(
            &machine(&format!("<vbox:recording>{screens}</vbox:recording>")),
            &["duplicate-own-key at `<vbox:screen number='0'/>`: screen `0` is given twice"],
        );
    }
}
