//! Answers the page, until it is closed.

use std::borrow::Cow;
use std::io::Read as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::{Value, json};
use tiny_http::{Header, Method, Request, Response};

use super::gate::Gate;
use super::page::{self, Page};
use super::work::Work;
use crate::error::CommandError;
use crate::output::Output;

/// The most that a page may send.
const MOST: u64 = 64 << 20;
/// How often the wish to stop is looked for.
const TICK: Duration = Duration::from_millis(250);
/// A page that says nothing for so long is gone. Browsers let pages in the background speak once a minute.
const SILENCE: Duration = Duration::from_secs(150);
/// A page that is loaded again says that it goes, and comes back.
const FAREWELL: Duration = Duration::from_secs(3);
/// What every answer says. The content security policy is in the page itself; this is what only a header can say.
const HEADERS: [(&str, &str); 5] = [
    ("Content-Security-Policy", "frame-ancestors 'none'"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cache-Control", "no-store"),
];

/// A page that is served.
pub(crate) struct Server<'g> {
    http: tiny_http::Server,
    gate: Gate,
    page: Page,
    work: Work<'g>,
    /// When nothing more is to be expected of the page.
    ends: Option<Instant>,
}

/// What a page says.
#[derive(Deserialize)]
struct Said {
    key: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    id: u64,
}

/// What is answered.
struct Answer {
    status: u16,
    kind: &'static str,
    body: Cow<'static, [u8]>,
}

impl Answer {
    fn text(status: u16, text: &'static str) -> Self {
        Self {
            status,
            kind: "text/plain; charset=utf-8",
            body: Cow::Borrowed(text.as_bytes()),
        }
    }

    fn json(status: u16, value: &Value) -> Self {
        Self {
            status,
            kind: "application/json",
            body: Cow::Owned(value.to_string().into_bytes()),
        }
    }
}

impl<'g> Server<'g> {
    /// Takes a port of the loopback address; a free one where it is 0.
    pub(crate) fn new(port: u16, page: Page, work: Work<'g>) -> Result<Self, CommandError> {
        let http = tiny_http::Server::http(("127.0.0.1", port))
            .map_err(|error| CommandError::failed(format!("no port can be opened: {error}")))?;
        let port = http.server_addr().to_ip().map_or(port, |it| it.port());
        Ok(Self {
            http,
            gate: Gate::new(port),
            page,
            work,
            ends: None,
        })
    }

    /// What opens the page.
    pub(crate) fn link(&self) -> String {
        self.gate.link()
    }

    /// Answers until the page is closed, or somebody wants the program to stop.
    pub(crate) fn run(&mut self, stop: &Arc<AtomicBool>, out: &Output) -> Result<(), CommandError> {
        while !stop.load(Ordering::Relaxed) && self.ends.is_none_or(|ends| Instant::now() < ends) {
            if let Some(mut request) = self.http.recv_timeout(TICK)? {
                let answer = self.answer(&mut request, out);
                send(request, answer);
            }
        }
        Ok(())
    }

    fn answer(&mut self, request: &mut Request, out: &Output) -> Answer {
        let path = request
            .url()
            .split('?')
            .next()
            .unwrap_or_default()
            .to_owned();
        let asks = path.strip_prefix("/api/");
        if !self.gate.is_at_home(request, asks.is_some()) {
            return Answer::text(403, "this is not for other hosts and sites\n");
        }
        match (request.method(), asks) {
            (Method::Post, Some(what)) => self.asked(what, request, out),
            (Method::Get, None) => self.file(&path),
            _ => Answer::text(405, "there is nothing of that kind here\n"),
        }
    }

    fn file(&self, path: &str) -> Answer {
        let path = path.trim_start_matches('/');
        let path = if path.is_empty() { "index.html" } else { path };
        match self.page.file(path) {
            Some(body) => Answer {
                status: 200,
                kind: page::content_type(path),
                body,
            },
            None => Answer::text(404, "not found\n"),
        }
    }

    fn asked(&mut self, what: &str, request: &mut Request, out: &Output) -> Answer {
        let mut body = String::new();
        let read = request.as_reader().take(MOST).read_to_string(&mut body);
        let said = read
            .ok()
            .and_then(|_length| serde_json::from_str(&body).ok());
        let Some(Said { key, text, id }) = said else {
            return Answer::text(400, "this is not what a page says\n");
        };
        let key = if what == "open" {
            self.gate.open(&key)
        } else {
            self.gate.has_key(&key).then_some(key)
        };
        let Some(key) = key else {
            return Answer::text(403, "the link was used already, or is of another run\n");
        };
        self.ends = Some(Instant::now() + SILENCE);
        let done = match what {
            "open" => self.work.begin(&key),
            "save" => self.work.save(&text),
            "plan" => self.work.plan(&text, out),
            "apply" => self.work.apply(id, out),
            "alive" => Ok(json!({})),
            "bye" => {
                self.ends = Some(Instant::now() + FAREWELL);
                Ok(json!({}))
            }
            _ => return Answer::text(404, "not found\n"),
        };
        match done {
            Ok(value) => Answer::json(200, &value),
            Err(error) => Answer::json(200, &json!({ "failed": error.to_string() })),
        }
    }
}

fn send(request: Request, answer: Answer) {
    let mut response = Response::from_data(answer.body).with_status_code(answer.status);
    let kind = ("Content-Type", answer.kind);
    for (name, value) in HEADERS.into_iter().chain([kind]) {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    // A page that has gone meanwhile wants no answer.
    let _gone = request.respond(response);
}
