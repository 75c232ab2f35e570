//! `IParallelPort`.

use super::super::fault::Refusal;
use super::super::value::Plain;
use super::{Attribute, Change, Fresh, Spec, any, by_slot, fixed, flag, text};
use crate::backend::sim::world::Level::{Mutable, MutableOrSaved};

pub(super) static SPEC: Spec = Spec {
    interface: "IParallelPort",
    component: "ParallelPortWrap",
    count: 2,
    attributes: ATTRIBUTES,
};

const ATTRIBUTES: &[Attribute] = &[
    flag("enabled", false, Mutable),
    by_slot("IOBase", &[0x378, 0x278], Mutable, base),
    by_slot("IRQ", &[7, 5], Mutable, irq),
    text("path", "", MutableOrSaved, any),
    fixed("slot", Fresh::BySlot(&[0, 1])),
];

fn base(change: &Change<'_>) -> Result<Plain, Refusal> {
    let slot = change.index;
    change.range(0, 0xffff, |base| {
        // The range in the message is VirtualBox's own slip.
        format!(
            "Invalid I/O port base address of the parallel port {slot}: {base} (must be in range [0, 0x0])"
        )
    })
}

fn irq(change: &Change<'_>) -> Result<Plain, Refusal> {
    let slot = change.index;
    change.range(0, 255, |irq| {
        format!("Invalid IRQ number of the parallel port {slot}: {irq} (must be in range [0, 255])")
    })
}
