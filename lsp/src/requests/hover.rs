use schema_core::assist;

use crate::protocol::{Contents, Hover, HoverParams, MarkupContent, MarkupKind};
use crate::server::Failure;
use crate::session::Session;

pub(super) fn run(session: &mut Session, params: &HoverParams) -> Result<Option<Hover>, Failure> {
    let at = &params.text_document_position_params;
    let columns = session.columns();
    session.with_context(&at.text_document.uri, |document, context| {
        let places = document.places(columns);
        let offset = places.offset(at.position);
        let found = assist::Document::new(document.text()).hover(offset, context)?;
        Some(Hover {
            contents: Contents::MarkupContent(MarkupContent {
                kind: MarkupKind::Markdown,
                value: found.docs,
            }),
            range: Some(places.range(&found.span)),
        })
    })
}
