use super::draft::Draft;

pub(super) fn run(draft: &mut Draft) {
    let domain = &mut draft.domain;
    for text in [&mut domain.title, &mut domain.description] {
        text.take_if(|text| text.is_empty());
    }
}
