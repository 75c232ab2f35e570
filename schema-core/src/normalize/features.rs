use super::draft::Draft;
use crate::domain::value::OnOff;

pub(super) fn run(draft: &mut Draft) {
    let features = draft.domain.features.get_or_insert_default();
    features.hap.take_if(|hap| hap.state != Some(OnOff::Off));
}
