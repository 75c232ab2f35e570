//! The differences that are known, each with its reason.

use super::pair::Difference;

/// The member, and why the simulation answers otherwise.
pub(crate) const REASONS: &[(&str, &str)] = &[
    (
        "getVRDEProperty",
        "VirtualBox forgets a machine's default ports while a session changes them",
    ),
    ("tracingEnabled", TRACING),
    ("tracingConfig", TRACING),
];

const TRACING: &str =
    "VirtualBox saves it, but shows the old value until the service has read the settings again";

/// Why a difference is one that is known.
pub(crate) fn reason(difference: &Difference) -> Option<&'static str> {
    REASONS
        .iter()
        .find(|(member, _)| *member == difference.member)
        .map(|(_, reason)| *reason)
}
