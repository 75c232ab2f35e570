use schema_core::assist;

use crate::protocol::{LinkedEditingRangeParams, LinkedEditingRanges};
use crate::server::Failure;
use crate::session::Session;

pub(super) fn run(
    session: &mut Session,
    params: &LinkedEditingRangeParams,
) -> Result<Option<LinkedEditingRanges>, Failure> {
    let at = &params.text_document_position_params;
    let document = session.document(&at.text_document.uri)?;
    if !document.is_domain {
        return Ok(None);
    }
    let places = document.places(session.columns());
    let names = assist::Document::new(document.text()).linked(places.offset(at.position));
    Ok(names.map(|names| LinkedEditingRanges {
        ranges: names.iter().map(|span| places.range(span)).collect(),
        word_pattern: Some("[A-Za-z_][A-Za-z0-9_.:-]*".to_owned()),
    }))
}
