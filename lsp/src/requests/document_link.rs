use std::path::Path;

use schema_core::assist::{self, LinkTarget};

use crate::diagnostics;
use crate::protocol::{DocumentLink, DocumentLinkParams};
use crate::server::Failure;
use crate::session::Session;
use crate::uri;

pub(super) fn run(
    session: &mut Session,
    params: &DocumentLinkParams,
) -> Result<Vec<DocumentLink>, Failure> {
    let document = session.document(&params.text_document.uri)?;
    if !document.is_domain {
        return Ok(Vec::new());
    }
    let places = document.places(session.columns());
    let links = assist::Document::new(document.text()).links();
    let shown = links.into_iter().filter_map(|link| {
        let target = match link.target {
            LinkTarget::File(path) => uri::from_path(Path::new(&path)),
            LinkTarget::Rule(rule) => {
                diagnostics::rule_page(session.settings.rule_pages.as_ref()?, rule)
            }
        };
        Some(DocumentLink {
            range: places.range(&link.span),
            target: Some(target),
            ..DocumentLink::default()
        })
    });
    Ok(shown.collect())
}
