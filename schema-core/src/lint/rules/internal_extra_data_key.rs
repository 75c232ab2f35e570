use crate::domain::Domain;
use crate::exposure::Exposed;
use crate::lint::rule::{Check, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for extra data whose key begins with `VBoxInternal`.
    ///
    /// ## Why is this bad?
    /// VirtualBox hands such values to its devices unchecked. They can make a machine that does not start, and give the guest
    /// what no other setting gives it, such as files of the host.
    ///
    /// ## What to do
    /// Make sure that you know what it does, and suppress this where you do. `plan` lists it among what the guest gets of
    /// the host, and a change that adds it wants `--allow internal-extra-data-key` where nobody is asked.
    pub(crate) static INTERNAL_EXTRA_DATA_KEY = {
        name: "internal-extra-data-key",
        alias: "V114",
        severity: Warning,
        check: Check::Exposure(find),
    }
}

fn find(domain: &Domain, exposed: &mut Exposed) {
    let Some(machine) = domain.own() else {
        return;
    };
    for (index, entry) in machine.extra_data.iter().enumerate() {
        if entry.key.starts_with("VBoxInternal") && !entry.value.is_empty() {
            let at = Path::machine().item("vbox:extraData", index);
            exposed.add(
                at.attribute("key"),
                format!("{}={}", entry.key, entry.value),
                format!("`{}` is internal to VirtualBox", entry.key),
                "make sure that you know what it does, and suppress this where you do",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, exposed, machine};

    #[test]
    fn internal_keys_are_shown() {
        let text = machine("<vbox:extraData key='VBoxInternal/X' value='1'/>");
        check(
            &text,
            &[
                "internal-extra-data-key at `VBoxInternal/X`: `VBoxInternal/X` is internal to VirtualBox",
            ],
        );
        assert_eq!(exposed(&text).len(), 1);
        check(
            &machine("<vbox:extraData key='VBoxInternal/X' value=''/>"),
            &[],
        );
    }
}
