use crate::domain::devices::FilesystemType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;
use crate::support::is_absolute;

declare_rule! {
    /// ## What it does
    /// Checks for a shared folder whose path on the host does not begin at the root.
    ///
    /// ## Why is this bad?
    /// VirtualBox refuses it.
    pub(crate) static RELATIVE_SHARE_FOLDER = {
        name: "relative-share-folder",
        alias: "H811",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    for (index, filesystem) in ctx.domain().devices.filesystems.iter().enumerate() {
        let dir = &filesystem.source.dir;
        if ctx.is_vbox() && filesystem.kind == FilesystemType::Mount && !is_absolute(dir) {
            let path = Path::device("filesystem", index)
                .child("source")
                .attribute("dir");
            let message = if dir.is_empty() {
                "a shared folder needs its path on the host".to_owned()
            } else {
                format!("`{dir}` is not an absolute path")
            };
            ctx.report(rule, path, message)
                .note("write the path from the root, `<source dir='/…'/>`");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn there_is_a_folder() {
        check(
            &devices("<filesystem><source/><target dir='b'/></filesystem>"),
            &["relative-share-folder at `<source/>`: a shared folder needs its path on the host"],
        );
    }

    #[test]
    fn folders_begin_at_the_root() {
        check(
            &devices("<filesystem><source dir='a'/><target dir='b'/></filesystem>"),
            &["relative-share-folder at `a`: `a` is not an absolute path"],
        );
    }
}
