use crate::diagnostic::Diagnostic;
use crate::lint::rule::{Check, declare_rule};
use crate::path::Path;
use crate::span::Span;

declare_rule! {
    /// ## What it does
    /// Says in reports for programs that a file could not be read: it is not there, may not be read, or its bytes are no
    /// text in an encoding that is read.
    ///
    /// ## Why is this bad?
    /// Nothing is known of what is in it. The exit code is 2 then, whatever else was found, and people are told on standard
    /// error.
    pub(crate) static UNREADABLE_FILE = {
        name: "unreadable-file",
        alias: "X033",
        severity: Error,
        check: Check::Reading,
    }
}

/// What a report says of a file that could not be read, for this reason, from this place of what could be.
pub fn unreadable_file(why: &str, span: Span) -> Diagnostic {
    UNREADABLE_FILE.diagnostic(why.to_owned(), span, Path::default())
}
