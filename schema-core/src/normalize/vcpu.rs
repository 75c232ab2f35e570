use super::draft::Draft;
use crate::domain::Vcpu;

pub(super) fn run(draft: &mut Draft) {
    let count = draft.domain.vcpu.map_or(1, |vcpu| vcpu.count);
    draft.domain.vcpu = Some(Vcpu {
        count,
        current: None,
    });
}
