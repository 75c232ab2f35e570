use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::lint::suggest;
use crate::normalize::{NIC_MODELS, nic_like, nic_model, nic_names};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for an interface with a model that VirtualBox does not have.
    ///
    /// ## Why is this bad?
    /// libvirt keeps the model that was there without a word.
    pub(crate) static UNSUPPORTED_NIC_MODEL = {
        name: "unsupported-nic-model",
        alias: "N505",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    for (index, interface) in ctx.domain().devices.interfaces.iter().enumerate() {
        let Some(model) = interface
            .model
            .as_ref()
            .filter(|model| nic_model(&model.kind).is_none())
        else {
            continue;
        };
        let path = Path::device("interface", index)
            .child("model")
            .attribute("type");
        let mut report = ctx.report(
            rule,
            path.clone(),
            format!("VirtualBox has no network interface `{}`", model.kind),
        );
        let meant = nic_like(&model.kind).or_else(|| suggest::closest(&model.kind, nic_names()));
        if let Some(meant) = meant {
            report = report.note(format!("did you mean `{meant}`?")).replace(
                format!("write `{meant}`"),
                Applicability::Unsafe,
                &path,
                meant,
            );
        }
        let models: Vec<String> = NIC_MODELS
            .iter()
            .map(|model| format!("`{model}`"))
            .collect();
        report.note(format!("it can be {}", models.join(", ")));
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn the_nearest_model_is_suggested() {
        let with = |model: &str| {
            devices(&format!(
                "<interface type='user'><model type='{model}'/></interface>"
            ))
        };
        let found = check(
            &with("82540EN"),
            &["unsupported-nic-model at `82540EN`: VirtualBox has no network interface `82540EN`"],
        );
        assert_eq!(found[0].notes[0], "did you mean `82540EM`?");
        check(
            &with("rtl8139"),
            &["unsupported-nic-model at `rtl8139`: VirtualBox has no network interface `rtl8139`"],
        );
        let notes = crate::lint::lint(&with("rtl8139")).into_iter();
        let notes: Vec<String> = notes.flat_map(|found| found.notes).collect();
        assert_eq!(notes[0], "did you mean `Am79C973`?");
        for known in [
            "82540eM",
            "e1000",
            "E1000e",
            "virtio-non-transitional",
            "usb-net",
        ] {
            check(&with(known), &[]);
        }
    }
}
