use std::collections::HashMap;

use schema_core::assist;

use crate::protocol::{RenameParams, WorkspaceEdit};
use crate::server::Failure;
use crate::session::Session;

pub(super) fn run(session: &mut Session, params: &RenameParams) -> Result<WorkspaceEdit, Failure> {
    let at = &params.text_document_position_params;
    let document = session.document(&at.text_document.uri)?;
    let places = document.places(session.columns());
    let parts = assist::Document::new(document.text());
    let edits = parts
        .rename(places.offset(at.position), &params.new_name)
        .map_err(Failure::invalid)?;
    Ok(WorkspaceEdit {
        changes: Some(HashMap::from([(
            document.uri.clone(),
            places.edits(&edits),
        )])),
        ..WorkspaceEdit::default()
    })
}
