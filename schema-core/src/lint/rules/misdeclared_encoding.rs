use crate::diagnostic::Diagnostic;
use crate::lint::rule::{Check, declare_rule};
use crate::path::Path;
use crate::span::Span;

declare_rule! {
    /// ## What it does
    /// Checks that a file is in the encoding that its XML declaration names.
    ///
    /// ## Why is this bad?
    /// libvirt believes the declaration: it reads no letters beyond ASCII in a file that says `ascii`, and nothing at all of
    /// one that says `UTF-16` and has a byte a letter. `--fix` writes `UTF-8`, which the file is in.
    ///
    /// ## Example
    /// ```xml
    /// <?xml version="1.0" encoding="ascii"?>
    /// <domain type="vbox"><name>Küche</name></domain>
    /// ```
    pub(crate) static MISDECLARED_ENCODING = {
        name: "misdeclared-encoding",
        alias: "X034",
        severity: Error,
        check: Check::Reading,
    }
}

/// What is said where the declaration names `name` at `span`, and the file is in UTF-8.
pub(crate) fn misdeclared(name: &str, span: Span) -> Diagnostic {
    let message = format!("the file says `{name}`, and is in UTF-8");
    MISDECLARED_ENCODING.diagnostic(message, span, Path::default())
}
