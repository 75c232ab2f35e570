use super::draft::{Draft, reorder};
use crate::domain::Metadata;
use crate::domain::metadata::{Group, Machine};
use crate::path::Path;

/// The group of a machine that is in none.
const ROOT: &str = "/";

pub(super) fn run(draft: &mut Draft) {
    let Draft { domain, source, .. } = draft;
    if let Some(machine) = domain
        .metadata
        .as_mut()
        .and_then(|metadata| metadata.machine.as_mut())
        && let Some(groups) = &mut machine.groups
    {
        let path = Path::machine().child("vbox:groups");
        // The first is where the machine's folder is, so they stay in their order.
        let first = |place: &usize| {
            let this = groups.groups.get(*place);
            groups.groups.iter().position(|group| Some(group) == this) == Some(*place)
        };
        let order: Vec<usize> = (0..groups.groups.len()).filter(first).collect();
        reorder(&mut groups.groups, source, &path, "vbox:group", &order);
        if groups.groups.is_empty() {
            groups.groups.push(Group {
                name: ROOT.to_owned(),
            });
            source.add_item(&path, "vbox:group", 0, &path);
        }
    }
    if let Some(metadata) = &mut domain.metadata {
        if let Some(machine) = &mut metadata.machine {
            drop_empty(machine);
        }
        if metadata.machine == Some(Machine::default()) {
            metadata.machine = None;
        }
        if *metadata == Metadata::default() {
            domain.metadata = None;
        }
    }
}

/// Drops the elements that say nothing.
fn drop_empty(machine: &mut Machine) {
    let Machine {
        os_type: _always_says_something,
        groups: _at_least_one,
        clipboard,
        drag_and_drop,
        paravirtualization,
        host_memory,
        autostart,
    } = machine;
    clear(clipboard);
    clear(drag_and_drop);
    clear(paravirtualization);
    clear(host_memory);
    clear(autostart);
}

fn clear<T: Default + PartialEq>(element: &mut Option<T>) {
    if *element == Some(T::default()) {
        *element = None;
    }
}
