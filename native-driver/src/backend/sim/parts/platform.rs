//! `IPlatform`.

use super::super::fault::{Code, Refusal};
use super::super::handle::{Handle, Of};
use super::super::value::{self, Answer};
use super::{Attribute, Fresh, Part, Set, Spec, any, flag, int, not_implemented};
use crate::backend::Verb;
use crate::backend::sim::world::Level::{Free, Mutable};

pub(super) static SPEC: Spec = Spec {
    interface: "IPlatform",
    component: "PlatformWrap",
    count: 1,
    attributes: ATTRIBUTES,
};

const ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "architecture",
        fresh: Fresh::Int(1),
        set: Set::To(Free, not_implemented),
    },
    flag("RTCUseUTC", false, Mutable),
    int("chipsetType", 1, Mutable, any),
    int("iommuType", 0, Mutable, any),
];

pub(super) fn call(of: Of, verb: Verb, member: &str) -> Option<Answer> {
    match (verb, member) {
        (Verb::Get, "x86") => Some(value::object(Handle::Part(of, Part::X86, 0))),
        (Verb::Get, "properties") => Some(value::object(Handle::PlatformProperties)),
        (Verb::Get, "ARM") => Some(Err(Refusal::new(
            Code::PlatformArchNotSupported,
            SPEC.component,
            "ARM-specific platform settings are not available on this platform",
        ))),
        _ => None,
    }
}
