use schema_core::assist;

use crate::protocol::{DefinitionParams, Location};
use crate::server::Failure;
use crate::session::Session;

pub(super) fn run(
    session: &mut Session,
    params: &DefinitionParams,
) -> Result<Option<Location>, Failure> {
    let at = &params.text_document_position_params;
    let document = session.document(&at.text_document.uri)?;
    let places = document.places(session.columns());
    let found = assist::Document::new(document.text()).definition(places.offset(at.position));
    Ok(found.map(|span| Location {
        uri: document.uri.clone(),
        range: places.range(&span),
    }))
}
