use super::draft::Draft;
use crate::domain::Memory;

pub(super) fn run(draft: &mut Draft) {
    let mib = draft.domain.memory.kib.div_ceil(1 << 10);
    let memory = Memory {
        kib: mib.saturating_mul(1 << 10),
    };
    draft.domain.memory = memory;
    draft.domain.current_memory = Some(memory);
}
