use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;

declare_rule! {
    /// ## What it does
    /// Checks for a UUID in `<sysinfo>` that is not that of the domain.
    ///
    /// ## Why is this bad?
    /// The guest reads one UUID, and it is that of the domain.
    pub(crate) static UUID_MISMATCH = {
        name: "uuid-mismatch",
        alias: "D116",
        severity: Error,
        check: Check::Tree(&["sysinfo"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    let Some(uuid) = tree.first("uuid") else {
        return;
    };
    for info in tree.top("sysinfo") {
        let Some(system) = info.child("system") else {
            continue;
        };
        for entry in system
            .items("entry")
            .filter(|entry| entry.value("name") == "uuid")
        {
            if digits(&entry.text()) != digits(&uuid.text()) {
                tree.report(rule, &entry, "this is not the UUID of the domain")
                    .related(&uuid, "the UUID of the domain")
                    .note("leave the entry out, the guest gets that of the domain")
                    .remove("remove the entry", Applicability::Unsafe, entry);
            }
        }
    }
}

/// What two spellings of a UUID have in common.
fn digits(uuid: &str) -> String {
    uuid.chars()
        .filter(char::is_ascii_hexdigit)
        .map(|digit| digit.to_ascii_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm};

    #[test]
    fn spellings_do_not_matter() {
        assert_eq!(
            found(
                "uuid-mismatch",
                &kvm(
                    "<uuid>c7a5fdbd-edaf-9455-926a-d65c16db1809</uuid><sysinfo type='smbios'><system><entry name='uuid'>a94b4335-6a14-8bc4-d6da-f7ea590b6816</entry></system></sysinfo>"
                )
            ),
            [
                "/domain/sysinfo[0]/system/entry[0] `<entry name='uuid'>`: this is not the UUID of the domain; the UUID of the domain `<uuid>`; Unsafe: `<entry name='uuid'>a94b4335-6a14-8bc4-d6da-f7ea590b6816</entry>` => ``",
            ]
        );
        assert_eq!(
            found(
                "uuid-mismatch",
                &kvm(
                    "<uuid>c7a5fdbd-edaf-9455-926a-d65c16db1809</uuid><sysinfo type='smbios'><system><entry name='uuid'>C7A5FDBDEDAF9455926AD65C16DB1809</entry></system></sysinfo>"
                )
            ),
            [""; 0]
        );
    }
}
