use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a name that is empty or has more than one line.
    ///
    /// ## Why is this bad?
    /// A machine is found by its name.
    pub(crate) static EMPTY_NAME = {
        name: "empty-name",
        alias: "D102",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let name = &ctx.domain().name;
    let path = Path::root().child("name");
    if name.trim().is_empty() {
        ctx.report(rule, path, "the name is empty")
            .note("give the machine a name");
    } else if name.contains('\n') {
        ctx.report(rule, path, "the name has more than one line")
            .note("write it on one line");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn a_name_has_text_on_one_line() {
        let text = |name: &str| domain("").replace("<name>a<", &format!("<name>{name}<"));
        check(&text(" "), &["empty-name at `<name>`: the name is empty"]);
        check(
            &text("a\nb"),
            &["empty-name at `a\nb`: the name has more than one line"],
        );
        check(&text("a/b"), &[]);
    }
}
