use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for groups that VirtualBox refuses.
    ///
    /// ## Why is this bad?
    /// A group is a path from the outermost group on: `/`, or names that each have a slash before them and neither a comma
    /// nor a backslash in them.
    pub(crate) static INVALID_GROUP = {
        name: "invalid-group",
        alias: "V111",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(machine) = ctx.own() else { return };
    let Some(groups) = &machine.groups else {
        return;
    };
    let path = Path::machine().child("vbox:groups");
    for (index, group) in groups.groups.iter().enumerate() {
        let name = group.name.as_str();
        if name.is_empty() || is_valid(name) {
            continue;
        }
        let at = path.item("vbox:group", index);
        let meant = format!("/{}", name.trim_matches('/'));
        let report = ctx
            .report(rule, at.clone(), format!("`{name}` is no group"))
            .note("a group is `/`, or names with a slash before each");
        if is_valid(&meant) {
            report.replace(format!("write `{meant}`"), Applicability::Safe, &at, &meant);
        }
    }
}

fn is_valid(group: &str) -> bool {
    let is_name = |part: &str| {
        !part.is_empty() && !part.contains([',', '\\']) && !part.chars().any(char::is_control)
    };
    let rest = group.strip_prefix('/');
    group == "/" || rest.is_some_and(|rest| rest.split('/').all(is_name))
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, machine};

    #[test]
    fn groups_begin_with_a_slash() {
        let found = check(
            &machine(
                "<vbox:groups><vbox:group>lab/web/</vbox:group><vbox:group>/a,b</vbox:group><vbox:group>/ok/x y</vbox:group></vbox:groups>",
            ),
            &[
                "invalid-group at `lab/web/`: `lab/web/` is no group",
                "invalid-group at `/a,b`: `/a,b` is no group",
            ],
        );
        assert_eq!(found[0].fixes[0].title, "write `/lab/web`");
        assert!(found[1].fixes.is_empty());
    }
}
