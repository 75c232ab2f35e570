use crate::document::Document;
use crate::protocol::{DidOpenTextDocumentParams, Uri};
use crate::session::Session;

pub(super) fn run(session: &mut Session, params: DidOpenTextDocumentParams) -> Vec<Uri> {
    let opened = params.text_document;
    let document = Document::new(opened.uri.clone(), opened.version, opened.text);
    session
        .documents
        .insert(opened.uri.as_ref().to_owned(), document);
    // A project may have got a configuration since the last document was opened.
    session.environment.forget();
    vec![opened.uri]
}
