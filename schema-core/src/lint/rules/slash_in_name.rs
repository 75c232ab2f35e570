use crate::domain::DomainType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a slash in the name of a domain that is for another hypervisor than `VirtualBox` and `VMware`.
    ///
    /// ## Why is this bad?
    /// libvirt makes a file of the name. VirtualBox has groups, whose names have slashes.
    pub(crate) static SLASH_IN_NAME = {
        name: "slash-in-name",
        alias: "D117",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    match ctx.domain().kind {
        DomainType::Vbox | DomainType::Other("vmware" | "test") => return,
        DomainType::Other(_) => {}
    }
    if ctx.domain().name.contains('/') {
        ctx.report(rule, Path::root().child("name"), "the name has a slash")
            .note("take another sign");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm};

    #[test]
    fn a_name_is_one_of_a_file() {
        let text = kvm("").replace("<name>a<", "<name>a/b<");
        assert_eq!(
            found("slash-in-name", &text),
            ["/domain/name `a/b`: the name has a slash"]
        );
        assert_eq!(
            found("slash-in-name", &text.replace("kvm", "vbox")),
            [""; 0]
        );
    }
}
