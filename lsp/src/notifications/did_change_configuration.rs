use crate::protocol::{DidChangeConfigurationParams, Uri};
use crate::session::Session;

/// A client either sends its settings, or says that it is to be asked for them.
pub(super) fn run(session: &mut Session, params: &DidChangeConfigurationParams) -> Vec<Uri> {
    if session.client.tells_settings {
        super::ask_settings(session);
    } else {
        session.configure(&params.settings);
    }
    super::all(session)
}
