//! What the server knows about its client: what it can do, what it has open, what it asks for.

use std::collections::BTreeMap;
use std::path::PathBuf;

use schema_core::assist;
use schema_core::span::Columns;
use schema_core::{Diagnostic, lint};

use crate::document::Document;
use crate::environment::Environment;
use crate::protocol::{
    InitializeParams, LogMessageParams, Message, MessageType, PositionEncodingKind,
    RawNotification, RawRequest, RequestId, ShowMessageParams, Uri,
};
use crate::server::Failure;
use crate::settings::Settings;
use crate::uri;

/// What the server knows about its client.
pub(crate) struct Session {
    pub(crate) environment: Box<dyn Environment>,
    pub(crate) client: Client,
    pub(crate) settings: Settings,
    /// By address, so that everything is in one order.
    pub(crate) documents: BTreeMap<String, Document>,
    pub(crate) folders: Vec<PathBuf>,
    /// What is to be sent beside answers.
    pub(crate) outbox: Vec<Message>,
    /// What the user was told last about the configuration, who is not to be told at every key.
    told: Option<String>,
    requests: i32,
}

/// What the client can do.
#[derive(Clone, Copy, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an ability that a client says to have"
)]
pub(crate) struct Client {
    pub(crate) utf8: bool,
    /// It asks for diagnostics, so that none are to be sent unasked.
    pub(crate) pulls: bool,
    /// It asks again when it is told to.
    pub(crate) refreshes: bool,
    pub(crate) snippets: bool,
    pub(crate) indents: bool,
    /// It takes one range for all items of a list.
    pub(crate) shares_ranges: bool,
    /// It answers when it is asked for its settings.
    pub(crate) tells_settings: bool,
    /// It can be asked to watch files.
    pub(crate) watches: bool,
}

impl Client {
    pub(crate) fn new(params: &InitializeParams) -> Self {
        let abilities = &params.capabilities;
        let text = abilities.text_document.as_ref();
        let workspace = abilities.workspace.as_ref();
        let completion = text.and_then(|text| text.completion.as_ref());
        let item = completion.and_then(|completion| completion.completion_item.as_ref());
        let defaults = completion
            .and_then(|completion| completion.completion_list.as_ref())
            .and_then(|list| list.item_defaults.as_ref());
        let encodings = abilities
            .general
            .as_ref()
            .and_then(|general| general.position_encodings.as_ref());
        Self {
            utf8: encodings.is_some_and(|all| all.contains(&PositionEncodingKind::UTF8)),
            pulls: text.is_some_and(|text| text.diagnostic.is_some()),
            refreshes: workspace
                .and_then(|workspace| workspace.diagnostics.as_ref())
                .is_some_and(|diagnostics| diagnostics.refresh_support == Some(true)),
            snippets: item.is_some_and(|item| item.snippet_support == Some(true)),
            indents: item.is_some_and(|item| item.insert_text_mode_support.is_some()),
            shares_ranges: defaults
                .is_some_and(|defaults| defaults.iter().any(|name| name == "editRange")),
            tells_settings: workspace
                .is_some_and(|workspace| workspace.configuration == Some(true)),
            watches: workspace
                .and_then(|workspace| workspace.did_change_watched_files.as_ref())
                .is_some_and(|watch| watch.dynamic_registration == Some(true)),
        }
    }

    pub(crate) const fn columns(self) -> Columns {
        if self.utf8 {
            Columns::Utf8
        } else {
            Columns::Utf16
        }
    }
}

impl Session {
    pub(crate) fn new(environment: Box<dyn Environment>) -> Self {
        Self {
            environment,
            client: Client::default(),
            settings: Settings::default(),
            documents: BTreeMap::new(),
            folders: Vec::new(),
            outbox: Vec::new(),
            told: None,
            requests: 0,
        }
    }

    pub(crate) fn columns(&self) -> Columns {
        self.client.columns()
    }

    /// The document at an address, if it is open; a domain or not.
    pub(crate) fn document(&self, uri: &Uri) -> Result<&Document, Failure> {
        self.documents
            .get(uri.as_ref())
            .ok_or_else(|| Failure::invalid(format!("`{uri}` is not open")))
    }

    /// What is wrong with a document.
    pub(crate) fn lint(&mut self, uri: &Uri) -> Vec<Diagnostic> {
        let Some(document) = self
            .documents
            .get(uri.as_ref())
            .filter(|document| document.is_domain)
        else {
            return Vec::new();
        };
        let found = self
            .environment
            .lint(document.file(), document.text(), &self.settings);
        match found {
            Ok(found) => {
                match self.environment.advice(document.file(), &self.settings) {
                    Some(advice) => self.tell(advice),
                    None => self.told = None,
                }
                found
            }
            Err(message) => {
                let found = lint::lint(document.text());
                self.tell(message);
                found
            }
        }
    }

    /// What answers about a document depend on, given to `ask`.
    pub(crate) fn with_context<T>(
        &mut self,
        uri: &Uri,
        ask: impl FnOnce(&Document, &assist::Context<'_>) -> T,
    ) -> Result<T, Failure> {
        let seed = self.environment.seed();
        let file = self.document(uri)?.file.clone();
        let target = self.environment.target(file.as_deref(), &self.settings);
        let context = assist::Context {
            target,
            seed,
            host: self.environment.host(),
        };
        Ok(ask(self.document(uri)?, &context))
    }

    /// Takes settings over; what is wrong with them is told.
    pub(crate) fn configure(&mut self, value: &serde_json::Value) {
        match Settings::read(value) {
            Ok(settings) => self.settings = settings,
            Err(message) => self.tell(message),
        }
    }

    /// Takes the folders of the workspace over.
    pub(crate) fn add_folder(&mut self, uri: &Uri) {
        self.folders.extend(uri::to_path(uri));
    }

    /// Shows the user what is wrong with the configuration, once.
    fn tell(&mut self, message: String) {
        if self.told.as_ref() == Some(&message) {
            return;
        }
        self.notify(
            "window/showMessage",
            &ShowMessageParams {
                kind: MessageType::Warning,
                message: message.clone(),
            },
        );
        self.told = Some(message);
    }

    pub(crate) fn log(&mut self, message: String) {
        self.notify(
            "window/logMessage",
            &LogMessageParams {
                kind: MessageType::Error,
                message,
            },
        );
    }

    pub(crate) fn notify(&mut self, method: &str, params: &impl serde::Serialize) {
        let notification = RawNotification::new(method.to_owned(), params);
        self.outbox.push(Message::Notification(notification));
    }

    /// Asks the client something; its answer is told from others by the start of its number.
    pub(crate) fn ask(&mut self, name: &str, method: &str, params: &impl serde::Serialize) {
        self.requests += 1;
        let id = RequestId::from(format!("{name}/{}", self.requests));
        self.outbox.push(Message::Request(RawRequest::new(
            id,
            method.to_owned(),
            params,
        )));
    }
}
