use crate::protocol::{DidChangeTextDocumentParams, Uri};
use crate::server::Failure;
use crate::session::Session;

pub(super) fn run(
    session: &mut Session,
    params: DidChangeTextDocumentParams,
) -> Result<Vec<Uri>, Failure> {
    let columns = session.columns();
    let uri = params.text_document.text_document_identifier.uri;
    let document = session
        .documents
        .get_mut(uri.as_ref())
        .ok_or_else(|| Failure::invalid(format!("`{uri}` is not open")))?;
    document.change(
        params.text_document.version,
        params.content_changes,
        columns,
    );
    Ok(vec![uri])
}
