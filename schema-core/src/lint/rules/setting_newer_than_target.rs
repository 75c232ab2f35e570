use super::device_newer_than_target::came;
use crate::diagnostic::Severity;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::support::parts::{Bound, parts_lacking};

declare_rule! {
    /// ## What it does
    /// Checks for elements, attributes and values that the release of VirtualBox in question cannot be given: what
    /// VirtualBox got later, and what it has longer than Boxwright knows how to set it, which is a warning. Without a target
    /// there is nothing to check. The column `since` of the README's table is made of the same figures.
    ///
    /// ## Why is this bad?
    /// `plan` refuses the document there. Either leave it out, or use a newer VirtualBox.
    pub(crate) static SETTING_NEWER_THAN_TARGET = {
        name: "setting-newer-than-target",
        alias: "B905",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(target) = ctx.target().filter(|_target| ctx.is_vbox()) else {
        return;
    };
    for lack in parts_lacking(ctx.domain(), target) {
        let what = lack.what;
        match lack.bound {
            bound @ (Bound::Since(_) | Bound::Until(_)) => {
                let message = format!("VirtualBox {target} has no {what}");
                ctx.report(rule, lack.path, message).note(came(bound));
            }
            Bound::Driven(release) => {
                let message = format!("VirtualBox {target} gets no {what} from Boxwright");
                let note = format!("Boxwright sets it from VirtualBox {release} on");
                let report = ctx.report(rule, lack.path, message);
                report.severity(Severity::Warning).note(note);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check_for, devices, domain};

    fn found(text: &str, release: &str) -> Vec<String> {
        let all = check_for(text, release).into_iter();
        let ours = all.filter(|found| found.rule == "setting-newer-than-target");
        ours.map(|found| {
            let severity = found.severity.as_str();
            format!("{severity} {}; {}", found.message, found.notes.join(" "))
        })
        .collect()
    }

    #[test]
    fn what_virtualbox_got_later_is_an_error() {
        let os = "<os><type>hvm</type></os>";
        for (text, before, message, since) in [
            (
                domain(&format!(
                    "<cpu><feature policy='require' name='vmx'/></cpu>{os}"
                )),
                "5.2",
                "VirtualBox 5.2 has no nested virtualization",
                "6.0",
            ),
            (
                domain(
                    "<os firmware='efi'><type>hvm</type><firmware><feature enabled='yes' name='secure-boot'/></firmware></os>",
                ),
                "6.1",
                "VirtualBox 6.1 has no secure boot",
                "7.0",
            ),
            (
                devices("<disk><source file='/a'/><target dev='sda' rotation_rate='1'/></disk>"),
                "4.0",
                "VirtualBox 4.0 has no `rotation_rate='1'`",
                "4.1",
            ),
            (
                devices("<tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>"),
                "6.1",
                "VirtualBox 6.1 has no trusted platform module",
                "7.0",
            ),
        ] {
            let expected = format!("error {message}; it came with VirtualBox {since}");
            assert_eq!(found(&text, before), [expected]);
            assert_eq!(found(&text, since), [""; 0]);
        }
    }

    #[test]
    fn what_boxwright_does_not_set_yet_is_a_warning_and_what_went_is_an_error() {
        let usb = devices(
            "<hostdev mode='subsystem' type='usb'><source><vendor id='0x1'/><product id='0x2'/></source></hostdev>",
        );
        assert_eq!(
            found(&usb, "4.0"),
            [
                "warning VirtualBox 4.0 gets no USB devices of the host from Boxwright; Boxwright sets it from VirtualBox 4.3 on"
            ]
        );
        assert_eq!(found(&usb, "4.3"), [""; 0]);
        let old = devices(
            "<disk><source file='/a.vdi'/><target dev='hda'/></disk><graphics type='rdp' autoport='yes'/>",
        );
        assert_eq!(
            found(&old, "3.1"),
            [
                "warning VirtualBox 3.1 gets no machines from Boxwright; Boxwright sets it from VirtualBox 3.2 on",
                "warning VirtualBox 3.1 gets no disks with an image or drive from Boxwright; Boxwright sets it from VirtualBox 4.0 on",
                "warning VirtualBox 3.1 gets no remote display from Boxwright; Boxwright sets it from VirtualBox 4.0 on",
            ]
        );
        let gone =
            devices("<video><model type='vbox'><acceleration accel2d='yes'/></model></video>");
        assert_eq!(
            found(&gone, "7.2"),
            [
                "error VirtualBox 7.2 has no acceleration of 2D video; VirtualBox 7.1 was the last to have it"
            ]
        );
    }

    #[test]
    fn a_model_that_is_not_there_is_told_once() {
        let text = devices("<controller type='usb' model='qemu-xhci'/>");
        assert_eq!(found(&text, "4.0"), [""; 0]);
        assert_eq!(found(&devices("<controller type='usb'/>"), "4.0").len(), 1);
    }
}
