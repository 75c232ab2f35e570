use crate::domain::devices::{Discard, DiskType};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for `discard='unmap'` of a disk whose image is of another format than VDI.
    ///
    /// ## Why is this bad?
    /// VirtualBox frees blocks in VDI images only. What the guest discards in others stays there.
    pub(crate) static DISCARD_WITHOUT_VDI = {
        name: "discard-without-vdi",
        alias: "K454",
        severity: Warning,
        check: Check::Domain(check),
    }
}

/// Ends of the names of images in which nothing is freed.
const OTHERS: &[&str] = &["vmdk", "vhd", "vhdx", "hdd", "qcow2", "qcow", "qed"];

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    for (index, disk) in ctx.domain().devices.disks.iter().enumerate() {
        let discard = disk.driver.and_then(|driver| driver.discard);
        let source = disk.source.as_ref().filter(|_| disk.kind == DiskType::File);
        let file = source.and_then(|source| source.file.as_deref());
        let (Some(Discard::Unmap), Some(file)) = (discard, file) else {
            continue;
        };
        let end = file.rsplit_once('.').map_or("", |(_, end)| end);
        if OTHERS.iter().any(|other| end.eq_ignore_ascii_case(other)) {
            let path = Path::device("disk", index);
            let at = path.child("driver").attribute("discard");
            ctx.report(rule, at, format!("nothing is freed in a `.{end}`"))
                .related(&path.child("source").attribute("file"), "the image")
                .note("remove it, or make a `.vdi` of the image");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn blocks_are_freed_in_a_vdi() {
        let with = |file: &str, discard: &str| {
            devices(&format!(
                "<disk><driver discard='{discard}'/><source file='/{file}'/><target dev='sda' bus='sata'/></disk>"
            ))
        };
        check(&with("a.vdi", "unmap"), &[]);
        check(&with("a.vmdk", "ignore"), &[]);
        check(
            &with("a.vmdk", "unmap"),
            &["discard-without-vdi at `unmap`: nothing is freed in a `.vmdk`"],
        );
    }
}
