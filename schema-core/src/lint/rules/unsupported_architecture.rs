use crate::diagnostic::Applicability;
use crate::domain::Arch;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a processor architecture that VirtualBox does not run on an x86 host.
    ///
    /// ## Why is this bad?
    /// VirtualBox emulates no foreign processor: libvirt passes over the architecture, and the guest does not start.
    pub(crate) static UNSUPPORTED_ARCHITECTURE = {
        name: "unsupported-architecture",
        alias: "O340",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let arch = ctx.domain().os.as_ref().and_then(|os| os.kind.known_arch());
    if let Some(Arch::Other(word)) = arch.filter(|_arch| ctx.is_vbox()) {
        let path = Path::root().child("os").child("type").attribute("arch");
        let message =
            format!("VirtualBox runs no guests of the architecture `{word}` on x86 hosts");
        ctx.report(rule, path.clone(), message)
            .note("it runs `x86_64` and `i686`")
            .replace(
                "make it `x86_64`",
                Applicability::Unsafe,
                &path,
                Arch::X86_64.as_str(),
            );
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn x86_of_both_widths() {
        check(
            &domain("<os><type arch='aarch64'>hvm</type></os>"),
            &[
                "unsupported-architecture at `aarch64`: VirtualBox runs no guests of the architecture `aarch64` on x86 hosts",
            ],
        );
        for known in ["x86_64", "i686"] {
            check(
                &domain(&format!("<os><type arch='{known}'>hvm</type></os>")),
                &[],
            );
        }
    }
}
