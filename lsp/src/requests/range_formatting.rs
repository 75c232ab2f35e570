use schema_core::format;

use crate::protocol::{DocumentRangeFormattingParams, TextEdit};
use crate::server::Failure;
use crate::session::Session;

use super::formatting::options;

pub(super) fn run(
    session: &mut Session,
    params: &DocumentRangeFormattingParams,
) -> Result<Option<Vec<TextEdit>>, Failure> {
    let document = session.document(&params.text_document.uri)?;
    if !document.is_domain {
        return Ok(None);
    }
    let places = document.places(session.columns());
    let span = places.span(params.range);
    let edits = format::format_range(document.text(), &span, &options(params.options));
    Ok(edits.map(|edits| places.edits(&edits)))
}
