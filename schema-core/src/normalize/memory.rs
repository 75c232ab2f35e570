use super::draft::Draft;
use crate::domain::Memory;

pub(super) fn run(draft: &mut Draft) {
    // As libvirt has it: what the guest has at start, which is all that it has, unless that is more than there is.
    let current = draft
        .domain
        .current_memory
        .map(|current| current.kib)
        .filter(|kib| *kib != 0);
    let kib = current.map_or(draft.domain.memory.kib, |current| {
        current.min(draft.domain.memory.kib)
    });
    let mib = kib.div_ceil(1 << 10);
    let memory = Memory {
        kib: mib.saturating_mul(1 << 10),
    };
    draft.domain.memory = memory;
    draft.domain.current_memory = Some(memory);
}
