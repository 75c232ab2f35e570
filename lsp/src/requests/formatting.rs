use schema_core::format;

use crate::protocol::{DocumentFormattingParams, FormattingOptions, TextEdit};
use crate::server::Failure;
use crate::session::Session;

/// Nothing where the text is not well-formed: then the diagnostics say what is to be mended first.
pub(super) fn run(
    session: &mut Session,
    params: &DocumentFormattingParams,
) -> Result<Option<Vec<TextEdit>>, Failure> {
    let document = session.document(&params.text_document.uri)?;
    if !document.is_domain {
        return Ok(None);
    }
    let places = document.places(session.columns());
    let edits = format::format(document.text(), &options(params.options));
    Ok(edits.map(|edits| places.edits(&edits)))
}

/// The indentation is that of the client, within what makes sense.
pub(super) fn options(asked: FormattingOptions) -> format::Options {
    let indent = usize::try_from(asked.tab_size).unwrap_or(2);
    format::Options {
        indent: indent.clamp(1, 8),
    }
}
