use std::collections::BTreeSet;

use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::{Tree, number, numbers};

declare_rule! {
    /// ## What it does
    /// Checks for tuning of an I/O thread that the domain does not have.
    ///
    /// ## Why is this bad?
    /// The threads are those of `<iothreads>`, numbered from 1, and those of `<iothreadids>`.
    pub(crate) static UNKNOWN_IOTHREAD = {
        name: "unknown-iothread",
        alias: "P902",
        severity: Error,
        check: Check::Tree(&["iothreadsched", "iothreadpin"], check),
    }
}

/// The most threads that are counted.
const MOST: usize = 4096;

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    let Some(cputune) = tree.first("cputune") else {
        return;
    };
    let mut threads: BTreeSet<u32> = BTreeSet::new();
    if let Some(ids) = tree.first("iothreadids") {
        let ids = ids.items("iothread").filter_map(|id| id.number_of("id"));
        threads.extend(ids.filter_map(|id| u32::try_from(id).ok()));
    }
    let count = tree
        .first("iothreads")
        .and_then(|count| number(&count.text()));
    let count = count
        .and_then(|count| usize::try_from(count).ok())
        .unwrap_or_default();
    // Those without a number of their own get the lowest that are free.
    let mut next = 1;
    while threads.len() < count.min(MOST) {
        threads.insert(next);
        next += 1;
    }
    for (name, attribute) in [("iothreadsched", "iothreads"), ("iothreadpin", "iothread")] {
        for tune in cputune.items(name) {
            let Some(list) = tune.attribute(attribute) else {
                continue;
            };
            let unknown = numbers(list.value())
                .and_then(|list| list.into_iter().find(|id| !threads.contains(id)));
            if let Some(unknown) = unknown {
                let report = tree.report(rule, &list, format!("there is no I/O thread {unknown}"));
                report.note(match threads.len() {
                    0 => "add `<iothreads>` with their number".to_owned(),
                    count => format!("the domain has {count}"),
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm};

    #[test]
    fn threads_are_counted_and_named() {
        assert_eq!(
            found(
                "unknown-iothread",
                &kvm(
                    "<iothreads>1</iothreads><cputune><iothreadsched iothreads='1-2' scheduler='fifo' priority='1'/></cputune>"
                )
            ),
            ["/domain/cputune/iothreadsched[0]/@iothreads `1-2`: there is no I/O thread 2",]
        );
        assert_eq!(
            found(
                "unknown-iothread",
                &kvm(
                    "<iothreads>2</iothreads><iothreadids><iothread id='7'/></iothreadids><cputune><iothreadpin iothread='7' cpuset='0'/><iothreadpin iothread='1' cpuset='0'/><iothreadpin iothread='2' cpuset='0'/></cputune>"
                )
            ),
            ["/domain/cputune/iothreadpin[2]/@iothread `2`: there is no I/O thread 2",]
        );
    }
}
