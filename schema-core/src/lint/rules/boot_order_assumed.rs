use crate::diagnostic::Applicability;
use crate::domain::devices::Disk;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Says that a document with disks does not say what the machine starts from: neither `<boot dev='…'/>` in `<os>` nor
    /// `<boot order='…'/>` in a device.
    ///
    /// ## Why is this bad?
    /// It starts from its first hard disk then, also where the guest is still to be installed from an image.
    pub(crate) static BOOT_ORDER_ASSUMED = {
        name: "boot-order-assumed",
        alias: "O307",
        severity: Note,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let domain = ctx.domain();
    let Some(os) = domain.os.as_ref().filter(|_os| ctx.is_vbox()) else {
        return;
    };
    let disks = &domain.devices.disks;
    let interfaces = &domain.devices.interfaces;
    let has_order = |disk: &Disk| disk.boot.is_some();
    if disks.is_empty()
        || !os.boot.is_empty()
        || disks.iter().any(has_order)
        || interfaces.iter().any(|interface| interface.boot.is_some())
    {
        return;
    }
    let path = Path::root().child("os");
    ctx.report(
        rule,
        path.clone(),
        "the machine starts from its first hard disk, since the document does not say from what",
    )
    .note("`<boot dev='hd'/>` in `<os>` says so, as do `cdrom`, `network` and `fd`")
    .add_elements(
        "add `<boot dev='hd'/>`",
        Applicability::Safe,
        &path,
        "<boot dev='hd'/>",
    );
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{domain, found};

    #[test]
    fn silence_about_what_starts_is_named_where_there_are_disks() {
        let with = |os: &str, disk: &str| {
            let text = domain(&format!(
                "<os>{os}</os><devices><disk><source file='/a'/><target dev='hda'/>{disk}</disk></devices>"
            ));
            found("boot-order-assumed", &text)
        };
        assert_eq!(
            with("<type>hvm</type>", ""),
            [
                "/domain/os `<os>`: the machine starts from its first hard disk, since the document does not say from what; Safe: `` => `<boot dev='hd'/>`"
            ]
        );
        assert_eq!(with("<type>hvm</type><boot dev='cdrom'/>", ""), [""; 0]);
        assert_eq!(with("<type>hvm</type>", "<boot order='1'/>"), [""; 0]);
    }
}
