use crate::domain::devices::FilesystemType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a shared folder of another type than `mount`.
    ///
    /// ## Why is this bad?
    /// VirtualBox shares folders of the host and nothing else.
    pub(crate) static UNSUPPORTED_FILESYSTEM_TYPE = {
        name: "unsupported-filesystem-type",
        alias: "H812",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    for (index, filesystem) in ctx.domain().devices.filesystems.iter().enumerate() {
        if ctx.is_vbox() && filesystem.kind != FilesystemType::Mount {
            let path = Path::device("filesystem", index).attribute("type");
            ctx.report(
                rule,
                path.clone(),
                format!(
                    "VirtualBox shares nothing of type `{}`",
                    filesystem.kind.as_str()
                ),
            )
            .note("it has to be `mount`")
            .offer(&path, ["mount"]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn only_folders() {
        check(
            &devices("<filesystem type='bind'><source dir='/a'/><target dir='b'/></filesystem>"),
            &["unsupported-filesystem-type at `bind`: VirtualBox shares nothing of type `bind`"],
        );
    }
}
