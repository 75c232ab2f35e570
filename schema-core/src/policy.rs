//! What a project, a team or a class wants of documents, as data: each policy says what has to be at a path.
//!
//! Policies are looked at while a text is read, on its elements: what a document says counts, as far as libvirt knows
//! the words, and an attribute that it leaves out has its declared default.

mod demand;
mod held;
pub mod packs;
mod path;
mod pattern;
mod read;
mod ways;

#[cfg(test)]
mod tests;

pub use demand::{Amount, Demand, Range};
pub(crate) use held::check;
pub use path::{NoPath, PolicyPath, is_known};
pub use pattern::matches;
pub use read::{KEYS, OPERATORS, PolicyError};
pub use ways::Policies;

use crate::diagnostic::Severity;

/// Something that documents have to satisfy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// What it is called, once in a project.
    pub name: String,
    /// What it is about.
    pub path: PolicyPath,
    /// What has to be there.
    pub demand: Demand,
    /// It counts only where all of these hold.
    pub when: Vec<Condition>,
    /// What is said where it is not satisfied; made from the rest where it is empty.
    pub message: String,
    /// How bad that is.
    pub severity: Severity,
    /// Where it counts.
    pub enforce: Enforce,
    /// Whether nothing can switch it off: no comment, no option, no file that extends the one it is from.
    pub locked: bool,
    /// Where it is from, in words.
    pub origin: String,
}

/// What has to be somewhere for a policy to count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Where.
    pub path: PolicyPath,
    /// What; of several places one is enough.
    pub demand: Demand,
}

/// Where a policy counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Enforce {
    /// Nowhere: it takes the place of one of that name.
    Never,
    /// For `lint`, and in editors.
    Lint,
    /// For `plan` and `apply`.
    Plan,
    /// For all of them.
    #[default]
    Both,
}

impl Enforce {
    /// Every value.
    pub const ALL: [Self; 4] = [Self::Never, Self::Lint, Self::Plan, Self::Both];

    /// `never`, `lint`, `plan` or `both`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Lint => "lint",
            Self::Plan => "plan",
            Self::Both => "both",
        }
    }

    fn counts_in(self, stage: Stage) -> bool {
        match (self, stage) {
            (Self::Both, Stage::Lint | Stage::Plan)
            | (Self::Lint, Stage::Lint)
            | (Self::Plan, Stage::Plan) => true,
            (Self::Never | Self::Lint | Self::Plan, Stage::Lint | Stage::Plan) => false,
        }
    }
}

/// What a document is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// To be checked.
    Lint,
    /// To be planned.
    Plan,
}
