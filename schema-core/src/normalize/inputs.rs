use super::draft::{Draft, reorder, sorted_by};
use crate::domain::devices::{Input, InputBus, InputType};
use crate::path::Path;

/// A machine has one pointing device, of which a tablet counts before a mouse, and one keyboard; those on PS/2 are there
/// anyway and not said.
pub(super) fn run(draft: &mut Draft) {
    for input in &mut draft.domain.devices.inputs {
        input.bus = Some(input.bus());
    }
    let inputs = &draft.domain.devices.inputs;
    let sorted = sorted_by(inputs, |input| (input.kind, input.bus));
    let is_keyboard = |input: &Input| input.kind == InputType::Keyboard;
    let mut kept: Vec<usize> = Vec::new();
    for keyboard in [false, true] {
        let mut of_kind = sorted.iter().copied().filter(|index| {
            inputs
                .get(*index)
                .is_some_and(|input| is_keyboard(input) == keyboard)
        });
        let said = of_kind.next().filter(|index| {
            let bus = inputs.get(*index).and_then(|input| input.bus);
            bus != Some(InputBus::Ps2)
        });
        kept.extend(said);
    }
    reorder(
        &mut draft.domain.devices.inputs,
        &mut draft.source,
        &Path::devices(),
        "input",
        &kept,
    );
}
