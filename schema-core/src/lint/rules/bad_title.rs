use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a title that is empty or has more than one line.
    ///
    /// ## Why is this bad?
    /// libvirt refuses it: a title is shown in lists. What is longer is a description.
    pub(crate) static BAD_TITLE = {
        name: "bad-title",
        alias: "D105",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(title) = &ctx.domain().title else {
        return;
    };
    let path = Path::root().child("title");
    if title.is_empty() {
        ctx.report(rule, path, "the title is empty")
            .note("say what the machine is for, or remove the element");
    } else if title.contains('\n') {
        ctx.report(rule, path, "the title has more than one line")
            .note("what is longer than a line goes into `<description>`");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{domain, found};

    #[test]
    fn a_title_is_one_line() {
        assert_eq!(
            found("bad-title", &domain("<title>a\nb</title>")),
            ["/domain/title `a\nb`: the title has more than one line"]
        );
        assert_eq!(found("bad-title", &domain("<title/>")).len(), 1);
        assert_eq!(found("bad-title", &domain("<title>web</title>")), [""; 0]);
    }
}
