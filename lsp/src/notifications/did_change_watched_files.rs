use crate::protocol::{DidChangeWatchedFilesParams, Uri};
use crate::session::Session;

/// Only files that configure projects are watched.
pub(super) fn run(session: &mut Session, _params: &DidChangeWatchedFilesParams) -> Vec<Uri> {
    super::all(session)
}
