use schema_core::assist;

use crate::protocol::{PrepareRenameParams, PrepareRenamePlaceholder};
use crate::server::Failure;
use crate::session::Session;

pub(super) fn run(
    session: &mut Session,
    params: &PrepareRenameParams,
) -> Result<Option<PrepareRenamePlaceholder>, Failure> {
    let at = &params.text_document_position_params;
    let document = session.document(&at.text_document.uri)?;
    let places = document.places(session.columns());
    let found = assist::Document::new(document.text()).renameable(places.offset(at.position));
    Ok(found.map(|(span, placeholder)| PrepareRenamePlaceholder {
        range: places.range(&span),
        placeholder,
    }))
}
