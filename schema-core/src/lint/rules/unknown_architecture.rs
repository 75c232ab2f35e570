use crate::domain::Arch;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::lint::suggest;
use crate::path::Path;
use crate::spec::Value as _;

declare_rule! {
    /// ## What it does
    /// Checks for an `arch` of `<os><type>` that libvirt does not know.
    ///
    /// ## Why is this bad?
    /// libvirt refuses the document.
    pub(crate) static UNKNOWN_ARCHITECTURE = {
        name: "unknown-architecture",
        alias: "O314",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let os = ctx.domain().os.as_ref();
    let Some(name) = os.and_then(|os| os.kind.arch.as_deref()) else {
        return;
    };
    let mut known = Arch::SPEC.words.iter().map(|word| word.word);
    if known.clone().any(|known| known == name) {
        return;
    }
    let meant = match name {
        "amd64" | "x64" | "x86-64" => Some("x86_64"),
        "i386" | "i486" | "i586" | "x86" => Some("i686"),
        "arm64" => Some("aarch64"),
        name => suggest::closest(name, known.by_ref()),
    };
    let path = Path::root().child("os").child("type").attribute("arch");
    let message = format!("`{name}` is no architecture that libvirt knows");
    let report = ctx
        .report(rule, path.clone(), message)
        .note("VirtualBox has `x86_64` and `i686`, and `aarch64` on such a host");
    if let Some(meant) = meant {
        report
            .note(format!("did you mean `{meant}`?"))
            .offer(&path, [meant]);
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm};

    #[test]
    fn other_names_of_known_ones_are_understood() {
        let with = |arch: &str| {
            let text = kvm(&format!("<os><type arch='{arch}'>hvm</type></os>"));
            found("unknown-architecture", &text)
        };
        assert_eq!(
            with("amd64"),
            [
                "/domain/os/type/@arch `amd64`: `amd64` is no architecture that libvirt knows; Unsafe: `amd64` => `x86_64`",
            ]
        );
        assert_eq!(with("x86_64"), [""; 0]);
        assert_eq!(
            with("z80"),
            ["/domain/os/type/@arch `z80`: `z80` is no architecture that libvirt knows"]
        );
    }
}
