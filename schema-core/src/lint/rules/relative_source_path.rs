use crate::domain::devices::CharacterType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;
use crate::support::is_absolute;

declare_rule! {
    /// ## What it does
    /// Checks for an image, or the file behind a serial port, whose path does not begin at the root.
    ///
    /// ## Why is this bad?
    /// What it means depends on where it is looked up; libvirt's schema wants an absolute path.
    pub(crate) static RELATIVE_SOURCE_PATH = {
        name: "relative-source-path",
        alias: "K415",
        severity: Warning,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    for (index, disk) in ctx.domain().devices.disks.iter().enumerate() {
        let file = disk
            .source
            .as_ref()
            .and_then(|source| source.file.as_deref())
            .unwrap_or_default();
        if !file.is_empty() && !is_absolute(file) {
            let path = Path::device("disk", index)
                .child("source")
                .attribute("file");
            ctx.report(rule, path, format!("`{file}` is not an absolute path"))
                .note("write the path from the root");
        }
    }
    for (index, port) in ctx.domain().devices.serials.iter().enumerate() {
        let source = port.source.as_ref();
        let file = source
            .and_then(|source| source.path.as_deref())
            .unwrap_or_default();
        if port.kind == CharacterType::File && !file.is_empty() && !is_absolute(file) {
            let path = Path::device("serial", index)
                .child("source")
                .attribute("path");
            ctx.report(rule, path, format!("`{file}` is not an absolute path"))
                .note("write the path from the root");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn paths_begin_at_the_root() {
        let with = |file: &str| {
            devices(&format!(
                "<disk><source file='{file}'/><target dev='hda'/></disk>"
            ))
        };
        check(
            &with("a.vdi"),
            &["relative-source-path at `a.vdi`: `a.vdi` is not an absolute path"],
        );
        let port = |file: &str| {
            devices(&format!(
                "<serial type='file'><source path='{file}'/></serial>"
            ))
        };
        check(
            &port("a.log"),
            &["relative-source-path at `a.log`: `a.log` is not an absolute path"],
        );
        check(&port("/a.log"), &[]);
        check(&with("/a.vdi"), &[]);
        check(&with(r"C:\a.vdi"), &[]);
    }
}
