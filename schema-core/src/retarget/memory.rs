//! Memory and processors that a guest has from its start.

use crate::elements::Element;

use super::Verb;
use super::draft::Draft;

/// In KiB: the least that VirtualBox gives a guest.
const LEAST: u64 = 4 * 1024;

pub(super) fn run(draft: &mut Draft) {
    let root = draft.root();
    memory(&root, draft);
    if let Some(vcpu) = root.child("vcpu")
        && let Some(current) = vcpu.attribute("current")
        && current != vcpu.text
    {
        let message = format!(
            "`current`: the guest has all {} processors from the start, not {current}",
            vcpu.text
        );
        draft.say(Verb::Changed, &vcpu.start_tag, message);
        draft.remove(&vcpu.path.attribute("current"));
    }
}

fn memory(root: &Element, draft: &mut Draft) {
    let current = root.child("currentMemory");
    let Some(memory) = root.child("memory") else {
        let Some((kib, place)) = elsewhere(root) else {
            return;
        };
        draft.say(
            Verb::Added,
            &place.start_tag,
            format!("`<memory>` of {kib} KiB, which is said here"),
        );
        draft.insert(&root.path, format!("<memory unit='KiB'>{kib}</memory>"));
        if let Some(current) = current {
            draft.remove(&current.path);
        }
        return;
    };
    let said = |element: &Element| (element.text.clone(), unit(element, "unit"));
    if let Some(current) = current
        && said(memory) != said(current)
    {
        draft.drop(
            current,
            "`<currentMemory>`: the guest has all of `<memory>` from the start",
        );
    }
    if unit(memory, "unit") == Some(1)
        && let Ok(kib) = memory.text.parse::<u64>()
        && kib < LEAST
    {
        draft.say(
            Verb::Changed,
            &memory.start_tag,
            format!("{kib} KiB of memory are {LEAST} KiB, the least that VirtualBox has"),
        );
        draft.set_text(memory, &LEAST.to_string());
        if let Some(current) = current {
            draft.remove(&current.path);
        }
    }
}

/// How much memory a guest has whose document has no `<memory>`, and where it is said: the NUMA nodes together, or what
/// it starts with.
fn elsewhere(root: &Element) -> Option<(u64, &Element)> {
    let numa = root.child("cpu").and_then(|cpu| cpu.child("numa"));
    let of_cell = |cell: &Element| {
        let number: u64 = cell.attribute("memory")?.parse().ok()?;
        number.checked_mul(unit(cell, "unit")?)
    };
    if let Some(numa) = numa {
        let sum = numa.children.iter().filter_map(of_cell).sum();
        return (sum >= LEAST).then_some((sum, numa));
    }
    let place = root
        .child("currentMemory")
        .or_else(|| root.child("maxMemory"))?;
    let number: u64 = place.text.parse().ok()?;
    Some((number.checked_mul(unit(place, "unit")?)?, place))
}

/// How many KiB a unit is.
fn unit(element: &Element, attribute: &str) -> Option<u64> {
    match element.attribute(attribute).unwrap_or("KiB") {
        "KiB" | "k" => Some(1),
        "MiB" | "M" => Some(1 << 10),
        "GiB" | "G" => Some(1 << 20),
        "TiB" | "T" => Some(1 << 30),
        _other => None,
    }
}
