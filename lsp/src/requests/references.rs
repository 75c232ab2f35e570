use schema_core::assist;

use crate::protocol::{Location, ReferenceParams};
use crate::server::Failure;
use crate::session::Session;

pub(super) fn run(
    session: &mut Session,
    params: &ReferenceParams,
) -> Result<Vec<Location>, Failure> {
    let at = &params.text_document_position_params;
    let document = session.document(&at.text_document.uri)?;
    let places = document.places(session.columns());
    let found = assist::Document::new(document.text()).references(places.offset(at.position));
    let locations = found.iter().map(|span| Location {
        uri: document.uri.clone(),
        range: places.range(span),
    });
    Ok(locations.collect())
}
