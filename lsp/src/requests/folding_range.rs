use schema_core::assist;

use crate::protocol::{FoldingRange, FoldingRangeKind, FoldingRangeParams};
use crate::server::Failure;
use crate::session::Session;

pub(super) fn run(
    session: &mut Session,
    params: &FoldingRangeParams,
) -> Result<Vec<FoldingRange>, Failure> {
    let document = session.document(&params.text_document.uri)?;
    if !document.is_domain {
        return Ok(Vec::new());
    }
    let places = document.places(session.columns());
    let folds = assist::Document::new(document.text()).folds();
    let ranges = folds.into_iter().map(|fold| {
        let end = places.position(fold.span.end).line;
        FoldingRange {
            start_line: places.position(fold.span.start).line,
            // The line of the end tag stays visible.
            end_line: if fold.is_comment {
                end
            } else {
                end.saturating_sub(1)
            },
            kind: fold.is_comment.then_some(FoldingRangeKind::Comment),
            ..FoldingRange::default()
        }
    });
    Ok(ranges
        .filter(|range| range.start_line < range.end_line)
        .collect())
}
