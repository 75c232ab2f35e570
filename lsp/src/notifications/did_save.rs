use crate::protocol::{DidSaveTextDocumentParams, Uri};
use crate::session::Session;

/// Saving is when a client that watches no files can have changed a configuration.
pub(super) fn run(session: &mut Session, _params: &DidSaveTextDocumentParams) -> Vec<Uri> {
    session.environment.forget();
    session
        .documents
        .values()
        .map(|document| document.uri.clone())
        .collect()
}
