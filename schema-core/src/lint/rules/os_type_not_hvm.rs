use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

use super::unknown_os_type::is_known;

declare_rule! {
    /// ## What it does
    /// Checks for an `<os>` whose type is not `hvm`.
    ///
    /// ## Why is this bad?
    /// VirtualBox runs unchanged guests, which libvirt calls `hvm`.
    pub(crate) static OS_TYPE_NOT_HVM = {
        name: "os-type-not-hvm",
        alias: "O301",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(os) = &ctx.domain().os else { return };
    let kind = os.kind.kind.trim();
    if ctx.is_vbox() && kind != "hvm" && is_known(kind) {
        let path = Path::root().child("os").child("type");
        ctx.report(
            rule,
            path.clone(),
            format!("`{kind}` is no type of guest that VirtualBox runs"),
        )
        .note("it has to be `hvm`")
        .replace("write `hvm`", Applicability::Unsafe, &path, "hvm");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn only_hvm() {
        check(
            &domain("<os><type>xen</type></os>"),
            &["os-type-not-hvm at `xen`: `xen` is no type of guest that VirtualBox runs"],
        );
        check(&domain("<os><type arch='x86_64'>hvm</type></os>"), &[]);
    }
}
