use schema_core::assist;

use crate::protocol::{SelectionRange, SelectionRangeParams};
use crate::server::Failure;
use crate::session::Session;

/// How many steps a selection grows in at most: they are inside of one another, also in the answer, and a text of nothing
/// but start tags has as many as it likes.
const MOST: usize = 64;

pub(super) fn run(
    session: &mut Session,
    params: &SelectionRangeParams,
) -> Result<Vec<SelectionRange>, Failure> {
    let document = session.document(&params.text_document.uri)?;
    let places = document.places(session.columns());
    let parts = assist::Document::new(document.text());
    let ranges = params.positions.iter().map(|position| {
        let spans = parts.selections(places.offset(*position));
        let mut outer = None;
        for span in spans.iter().take(MOST).rev() {
            outer = Some(Box::new(SelectionRange {
                range: places.range(span),
                parent: outer,
            }));
        }
        // Every place is in the whole text.
        *outer.unwrap_or_default()
    });
    Ok(ranges.collect())
}
