use crate::protocol::{DidChangeWorkspaceFoldersParams, Uri};
use crate::session::Session;
use crate::uri;

pub(super) fn run(session: &mut Session, params: &DidChangeWorkspaceFoldersParams) -> Vec<Uri> {
    for removed in &params.event.removed {
        let path = uri::to_path(&removed.uri);
        session
            .folders
            .retain(|folder| Some(folder) != path.as_ref());
    }
    for added in &params.event.added {
        session.add_folder(&added.uri);
    }
    Vec::new()
}
