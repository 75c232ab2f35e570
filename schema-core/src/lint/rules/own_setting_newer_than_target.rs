use crate::domain::metadata::Machine;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;
use crate::spec::{Element as _, ElementSpec, Occurs};
use crate::support::Release;

declare_rule! {
    /// ## What it does
    /// Checks for settings in `<vbox:machine>` that the release of VirtualBox in question does not have. Without a target
    /// there is nothing to check.
    ///
    /// ## Why is this bad?
    /// That release cannot be told the setting. Remove it, or use a newer VirtualBox.
    pub(crate) static OWN_SETTING_NEWER_THAN_TARGET = {
        name: "own-setting-newer-than-target",
        alias: "V117",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(target) = ctx.target().filter(|_target| ctx.has_text()) else {
        return;
    };
    if ctx.own().is_some() {
        visit(ctx, rule, target, &Path::machine(), Machine::SPEC);
    }
}

fn visit(
    ctx: &mut Context<'_>,
    rule: &'static Rule,
    target: Release,
    at: &Path,
    spec: &'static ElementSpec,
) {
    for attribute in spec.attributes {
        let path = at.attribute(attribute.name);
        let name = format!("`{}` of `<{}>`", attribute.name, spec.name);
        report(ctx, rule, target, path, &name, attribute.since);
    }
    for child in spec.children {
        let mut paths = Vec::new();
        if child.occurs == Occurs::Repeated {
            let items = (0..).map(|index| at.item(child.name, index));
            paths.extend(items.take_while(|path| ctx.is_given(path)));
        } else {
            paths.push(at.child(child.name));
        }
        for path in paths
            .into_iter()
            .filter(|path| ctx.is_given(path))
            .collect::<Vec<_>>()
        {
            let name = format!("`<{}>`", child.name);
            report(ctx, rule, target, path.clone(), &name, child.since);
            if let Some(inner) = child.content.element() {
                visit(ctx, rule, target, &path, inner);
            }
        }
    }
}

fn report(
    ctx: &mut Context<'_>,
    rule: &'static Rule,
    target: Release,
    path: Path,
    name: &str,
    since: Option<Release>,
) {
    if let Some(since) = since.filter(|since| *since > target)
        && ctx.is_given(&path)
    {
        ctx.report(rule, path, format!("VirtualBox {target} has no {name}"))
            .note(format!("VirtualBox has it since {since}"));
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, machine};

    use crate::lint::rules::testing::check_for;

    #[test]
    fn a_setting_is_as_old_as_its_release() {
        let text = machine(
            "<vbox:clipboard mode='disabled' fileTransfers='no'/><vbox:recording><vbox:screen fps='5'/></vbox:recording>",
        );
        let found = |release: &str| -> Vec<String> {
            let all = check_for(&text, release);
            let ours = all
                .iter()
                .filter(|found| found.rule == "own-setting-newer-than-target");
            ours.map(|found| found.message.clone()).collect()
        };
        assert_eq!(
            found("5.2"),
            [
                "VirtualBox 5.2 has no `fileTransfers` of `<vbox:clipboard>`",
                "VirtualBox 5.2 has no `fps` of `<vbox:screen>`",
            ]
        );
        assert_eq!(found("7.2"), [""; 0]);
        check(&text, &[]);
    }
}
