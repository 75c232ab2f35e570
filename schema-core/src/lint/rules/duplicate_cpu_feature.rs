use std::collections::BTreeMap;

use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a feature of the processor that is given twice.
    ///
    /// ## Why is this bad?
    /// libvirt refuses the document: with two policies nobody knows which is meant.
    pub(crate) static DUPLICATE_CPU_FEATURE = {
        name: "duplicate-cpu-feature",
        alias: "M218",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(cpu) = &ctx.domain().cpu else { return };
    let feature = |index| Path::root().child("cpu").item("feature", index);
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, one) in cpu.features.iter().enumerate() {
        let path = feature(index);
        if one.name.is_empty() || !ctx.is_readable(&path.attribute("name")) {
            continue;
        }
        let Some(first) = seen.get(one.name.as_str()) else {
            seen.insert(&one.name, index);
            continue;
        };
        let first = feature(*first);
        ctx.report(
            rule,
            path.clone(),
            format!("the feature `{}` is given twice", one.name),
        )
        .related(&first, "the first")
        .note("keep one")
        .remove_copy(&path, &first);
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn a_feature_is_given_once() {
        let second = "<feature policy='disable' name='vmx'/>";
        let with = |inner: &str| {
            domain(&format!(
                "<cpu mode='host-passthrough'><feature policy='require' name='vmx'/>{inner}</cpu>"
            ))
        };
        check(&with("<feature policy='disable' name='svm'/>"), &[]);
        check(
            &with(second),
            &[&format!(
                "duplicate-cpu-feature at `{second}`: the feature `vmx` is given twice"
            )],
        );
    }
}
