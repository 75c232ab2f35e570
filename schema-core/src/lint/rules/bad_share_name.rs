use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a name of a shared folder that VirtualBox does not take: empty, too long, or with a slash.
    ///
    /// ## Why is this bad?
    /// The guest could not mount it.
    pub(crate) static BAD_SHARE_NAME = {
        name: "bad-share-name",
        alias: "H814",
        severity: Error,
        check: Check::Domain(check),
    }
}

const MAX: usize = 255;

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    for (index, filesystem) in ctx.domain().devices.filesystems.iter().enumerate() {
        let name = &filesystem.target.dir;
        let fault = if name.trim().is_empty() {
            "is empty"
        } else if name.chars().count() > MAX {
            "is longer than 255 characters"
        } else if name.contains(['/', '\\']) {
            "has a slash"
        } else if name.contains(char::is_control) {
            "has a control character"
        } else {
            continue;
        };
        let path = Path::device("filesystem", index)
            .child("target")
            .attribute("dir");
        ctx.report(rule, path, format!("the name of the shared folder {fault}"))
            .note("it is a name, not a path: where it is mounted the guest decides");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn a_name_is_no_path() {
        let with = |name: &str| {
            devices(&format!(
                "<filesystem><source dir='/a'/><target dir='{name}'/></filesystem>"
            ))
        };
        check(
            &with(""),
            &["bad-share-name at ``: the name of the shared folder is empty"],
        );
        check(
            &with("/mnt/a"),
            &["bad-share-name at `/mnt/a`: the name of the shared folder has a slash"],
        );
        check(&with("my folder"), &[]);
    }
}
