//! What is wrong with a document, where, why, and what to do about it.

use crate::path::Path;
use crate::span::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The document cannot be planned.
    Error,
    /// The document works, likely not as was meant.
    Warning,
    /// Something to know.
    Note,
}

impl Severity {
    /// `error`, `warning` or `note`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The name of the rule that was broken, such as `duplicate-target-dev`.
    pub rule: &'static str,
    /// The short id of the rule, such as `K408`.
    pub alias: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// Where, in bytes of the decoded text.
    pub span: Span,
    /// The address of the value.
    pub path: Path,
    /// Other places that have to do with it.
    pub related: Vec<Label>,
    /// Why it is wrong and what to do.
    pub notes: Vec<String>,
    /// Edits that mend it, the best first.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// Whether this keeps the document from being planned.
    pub const fn is_error(&self) -> bool {
        matches!(self.severity, Severity::Error)
    }
}

/// A place with words about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What is there.
    pub message: String,
    /// Where.
    pub span: Span,
}

/// A way to mend what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an order.
    pub title: String,
    /// Whether it can be carried out unseen.
    pub applicability: Applicability,
    /// The edits, which do not overlap.
    pub edits: Vec<Edit>,
}

/// Whether a fix can be carried out unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Applicability {
    /// The result means what the document was meant to mean.
    Safe,
    /// The result is valid, and may mean something else.
    Unsafe,
}

impl Applicability {
    /// `safe` or `unsafe`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
        }
    }
}

/// A replacement of a part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// What takes its place.
    pub text: String,
}
