//! The document that a plan is made for: its normal form, and where each value stands in the text.

use schema_core::domain::Domain;
use schema_core::normalize::Normalized;
use schema_core::path::Path;

/// The normal form of a document, with the lines of its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Document<'a> {
    normalized: &'a Normalized,
}

impl<'a> Document<'a> {
    pub(crate) fn new(normalized: &'a Normalized) -> Self {
        Self { normalized }
    }

    /// The normal form.
    pub(crate) fn domain(self) -> &'a Domain {
        &self.normalized.domain
    }

    /// The bytes of the value at `path`, or of the nearest element above it that the text has.
    pub(crate) fn span(self, path: &Path) -> schema_core::span::Span {
        self.normalized.source.nearest(path)
    }

    /// The line, from 1, of the value at `path`, or of the nearest element above it that the text has.
    pub(crate) fn line(self, path: &Path) -> Option<u32> {
        self.normalized
            .source
            .line(path)
            .and_then(|line| u32::try_from(line).ok())
    }

    /// Whether the text says something at `path`.
    pub(crate) fn states(self, path: &Path) -> bool {
        self.normalized.source.span(path).is_some()
    }
}
