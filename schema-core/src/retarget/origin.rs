//! Which hypervisor a document is for, and what is said in its own words alone.

use crate::elements::Element;

use super::draft::Draft;
use super::{RetargetError, Verb};

/// A hypervisor that documents come from: what a document does not say means something else for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// KVM, and QEMU in other ways.
    Qemu,
    /// Xen.
    Xen,
    /// VMware's.
    VMware,
    /// Hyper-V.
    HyperV,
    /// Another one.
    Other,
}

/// Which one it is, and whether there is a machine to speak of.
pub(super) fn of(root: &Element, said: Option<Origin>) -> Result<Origin, RetargetError> {
    let kind = root.attribute("type").unwrap_or_default();
    let os_type = root.child("os").and_then(|os| os.child("type"));
    let is_program = os_type.is_some_and(|kind| kind.text == "exe");
    let arch = os_type.and_then(|kind| kind.attribute("arch"));
    let known = match kind {
        "vbox" => return Err(RetargetError::ForVirtualBox),
        "lxc" | "openvz" => return Err(RetargetError::Container(kind.to_owned())),
        _ if is_program => return Err(RetargetError::Container(kind.to_owned())),
        "kvm" | "qemu" | "kqemu" | "hvf" => Origin::Qemu,
        "xen" => Origin::Xen,
        "vmware" => Origin::VMware,
        "hyperv" => Origin::HyperV,
        _other => Origin::Other,
    };
    match arch {
        Some("x86_64" | "i686") | None => Ok(said.unwrap_or(known)),
        Some(arch) => Err(RetargetError::Architecture(arch.to_owned())),
    }
}

/// Makes the document one for VirtualBox, and takes away what other programs read.
pub(super) fn run(draft: &mut Draft) {
    let root = draft.root();
    let kind = root.attribute("type").unwrap_or_default();
    let message = format!("`type` is `vbox` in place of `{kind}`");
    draft.say(Verb::Changed, &root.start_tag, message);
    draft.set(&root, "type", "vbox");
    for child in &root.children {
        if let Some((prefix, _)) = child.name.split_once(':') {
            let message = format!("`<{}>` is for `{prefix}` alone", child.name);
            draft.drop(child, message);
        }
    }
}
