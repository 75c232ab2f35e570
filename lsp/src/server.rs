//! Messages in, messages out: the life of a connection, and who answers what.

use std::collections::{BTreeSet, VecDeque};
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::{Value, json};

use crate::environment::Environment;
use crate::protocol::{
    ErrorCode, InitializeParams, Message, RawNotification, RawRequest, RequestId, Response, Uri,
};
use crate::session::{Client, Session};
use crate::{diagnostics, notifications, requests};

/// How a client left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It said `shutdown`, then `exit`.
    Orderly,
    /// It said `exit` only.
    Abrupt,
    /// It closed its end of the pipe.
    Closed,
}

/// Why a request has no answer.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Failure {
    code: ErrorCode,
    message: String,
}

impl Failure {
    /// The request is about something that there is not, or cannot be carried out as it was asked.
    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self {
            code: ErrorCode::InvalidParams,
            message: message.into(),
        }
    }
}

/// Where in its life a connection is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Uninitialized,
    Running,
    ShutDown,
    Ended(Ending),
}

/// A server: gets what a client sends, gives what is to be sent to it.
pub struct Server {
    session: Session,
    phase: Phase,
    /// The documents whose diagnostics are to be told.
    changed: BTreeSet<String>,
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("phase", &self.phase)
            .finish_non_exhaustive()
    }
}

impl Server {
    /// A server that nobody has talked to yet.
    pub fn new(environment: Box<dyn Environment>) -> Self {
        Self {
            session: Session::new(environment),
            phase: Phase::Uninitialized,
            changed: BTreeSet::new(),
        }
    }

    /// How the client left, once it has.
    pub fn ending(&self) -> Option<Ending> {
        match self.phase {
            Phase::Ended(ending) => Some(ending),
            Phase::Uninitialized | Phase::Running | Phase::ShutDown => None,
        }
    }

    /// Answers messages that have come together, in their order.
    pub fn handle(&mut self, batch: Vec<Message>) -> Vec<Message> {
        let mut cancelled = cancellations(&batch);
        let mut batch = VecDeque::from(batch);
        let mut answers = Vec::new();
        while let Some(message) = batch.pop_front() {
            match message {
                Message::Request(request) => {
                    // What a client asks is about what it has sent before.
                    let id = request.id.clone();
                    let answer = if cancelled.remove(&id) {
                        let message = "the request was cancelled".to_owned();
                        Response::new_err(id, ErrorCode::RequestCanceled as i32, message)
                    } else {
                        self.answer(request)
                    };
                    answers.push(Message::Response(answer));
                }
                Message::Notification(notification) => self.note(notification),
                Message::Response(response) => self.answered(response),
            }
            answers.append(&mut self.session.outbox);
        }
        self.tell_diagnostics();
        answers.append(&mut self.session.outbox);
        answers
    }

    /// Answers one message, as JSON without a header; what is no message has no answer.
    pub fn handle_json(&mut self, message: &str) -> Vec<Value> {
        let Ok(message) = serde_json::from_str(message) else {
            return Vec::new();
        };
        let answers = self.handle(vec![message]).into_iter();
        let written = answers.filter_map(|answer| {
            let mut value = serde_json::to_value(answer).ok()?;
            value
                .as_object_mut()?
                .insert("jsonrpc".to_owned(), Value::from("2.0"));
            Some(value)
        });
        written.collect()
    }

    fn answer(&mut self, request: RawRequest) -> Response {
        let RawRequest { id, method, params } = request;
        let refuse = |code: ErrorCode, message: &str| {
            Response::new_err(id.clone(), code as i32, message.to_owned())
        };
        match (self.phase, method.as_str()) {
            (Phase::Uninitialized, "initialize") => self.initialize(id, params),
            (Phase::Uninitialized, _) => {
                refuse(ErrorCode::ServerNotInitialized, "say `initialize` first")
            }
            (Phase::Running | Phase::ShutDown, "initialize") => {
                refuse(ErrorCode::InvalidRequest, "`initialize` was said before")
            }
            (Phase::Running, "shutdown") => {
                self.phase = Phase::ShutDown;
                Response::new_ok(id, Value::Null)
            }
            (Phase::ShutDown | Phase::Ended(_), _) => {
                refuse(ErrorCode::InvalidRequest, "the server was shut down")
            }
            (Phase::Running, name) => match requests::find(name) {
                None => refuse(
                    ErrorCode::MethodNotFound,
                    &format!("there is no method `{name}`"),
                ),
                Some(run) => match self.guarded(name, |session| run(session, params)) {
                    Some(Ok(result)) => Response::new_ok(id, result),
                    Some(Err(Failure { code, message })) => {
                        Response::new_err(id, code as i32, message)
                    }
                    None => refuse(
                        ErrorCode::InternalError,
                        &format!("`{name}` failed; this is a fault of boxwright"),
                    ),
                },
            },
        }
    }

