use crate::protocol::{DidCloseTextDocumentParams, Uri};
use crate::server::Failure;
use crate::session::Session;

pub(super) fn run(
    session: &mut Session,
    params: &DidCloseTextDocumentParams,
) -> Result<Vec<Uri>, Failure> {
    let uri = params.text_document.uri.clone();
    match session.documents.remove(uri.as_ref()) {
        Some(_) => Ok(vec![uri]),
        None => Err(Failure::invalid(format!("`{uri}` is not open"))),
    }
}
