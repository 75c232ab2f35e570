use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;
use crate::support::folder_name;

declare_rule! {
    /// ## What it does
    /// Says that the folder and the settings file of a machine will have another name than the machine.
    ///
    /// ## Why is this bad?
    /// VirtualBox takes only some letters and signs for files: a machine `a:b` is in the folder `a_b`, and so is `a?b`, which
    /// therefore cannot be made beside it.
    pub(crate) static NAME_UNLIKE_FOLDER = {
        name: "name-unlike-folder",
        alias: "D118",
        severity: Note,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let name = &ctx.domain().name;
    let folder = folder_name(name);
    // A name that is none at all is reported as that.
    let is_name = !name.is_empty() && !name.contains('\n');
    if ctx.is_vbox() && is_name && folder != *name {
        ctx.report(
            rule,
            Path::root().child("name"),
            format!("the folder of the machine will be called `{folder}`"),
        )
        .note("letters, digits, spaces and `( ) - . _` stay as they are, but for dots and spaces at an end");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{domain, found};

    #[test]
    fn a_name_that_no_folder_can_have_is_told() {
        let with = |name: &str| {
            let text = domain("").replace("<name>a<", &format!("<name>{name}<"));
            found("name-unlike-folder", &text)
        };
        assert_eq!(
            with("../../evil"),
            ["/domain/name `../../evil`: the folder of the machine will be called `_._.._evil`"]
        );
        assert_eq!(with("web (1)"), [""; 0]);
        assert_eq!(with("a&#10;b"), [""; 0]);
    }
}
