use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::lint::suggest;
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for an `<os><type>` that libvirt does not know.
    ///
    /// ## Why is this bad?
    /// libvirt refuses the document. What guests boot like hardware, as all of VirtualBox's do, is `hvm`.
    pub(crate) static UNKNOWN_OS_TYPE = {
        name: "unknown-os-type",
        alias: "O310",
        severity: Error,
        check: Check::Domain(check),
    }
}

/// What libvirt's parser takes.
const TYPES: [&str; 6] = ["hvm", "xen", "linux", "exe", "uml", "xenpvh"];

/// Whether libvirt knows this type of guest.
pub(super) fn is_known(kind: &str) -> bool {
    TYPES.contains(&kind)
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(os) = ctx.domain().os.as_ref() else {
        return;
    };
    let kind = os.kind.kind.trim();
    if kind.is_empty() || is_known(kind) {
        return;
    }
    let path = Path::root().child("os").child("type");
    let report = ctx
        .report(rule, path.clone(), format!("`{kind}` is no type of guest"))
        .note("it has to be `hvm` for a machine with hardware of its own");
    if let Some(meant) = suggest::closest(kind, TYPES.into_iter()) {
        report
            .note(format!("did you mean `{meant}`?"))
            .offer(&path, [meant]);
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm};

    #[test]
    fn the_nearest_type_is_offered() {
        let with = |kind: &str| {
            found(
                "unknown-os-type",
                &kvm(&format!("<os><type>{kind}</type></os>")),
            )
        };
        assert_eq!(
            with("HVM"),
            ["/domain/os/type `HVM`: `HVM` is no type of guest; Unsafe: `HVM` => `hvm`"]
        );
        assert_eq!(with("linux"), [""; 0]);
        assert_eq!(
            with("windows"),
            ["/domain/os/type `windows`: `windows` is no type of guest"]
        );
    }
}
