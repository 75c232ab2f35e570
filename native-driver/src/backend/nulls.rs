//! Where no object may be given for an interface.

/// By interface, member and argument. VirtualBox does not check it everywhere: `registerMachine` without a machine
/// ends the service.
const MAY_BE_NULL: [(&str, &str, usize); 6] = [
    ("IMachine", "attachDevice", 4),
    ("IMachine", "mountMedium", 3),
    ("IMachine", "setBandwidthGroupForDevice", 3),
    ("INetworkAdapter", "bandwidthGroup", 0),
    ("IMedium", "cloneTo", 2),
    ("IMediumAttachment", "bandwidthGroup", 0),
];

/// Whether this argument of a member may be no object.
pub(crate) fn may_be_null(interface: &str, member: &str, argument: usize) -> bool {
    MAY_BE_NULL.iter().any(|(of, name, index)| {
        *of == interface && name.eq_ignore_ascii_case(member) && *index == argument
    })
}
