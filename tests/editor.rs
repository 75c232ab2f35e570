//! An editor, as the language server sees one: a client that speaks to `boxwright lsp` over its standard streams.

use std::io::{BufReader, Write as _};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, channel};

use serde_json::{Value, json};

use crate::program::Sandbox;

/// A client with its server.
#[derive(Debug)]
pub struct Editor {
    /// The folder in which the server runs.
    pub sandbox: Sandbox,
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    requests: i32,
    /// What the server has sent unasked and nobody has looked at.
    pub unasked: Vec<Value>,
}

impl Editor {
    /// A server that nothing was said to.
    pub fn start() -> Self {
        Self::start_in(Sandbox::new())
    }

    /// The same in a folder that there is already.
    pub fn start_in(sandbox: Sandbox) -> Self {
        let mut command = sandbox.command(&["lsp"]);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let (sender, messages) = channel();
        // Read by a thread of its own, so that a server that writes while it is written to never stops.
        std::thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Self {
            sandbox,
            input: child.stdin.take(),
            child,
            messages,
            requests: 0,
            unasked: Vec::new(),
        }
    }

    /// A server that is ready, for a client that can do what `abilities` says.
    pub fn ready(abilities: &Value) -> Self {
        Self::ready_in(Sandbox::new(), abilities)
    }

    /// The same in a folder that there is already.
    pub fn ready_in(sandbox: Sandbox, abilities: &Value) -> Self {
        let mut editor = Self::start_in(sandbox);
        let root = format!("file://{}", editor.sandbox.path().display());
        let params = json!({
            "processId": null, "rootUri": root, "capabilities": abilities,
            "workspaceFolders": [{ "uri": root, "name": "here" }],
        });
        editor.request("initialize", &params).unwrap();
        editor.notify("initialized", &json!({}));
        editor
    }

    /// The address of a file in the folder.
    pub fn uri(&self, name: &str) -> String {
        format!("file://{}/{name}", self.sandbox.path().display())
    }

    /// Asks, and waits for the answer: the result, or the code and text of the error.
    pub fn request(&mut self, method: &str, params: &Value) -> Result<Value, (i64, String)> {
        let id = self.send_request(method, params);
        self.answer(id)
    }

    /// Asks without waiting.
    pub fn send_request(&mut self, method: &str, params: &Value) -> i32 {
        self.requests += 1;
        let id = self.requests;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    /// Waits for the answer to a request.
    pub fn answer(&mut self, id: i32) -> Result<Value, (i64, String)> {
        loop {
            let message = self.messages.recv().unwrap();
            if message.get("method").is_none() && message["id"] == id {
                return match message.get("error") {
                    Some(error) => Err((
                        error["code"].as_i64().unwrap(),
                        error["message"].as_str().unwrap().to_owned(),
                    )),
                    None => Ok(message["result"].clone()),
                };
            }
            self.unasked.push(message);
        }
    }

    /// Says something that has no answer.
    pub fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends any message.
    pub fn send(&mut self, message: &Value) {
        let text = message.to_string();
        let input = self.input.as_mut().unwrap();
        write!(input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        input.flush().unwrap();
    }

    /// Waits for what the server says unasked by this method.
    pub fn wait(&mut self, method: &str) -> Value {
        loop {
            if let Some(at) = self
                .unasked
                .iter()
                .position(|message| message["method"] == method)
            {
                return self.unasked.remove(at)["params"].clone();
            }
            let message = self.messages.recv().unwrap();
            self.unasked.push(message);
        }
    }

    /// Opens a document.
    pub fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "xml", "version": 0, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    }

    /// Puts a text in the place of a range, given as `[line, character, line, character]`.
    pub fn change(&mut self, uri: &str, version: usize, range: [usize; 4], text: &str) {
        let [line, character, end_line, end_character] = range;
        let range = json!({
            "start": { "line": line, "character": character },
            "end": { "line": end_line, "character": end_character },
        });
        self.notify(
            "textDocument/didChange",
            &json!({
                "textDocument": { "uri": uri, "version": version },
                "contentChanges": [{ "range": range, "text": text }],
            }),
        );
    }

    /// Closes the pipe to the server.
    pub fn hang_up(&mut self) {
        self.input = None;
    }

    /// Waits for the end of the server; its exit code.
    pub fn end(&mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        self.hang_up();
        // It may have ended, which is what was wanted.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The next message; `None` at the end.
fn read(output: &mut impl std::io::BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        if let Some(number) = line.strip_prefix("Content-Length: ") {
            length = number.parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
