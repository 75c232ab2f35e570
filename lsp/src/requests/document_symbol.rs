use schema_core::assist::{self, Symbol};

use crate::place::Places;
use crate::protocol::{DocumentSymbol, DocumentSymbolParams, SymbolKind};
use crate::server::Failure;
use crate::session::Session;

pub(super) fn run(
    session: &mut Session,
    params: &DocumentSymbolParams,
) -> Result<Vec<DocumentSymbol>, Failure> {
    let document = session.document(&params.text_document.uri)?;
    if !document.is_domain {
        return Ok(Vec::new());
    }
    let places = document.places(session.columns());
    let symbols = assist::Document::new(document.text()).symbols();
    Ok(symbols.iter().map(|found| symbol(found, &places)).collect())
}

#[expect(deprecated, reason = "the field has to be given, and is")]
fn symbol(found: &Symbol, places: &Places<'_>) -> DocumentSymbol {
    let children: Vec<DocumentSymbol> = found
        .children
        .iter()
        .map(|child| symbol(child, places))
        .collect();
    DocumentSymbol {
        name: found.name.clone(),
        detail: (!found.detail.is_empty()).then(|| found.detail.clone()),
        kind: if children.is_empty() {
            SymbolKind::Field
        } else {
            SymbolKind::Object
        },
        tags: None,
        deprecated: None,
        range: places.range(&found.span),
        selection_range: places.range(&found.selection),
        children: (!children.is_empty()).then_some(children),
    }
}
