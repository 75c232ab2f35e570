use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::suggest;
use crate::lint::tree::Tree;

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
        check: Check::Tree(&["type"], check),
    }
}

/// What libvirt's parser takes.
const TYPES: [&str; 6] = ["hvm", "xen", "linux", "exe", "uml", "xenpvh"];

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    let kinds = tree.first("os").and_then(|os| os.child("type"));
    let Some(kind) = kinds.filter(|kind| !kind.text().is_empty()) else {
        return;
    };
    let text = kind.text();
    if TYPES.contains(&text.as_str()) {
        return;
    }
    let spot = kind.text_spot();
    let meant = suggest::closest(&text, TYPES.into_iter());
    let report = tree
        .report(rule, &spot, format!("`{text}` is no type of guest"))
        .note("it has to be `hvm` for a machine with hardware of its own");
    match meant {
        Some(meant) => report
            .note(format!("did you mean `{meant}`?"))
            .offer(&spot, [meant]),
        None => report,
    };
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
