use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::{Tree, number};

declare_rule! {
    /// ## What it does
    /// Checks for a limit of all traffic of a disk beside one of reading or writing.
    ///
    /// ## Why is this bad?
    /// One of the two is meant. libvirt refuses both.
    pub(crate) static IOTUNE_TOTAL_AND_PARTS = {
        name: "iotune-total-and-parts",
        alias: "K417",
        severity: Error,
        check: Check::Tree(&["iotune"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    for disk in tree.devices("disk") {
        for tune in disk.items("iotune") {
            for unit in ["bytes_sec", "iops_sec", "bytes_sec_max", "iops_sec_max"] {
                let limit = |kind: &str| {
                    let limit = tune.child(&format!("{kind}_{unit}"))?;
                    number(&limit.text())
                        .filter(|limit| *limit > 0)
                        .map(|_| limit)
                };
                let Some(total) = limit("total") else {
                    continue;
                };
                let parts: Vec<_> = ["read", "write"].into_iter().filter_map(limit).collect();
                if let Some(part) = parts.first() {
                    let message = format!(
                        "`<{}>` cannot stand beside `<{}>`",
                        total.name(),
                        part.name()
                    );
                    let is_vbox = tree.is_vbox();
                    let report = tree
                        .report(rule, &total, message)
                        .related(part, "the other limit");
                    if is_vbox {
                        report
                            .note("VirtualBox limits both together, and not each by itself")
                            .remove_all(
                                "remove the limits of each by itself",
                                Applicability::Unsafe,
                                &parts,
                            );
                    } else {
                        report
                            .note("limit both together, or each by itself")
                            .remove(
                                "remove the limit of both together",
                                Applicability::Unsafe,
                                total,
                            );
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{devices, found, kvm_devices};

    #[test]
    fn the_whole_or_the_parts() {
        assert_eq!(
            found(
                "iotune-total-and-parts",
                &kvm_devices(
                    "<disk><source file='/a'/><target dev='vda'/><iotune><total_bytes_sec>9</total_bytes_sec><read_bytes_sec>5</read_bytes_sec></iotune></disk>"
                )
            ),
            [
                "/domain/devices/disk[0]/iotune/total_bytes_sec `<total_bytes_sec>`: `<total_bytes_sec>` cannot stand beside `<read_bytes_sec>`; the other limit `<read_bytes_sec>`; Unsafe: `<total_bytes_sec>9</total_bytes_sec>` => ``",
            ]
        );
        assert_eq!(
            found(
                "iotune-total-and-parts",
                &kvm_devices(
                    "<disk><source file='/a'/><target dev='vda'/><iotune><total_bytes_sec>9</total_bytes_sec><read_iops_sec>5</read_iops_sec><write_bytes_sec>0</write_bytes_sec></iotune></disk>"
                )
            ),
            [""; 0]
        );
    }
    #[test]
    fn what_virtualbox_obeys_stays() {
        assert_eq!(
            found(
                "iotune-total-and-parts",
                &devices(
                    "<disk><source file='/a'/><target dev='vda'/><iotune><read_bytes_sec>5</read_bytes_sec><total_bytes_sec>9</total_bytes_sec><write_bytes_sec>6</write_bytes_sec></iotune></disk>"
                )
            ),
            [
                "/domain/devices/disk[0]/iotune/total_bytes_sec `<total_bytes_sec>`: `<total_bytes_sec>` cannot stand beside `<read_bytes_sec>`; the other limit `<read_bytes_sec>`; Unsafe: `<read_bytes_sec>5</read_bytes_sec>` => `` `<write_bytes_sec>6</write_bytes_sec>` => ``",
            ]
        );
    }
}
