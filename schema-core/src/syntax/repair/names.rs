//! Names, prefixes, and what prefixes stand for.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::syntax::characters::{begins_name, continues_name};

/// The namespace of the prefix `xml`, which no other can have.
pub(super) const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// The namespace of the prefix `xmlns`, which nothing can have.
pub(super) const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// The namespaces that libvirt's documents have.
const KNOWN: &[(&str, &str)] = &[
    ("bhyve", "http://libvirt.org/schemas/domain/bhyve/1.0"),
    ("libosinfo", "http://libosinfo.org/xmlns/libvirt/domain/1.0"),
    ("lxc", "http://libvirt.org/schemas/domain/lxc/1.0"),
    ("qemu", "http://libvirt.org/schemas/domain/qemu/1.0"),
    ("vbox", "urn:boxwright:vbox:1"),
    ("xen", "http://libvirt.org/schemas/domain/xen/1.0"),
];

/// The namespace that the prefix usually has, and whether that is known.
pub(super) fn usual(prefix: &str) -> (Cow<'static, str>, bool) {
    match KNOWN.iter().find(|(known, _)| *known == prefix) {
        Some((_, uri)) => (Cow::Borrowed(uri), true),
        None => (Cow::Owned(format!("urn:{prefix}")), false),
    }
}

/// The prefixes that are declared.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    /// For each prefix its namespaces, with the depth of the element that declares it, the innermost last.
    declared: BTreeMap<String, Vec<(usize, String)>>,
    /// The prefixes that each depth declares.
    by_depth: Vec<Vec<String>>,
}

impl Scopes {
    /// Declares a prefix for what is `depth` deep and inside.
    pub(super) fn declare(&mut self, depth: usize, prefix: &str, uri: &str) {
        if self.by_depth.len() <= depth {
            self.by_depth.resize(depth + 1, Vec::new());
        }
        if let Some(prefixes) = self.by_depth.get_mut(depth) {
            prefixes.push(prefix.to_owned());
        }
        self.declared
            .entry(prefix.to_owned())
            .or_default()
            .push((depth, uri.to_owned()));
    }

    /// Forgets what is declared at `depth` or deeper.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.by_depth.len() > depth {
            for prefix in self.by_depth.pop().unwrap_or_default() {
                if let Some(all) = self.declared.get_mut(&prefix) {
                    all.pop_if(|(declared, _)| *declared >= depth);
                }
            }
        }
    }

    /// The namespace of a prefix.
    pub(super) fn namespace(&self, prefix: &str) -> Option<&str> {
        let (_, uri) = self.declared.get(prefix)?.last()?;
        Some(uri)
    }
}

/// The prefix and the rest of a name.
pub(super) fn split(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

/// The name that XML allows and is closest to `name`; a name of an element cannot have the prefixes of XML itself.
pub(super) fn sound(name: &str, of_element: bool) -> String {
    let mut out = String::with_capacity(name.len());
    let mut begins = true;
    let mut has_colon = false;
    for character in name.chars() {
        match character {
            ':' if begins || has_colon => {}
            ':' => {
                has_colon = true;
                begins = true;
                out.push(character);
            }
            _ if begins && !begins_name(character) => {}
            _ if continues_name(character) => {
                begins = false;
                out.push(character);
            }
            _ => {}
        }
    }
    if out.ends_with(':') {
        out.pop();
    }
    if of_element && matches!(split(&out).0, "xml" | "xmlns") {
        out = out.replacen(':', "_", 1);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_sound() {
        let cases = [
            ("disk", "disk"),
            ("a:b", "a:b"),
            (":a", "a"),
            ("a:b:c", "a:bc"),
            ("a:", "a"),
            ("a:1b", "a:b"),
            ("xml:a", "xml_a"),
            ("::", ""),
        ];
        for (name, expected) in cases {
            assert_eq!(sound(name, true), expected, "{name}");
        }
        assert_eq!(sound("xml:space", false), "xml:space");
    }

    #[test]
    fn a_prefix_is_forgotten_with_its_element() {
        let mut scopes = Scopes::default();
        scopes.declare(0, "a", "1");
        scopes.declare(2, "a", "2");
        assert_eq!(scopes.namespace("a"), Some("2"));
        scopes.leave(1);
        assert_eq!(scopes.namespace("a"), Some("1"));
        assert_eq!(scopes.namespace("b"), None);
    }
}
