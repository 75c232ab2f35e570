use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for two shared folders with one name.
    ///
    /// ## Why is this bad?
    /// The guest mounts a folder by its name.
    pub(crate) static DUPLICATE_SHARE_NAME = {
        name: "duplicate-share-name",
        alias: "H813",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let mut seen = std::collections::BTreeMap::new();
    for (index, filesystem) in ctx.domain().devices.filesystems.iter().enumerate() {
        let name = |index| {
            Path::device("filesystem", index)
                .child("target")
                .attribute("dir")
        };
        match seen.get(&filesystem.target.dir) {
            None => {
                seen.insert(&filesystem.target.dir, index);
            }
            Some(first) => {
                ctx.report(
                    rule,
                    name(index),
                    format!(
                        "`{}` is the name of another shared folder",
                        filesystem.target.dir
                    ),
                )
                .related(&name(*first), "the other folder")
                .note("give each folder a name of its own");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn names_are_unique() {
        let share = "<filesystem><source dir='/a'/><target dir='b'/></filesystem>";
        check(
            &devices(&share.repeat(2)),
            &["duplicate-share-name at `b`: `b` is the name of another shared folder"],
        );
    }
}
