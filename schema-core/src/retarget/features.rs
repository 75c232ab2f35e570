//! What other hypervisors give every guest, and VirtualBox gives where the document says it.

use super::draft::Draft;
use super::{Origin, Verb};

pub(super) fn run(draft: &mut Draft) {
    let root = draft.root();
    // Xen asks for each, as VirtualBox does, but for what 64-bit guests cannot be without.
    let given: &[&str] = match draft.from {
        Origin::Qemu | Origin::Other => &["apic", "pae"],
        Origin::VMware | Origin::HyperV => &["acpi", "apic", "pae"],
        Origin::Xen => &["apic"],
    };
    let features = root.child("features");
    let has = |name: &str| features.is_some_and(|features| features.child(name).is_some());
    let missing: Vec<&str> = given.iter().copied().filter(|name| !has(name)).collect();
    if missing.is_empty() {
        return;
    }
    let tags: Vec<String> = missing.iter().map(|name| format!("<{name}/>")).collect();
    let place = features.map_or(&root.start_tag, |features| &features.start_tag);
    let message = format!(
        "`{}`, which every guest there has, and VirtualBox's have where it is said",
        tags.join("`, `")
    );
    draft.say(Verb::Added, place, message);
    match features {
        Some(features) => {
            for tag in tags {
                draft.insert(&features.path, tag);
            }
        }
        None => {
            let inside = tags.join("");
            draft.insert(&root.path, format!("<features>{inside}</features>"));
        }
    }
}
