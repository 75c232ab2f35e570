use crate::domain::devices::ControllerType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for two controllers of one type with one number.
    ///
    /// ## Why is this bad?
    /// Disks say the number of their controller, so it has to be one.
    pub(crate) static DUPLICATE_CONTROLLER_INDEX = {
        name: "duplicate-controller-index",
        alias: "K432",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let controllers = &ctx.domain().devices.controllers;
    let mut taken = std::collections::BTreeMap::new();
    for (index, controller) in controllers.iter().enumerate() {
        // The companions of a USB controller share its number.
        let Some(number) = controller
            .index
            .filter(|_| controller.kind != ControllerType::Usb)
        else {
            continue;
        };
        match taken.get(&(controller.kind, number)) {
            None => {
                taken.insert((controller.kind, number), index);
            }
            Some(first) => {
                let number_of = |index| Path::device("controller", index).attribute("index");
                let message = format!(
                    "{number} is the number of another {} controller",
                    controller.kind.as_str()
                );
                ctx.report(rule, number_of(index), message)
                    .related(&number_of(*first), "the other controller")
                    .note("leave `index` out to get the next free one")
                    .remove_copy(
                        &Path::device("controller", index),
                        &Path::device("controller", *first),
                    )
                    .remove_attribute("leave `index` out", &number_of(index));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn numbers_are_by_type() {
        let text = devices(
            "<controller type='scsi' index='1' model='lsilogic'/><controller type='scsi' index='1' model='lsisas1068'/>",
        );
        check(
            &text,
            &["duplicate-controller-index at `1`: 1 is the number of another scsi controller"],
        );
        check(
            &devices(
                "<controller type='ide' index='0' model='piix4'/><controller type='sata' index='0'/>",
            ),
            &[],
        );
    }
}
