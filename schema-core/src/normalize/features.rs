use super::draft::Draft;

pub(super) fn run(draft: &mut Draft) {
    draft.domain.features.get_or_insert_default();
}
