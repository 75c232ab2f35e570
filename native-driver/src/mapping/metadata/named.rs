//! Which settings the document of a machine names that would not be shown else: those that are what a fresh machine has,
//! and details of what is off.

use std::collections::BTreeSet;
use std::fmt;

/// Names of settings, such as `vbox:clipboard/@mode`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Named {
    names: BTreeSet<String>,
    /// Whether all is shown that is not as on a fresh machine, as if each were named.
    pub(super) whole: bool,
}

impl Named {
    /// What extra data hold: a name a line.
    pub(super) fn parse(text: &str) -> Self {
        let names = text.lines().filter(|line| !line.is_empty());
        Self {
            names: names.map(str::to_owned).collect(),
            whole: false,
        }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Whether anything of an element is worth a look: because it is named, or because everything is.
    pub(super) fn any_in(&self, element: &str) -> bool {
        self.whole || self.names_any_in(element)
    }

    /// Whether anything of an element is named.
    pub(super) fn names_any_in(&self, element: &str) -> bool {
        self.names.iter().any(|name| {
            let rest = name.strip_prefix(element);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', ' ']))
        })
    }

    /// What stands behind a beginning that names have.
    pub(super) fn behind<'a>(&'a self, start: &'a str) -> impl Iterator<Item = &'a str> {
        self.names
            .iter()
            .filter_map(move |name| name.strip_prefix(start))
    }

    pub(super) fn add(&mut self, name: String) {
        self.names.insert(name);
    }

    /// What is here and not in another.
    pub(super) fn without<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a String> {
        self.names.difference(&other.names)
    }
}

/// Collects what a document names.
#[derive(Debug)]
pub(super) struct Naming<'a> {
    before: &'a Named,
    after: &'a mut Named,
}

impl<'a> Naming<'a> {
    pub(super) fn new(before: &'a Named, after: &'a mut Named) -> Self {
        Self { before, after }
    }

    /// Notes a name; says whether it was named before.
    pub(super) fn name(&mut self, name: String) -> bool {
        let known = self.before.has(&name);
        self.after.add(name);
        known
    }
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, name) in self.names.iter().enumerate() {
            if place > 0 {
                f.write_str("\n")?;
            }
            f.write_str(name)?;
        }
        Ok(())
    }
}
