use crate::domain::devices::{ControllerModel, GraphicsType};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;
use crate::support::Release;
use crate::support::devices::{USB_CONTROLLERS, by_word};

declare_rule! {
    /// ## What it does
    /// Says what needs Oracle's extension pack on the host, for the release that `--target` or the project names: the remote
    /// display, and before 7.0 also USB 2.0 and USB 3.0.
    ///
    /// ## Why is this bad?
    /// It is not, where the pack is installed. It is no part of VirtualBox, has a licence of its own, and a machine that needs it
    /// does not start, or starts without the remote display, where it is missing. `boxwright doctor` says whether it is there.
    pub(crate) static EXTENSION_PACK_NEEDED = {
        name: "extension-pack-needed",
        alias: "B902",
        severity: Note,
        check: Check::Domain(check),
    }
}

/// The first release that has a pack: before it there were editions with and without what is in it.
const FIRST: Release = Release::new(4, 0);
/// The first release that has USB 2.0 and 3.0 without it.
const FREE_USB: Release = Release::new(7, 0);

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(target) = ctx
        .target()
        .filter(|target| ctx.is_vbox() && *target >= FIRST)
    else {
        return;
    };
    let devices = &ctx.domain().devices;
    let mut needs = Vec::new();
    for (index, graphics) in devices.graphics.iter().enumerate() {
        if graphics.kind == GraphicsType::Rdp {
            needs.push((Path::device("graphics", index), "the remote display"));
        }
    }
    for (index, controller) in devices.controllers.iter().enumerate() {
        let what = match controller.model {
            Some(ControllerModel::Ehci) => "USB 2.0",
            Some(ControllerModel::QemuXhci) => "USB 3.0",
            Some(_) | None => continue,
        };
        // What the release does not have at all needs no pack.
        let model = controller.model.map_or("", ControllerModel::as_str);
        let device = by_word(USB_CONTROLLERS, model);
        let is_there = device.is_some_and(|device| device.is_in(target));
        if is_there && target < FREE_USB {
            needs.push((Path::device("controller", index), what));
        }
    }
    for (path, what) in needs {
        let message = format!("{what} needs the extension pack with VirtualBox {target}");
        ctx.report(rule, path, message)
            .note("install it on the host, or leave this out");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check_for, devices};

    #[test]
    fn what_is_in_the_pack_depends_on_the_release() {
        let text = devices(
            "<controller type='usb' model='ehci'/><controller type='usb' model='qemu-xhci'/><graphics type='rdp'/>",
        );
        let messages = |release| -> Vec<String> {
            let found = check_for(&text, release).into_iter();
            let ours = found.filter(|found| found.rule == "extension-pack-needed");
            ours.map(|found| found.message).collect()
        };
        assert_eq!(
            messages("6.1"),
            [
                "USB 2.0 needs the extension pack with VirtualBox 6.1",
                "USB 3.0 needs the extension pack with VirtualBox 6.1",
                "the remote display needs the extension pack with VirtualBox 6.1",
            ]
        );
        assert_eq!(messages("7.2").len(), 1);
        assert_eq!(messages("3.2"), [""; 0]);
        assert_eq!(
            messages("4.0"),
            [
                "USB 2.0 needs the extension pack with VirtualBox 4.0",
                "the remote display needs the extension pack with VirtualBox 4.0",
            ]
        );
    }
}
