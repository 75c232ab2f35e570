//! What a document gives the guest, or the network, of the host.
//!
//! Each kind is a rule of the linter in a file of its own, whose check is [`Check::Exposure`]. Most are no faults, so a
//! linter that is asked for nothing does not report them; `plan` lists them all.

mod kept;

use crate::domain::Domain;
use crate::lint::{Check, Rule, rules};
use crate::path::Path;

pub use kept::after;

/// Something of the host that a document gives away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exposure {
    /// The kind: the name of the rule.
    pub kind: &'static str,
    /// Which place of the document gives it away.
    pub path: Path,
    /// What is given away, in words.
    pub message: String,
    /// How to give away less.
    pub advice: &'static str,
    /// What tells it apart from others of its kind, wherever in a document it stands.
    subject: String,
    /// The kind that holds this one: who could write could read.
    part_of: Option<&'static str>,
    remedy: Option<Remedy>,
}

/// A change of a document after which it gives away less.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Remedy {
    /// The attribute at the path has this value.
    Attribute(Path, &'static str, &'static str),
    /// The element at the path has this element in it.
    Element(Path, &'static str),
}

impl Exposure {
    /// Whether the same, or what holds it, is among `others`.
    pub fn is_among(&self, others: &[Self]) -> bool {
        others.iter().any(|other| {
            let is_kind = other.kind == self.kind || self.part_of == Some(other.kind);
            is_kind && other.subject == self.subject
        })
    }

    /// Says of which kind this is a part.
    pub(crate) const fn part_of(&mut self, kind: &'static str) {
        self.part_of = Some(kind);
    }

    /// Says what makes it give away less.
    pub(crate) fn less_by(&mut self, remedy: Remedy) {
        self.remedy = Some(remedy);
    }

    pub(crate) fn remedy(&self) -> Option<&Remedy> {
        self.remedy.as_ref()
    }
}

/// What the finders of the kinds report to.
#[derive(Debug)]
pub struct Exposed {
    kind: &'static str,
    found: Vec<Exposure>,
}

impl Exposed {
    /// Adds something; `subject` is what it is, without regard to its place.
    pub(crate) fn add(
        &mut self,
        path: Path,
        subject: impl Into<String>,
        message: impl Into<String>,
        advice: &'static str,
    ) -> &mut Exposure {
        self.found.push_mut(Exposure {
            kind: self.kind,
            path,
            message: message.into(),
            advice,
            subject: subject.into(),
            part_of: None,
            remedy: None,
        })
    }
}

/// What a domain gives away of one kind.
pub(crate) fn of_kind(rule: &Rule, domain: &Domain) -> Vec<Exposure> {
    let mut exposed = Exposed {
        kind: rule.name,
        found: Vec::new(),
    };
    if let Check::Exposure(find) = rule.check {
        find(domain, &mut exposed);
    }
    exposed.found
}

/// Everything that a domain gives away, kind by kind.
pub fn of(domain: &Domain) -> Vec<Exposure> {
    let kinds = rules::ALL.iter();
    kinds.flat_map(|rule| of_kind(rule, domain)).collect()
}

/// Whether an address to listen at is one that only programs of the host itself can reach. `VirtualBox` takes silence
/// for all addresses.
pub(crate) fn is_loopback(address: Option<&str>) -> bool {
    let address = address.unwrap_or_default().trim();
    let address = address.trim_start_matches('[').trim_end_matches(']');
    match address.parse::<std::net::IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => address.eq_ignore_ascii_case("localhost"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::rules::testing::devices;
    use crate::parse::parse;

    #[test]
    fn the_same_is_known_at_another_place() {
        let of = |inner: &str| of(&parse(&devices(inner)).domain);
        let one = of("<interface type='bridge'><source bridge='br0'/></interface>");
        let two = of(
            "<interface type='user'/><interface type='bridge'><source bridge='br0'/></interface>",
        );
        let other = of("<interface type='bridge'><source bridge='br1'/></interface>");
        assert!(two[0].is_among(&one) && !other[0].is_among(&one));
        assert_ne!(one[0].path, two[0].path);
    }

    #[test]
    fn loopback_addresses_are_known() {
        for (address, expected) in [
            (Some("127.0.0.1"), true),
            (Some("127.8.9.1"), true),
            (Some("::1"), true),
            (Some("[::1]"), true),
            (Some("LocalHost"), true),
            (Some("0.0.0.0"), false),
            (Some("192.168.0.1"), false),
            (Some("localhost.example"), false),
            (Some(""), false),
            (None, false),
        ] {
            assert_eq!(is_loopback(address), expected, "{address:?}");
        }
    }
}
