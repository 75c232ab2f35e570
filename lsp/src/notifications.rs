//! What a client says without asking, one file each.

mod did_change;
mod did_change_configuration;
mod did_change_watched_files;
mod did_change_workspace_folders;
mod did_close;
mod did_open;
mod did_save;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::protocol::{InitializeParams, Uri, WorkspaceFolders};
use crate::server::Failure;
use crate::session::Session;

/// Takes a notification; gives the documents whose diagnostics may be others now.
type Run = fn(&mut Session, Value) -> Result<Vec<Uri>, Failure>;

/// Every notification, by its method.
static ALL: &[(&str, Run)] = &[
    ("textDocument/didChange", |session, params| {
        did_change::run(session, read(params)?)
    }),
    ("textDocument/didClose", |session, params| {
        did_close::run(session, &read(params)?)
    }),
    ("textDocument/didOpen", |session, params| {
        Ok(did_open::run(session, read(params)?))
    }),
    ("textDocument/didSave", |session, params| {
        Ok(did_save::run(session, &read(params)?))
    }),
    ("workspace/didChangeConfiguration", |session, params| {
        Ok(did_change_configuration::run(session, &read(params)?))
    }),
    ("workspace/didChangeWatchedFiles", |session, params| {
        Ok(did_change_watched_files::run(session, &read(params)?))
    }),
    ("workspace/didChangeWorkspaceFolders", |session, params| {
        Ok(did_change_workspace_folders::run(session, &read(params)?))
    }),
];

/// What takes the notification of this method.
pub(crate) fn find(method: &str) -> Option<Run> {
    ALL.iter()
        .find(|(name, _)| *name == method)
        .map(|(_, run)| *run)
}

fn read<T: DeserializeOwned>(params: Value) -> Result<T, Failure> {
    serde_json::from_value(params).map_err(|error| Failure::invalid(error.to_string()))
}

/// Takes the folders of the workspace over.
pub(crate) fn take_folders(session: &mut Session, params: &InitializeParams) {
    let folders = &params.workspace_folders_initialize_params.workspace_folders;
    match folders {
        Some(WorkspaceFolders::WorkspaceFolderList(folders)) => {
            for folder in folders {
                session.add_folder(&folder.uri);
            }
        }
        Some(WorkspaceFolders::Null) | None =>
        {
            #[expect(deprecated, reason = "older clients have no other")]
            if let Some(root) = &params.root_uri {
                session.add_folder(root);
            }
        }
    }
}

/// The client is ready to be asked: for its settings, and to watch the files that configure projects.
pub(crate) fn initialized(session: &mut Session) {
    if session.client.tells_settings {
        ask_settings(session);
    }
    if session.client.watches {
        let watch = json!({ "registrations": [{
            "id": "watch",
            "method": "workspace/didChangeWatchedFiles",
            // What `boxwright.toml` extends can have any name.
            "registerOptions": { "watchers": [{ "globPattern": "**/*.toml" }] },
        }] });
        session.ask("watch", "client/registerCapability", &watch);
    }
}

fn ask_settings(session: &mut Session) {
    let items = json!({ "items": [{ "section": "boxwright" }] });
    session.ask("settings", "workspace/configuration", &items);
}

/// All documents that are open, since what every one depends on has changed.
fn all(session: &mut Session) -> Vec<Uri> {
    session.environment.forget();
    if session.client.pulls && session.client.refreshes {
        session.ask("refresh", "workspace/diagnostic/refresh", &Value::Null);
    }
    session
        .documents
        .values()
        .map(|document| document.uri.clone())
        .collect()
}
