use crate::diagnostic::Applicability;
use crate::domain::devices::{Disk, DiskDevice};
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
    let has = |kinds: &[DiskDevice]| disks.iter().any(|disk| kinds.contains(&disk.device));
    let (message, meant, applicability) = if has(&[DiskDevice::Disk, DiskDevice::Lun]) {
        let message = "the machine starts from its first hard disk, since the document does not say from what";
        (message, "hd", Applicability::Safe)
    } else {
        let message = "the machine looks for a hard disk to start from, which it has not, since the document does not say from what";
        let meant = if has(&[DiskDevice::Cdrom]) {
            "cdrom"
        } else {
            "fd"
        };
        (message, meant, Applicability::Unsafe)
    };
    let boot = format!("<boot dev='{meant}'/>");
    ctx.report(rule, path.clone(), message)
        .note("`<boot dev='…'/>` in `<os>` says it: `hd`, `cdrom`, `network` or `fd`")
        .add_elements(format!("add `{boot}`"), applicability, &path, &boot);
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
        let drive = domain(
            "<os><type>hvm</type></os><devices><disk device='cdrom'><target dev='hda'/></disk></devices>",
        );
        assert_eq!(
            found("boot-order-assumed", &drive),
            [
                "/domain/os `<os>`: the machine looks for a hard disk to start from, which it has not, since the document does not say from what; Unsafe: `` => `<boot dev='cdrom'/>`"
            ]
        );
        assert_eq!(with("<type>hvm</type><boot dev='cdrom'/>", ""), [""; 0]);
        assert_eq!(with("<type>hvm</type>", "<boot order='1'/>"), [""; 0]);
    }
}
