use super::draft::Draft;

pub(super) fn run(draft: &mut Draft) {
    if draft.domain.description.as_deref() == Some("") {
        draft.domain.description = None;
    }
}
