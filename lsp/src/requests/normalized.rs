use schema_core::{normalize, parse, validate, write};
use serde::Deserialize;

use crate::protocol::TextDocumentIdentifier;
use crate::server::Failure;
use crate::session::Session;

/// Which document.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NormalizedParams {
    text_document: TextDocumentIdentifier,
}

/// The document with everything written out that its silence means: what `boxwright normalize` shows.
pub(super) fn run(session: &mut Session, params: &NormalizedParams) -> Result<String, Failure> {
    let document = session.document(&params.text_document.uri)?;
    let validated = validate::validate(parse::parse(document.text()))
        .map_err(|_| Failure::invalid("the document has errors; mend them first"))?;
    Ok(write::write(&normalize::normalize(&validated).domain))
}