    fn note(&mut self, notification: RawNotification) {
        let RawNotification { method, params } = notification;
        match (self.phase, method.as_str()) {
            (Phase::ShutDown, "exit") => self.phase = Phase::Ended(Ending::Orderly),
            (_, "exit") => self.phase = Phase::Ended(Ending::Abrupt),
            (Phase::Running, "initialized") => notifications::initialized(&mut self.session),
            (Phase::Running, name) => {
                let Some(run) = notifications::find(name) else {
                    return;
                };
                match self.guarded(name, |session| run(session, params)) {
                    Some(Ok(changed)) => {
                        self.changed
                            .extend(changed.iter().map(|uri| uri.as_ref().to_owned()));
                    }
                    Some(Err(failure)) => self.session.log(format!("{name}: {failure}")),
                    None => {}
                }
            }
            (Phase::Uninitialized | Phase::ShutDown | Phase::Ended(_), _) => {}
        }
    }

    /// Takes an answer of the client, of which only its settings are of use.
    fn answered(&mut self, response: Response) {
        if self.phase != Phase::Running || !response.id.to_string().contains("settings/") {
            return;
        }
        if let Ok(Value::Array(values)) = response.response_result
            && let Some(value) = values.first()
        {
            self.session.configure(value);
            self.changed.extend(self.session.documents.keys().cloned());
        }
    }

    /// Runs what may be at fault; `None` where it was, which has been logged.
    fn guarded<T>(&mut self, name: &str, run: impl FnOnce(&mut Session) -> T) -> Option<T> {
        let session = &mut self.session;
        match catch_unwind(AssertUnwindSafe(|| run(session))) {
            Ok(done) => Some(done),
            Err(panic) => {
                let text = panic
                    .downcast_ref::<String>()
                    .map(String::as_str)
                    .or_else(|| panic.downcast_ref::<&str>().copied())
                    .unwrap_or("no reason given");
                self.session.log(format!("`{name}` failed: {text}"));
                None
            }
        }
    }

    /// Sends the diagnostics of what has changed, or asks a client that asks for them to do so.
    fn tell_diagnostics(&mut self) {
        let changed = std::mem::take(&mut self.changed);
        if self.phase != Phase::Running || changed.is_empty() {
            return;
        }
        if self.session.client.pulls {
            return;
        }
        for uri in changed {
            let uri = Uri::from(uri);
            self.guarded("textDocument/publishDiagnostics", |session| {
                diagnostics::publish(session, &uri);
            });
        }
    }

    fn initialize(&mut self, id: RequestId, params: Value) -> Response {
        let params: InitializeParams = match serde_json::from_value(params) {
            Ok(params) => params,
            Err(error) => {
                let message = format!("`initialize` cannot be read: {error}");
                return Response::new_err(id, ErrorCode::InvalidParams as i32, message);
            }
        };
        self.phase = Phase::Running;
        self.session.client = Client::new(&params);
        if let Some(options) = &params.initialization_options {
            self.session.configure(options);
        }
        notifications::take_folders(&mut self.session, &params);
        let result = json!({
            "capabilities": requests::capabilities(self.session.client),
            "serverInfo": { "name": "boxwright", "version": env!("CARGO_PKG_VERSION") },
        });
        Response::new_ok(id, result)
    }
}

/// The requests that the client takes back.
fn cancellations(batch: &[Message]) -> BTreeSet<RequestId> {
    let mut cancelled = BTreeSet::new();
    for message in batch {
        if let Message::Notification(notification) = message
            && notification.method == "$/cancelRequest"
            && let Some(id) = notification.params.get("id")
            && let Ok(id) = serde_json::from_value(id.clone())
        {
            cancelled.insert(id);
        }
    }
    cancelled
}

#[cfg(test)]
mod tests;
