//! A client that waits for each answer.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use crate::trouble::Trouble;

/// A server that one talks to.
pub(super) struct Talk {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    requests: i32,
    /// Whether the server is asked for diagnostics; else it sends them.
    pulls: bool,
}

impl Talk {
    /// Starts a server and waits until it says that it is ready.
    pub(super) fn start(command: &[String]) -> Result<Self, Trouble> {
        let (program, args) = command
            .split_first()
            .ok_or_else(|| Trouble::Wrong("no server".to_owned()))?;
        let mut child = Command::new(program)
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(Trouble::io(program))?;
        let streams = child.stdin.take().zip(child.stdout.take());
        let (input, output) = streams.ok_or_else(|| Trouble::Wrong("no pipes".to_owned()))?;
        let mut talk = Self {
            child,
            input,
            output: BufReader::new(output),
            requests: 0,
            pulls: false,
        };
        // What VS Code says of itself, as far as it matters here.
        let completion = json!({ "completionItem": { "snippetSupport": true, "insertTextModeSupport": { "valueSet": [1, 2] } },
            "completionList": { "itemDefaults": ["editRange"] } });
        let abilities = json!({ "textDocument": { "diagnostic": {}, "completion": completion } });
        let answer = talk.request(
            "initialize",
            &json!({ "processId": null, "rootUri": null, "capabilities": abilities }),
        )?;
        talk.pulls = answer
            .pointer("/capabilities/diagnosticProvider")
            .is_some_and(|provider| !provider.is_null());
        talk.send(&json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }))?;
        Ok(talk)
    }

    /// Opens a document, and waits for what is wrong with it.
    pub(super) fn open(&mut self, uri: &str, language: &str, text: &str) -> Result<(), Trouble> {
        let document = json!({ "uri": uri, "languageId": language, "version": 0, "text": text });
        let params = json!({ "textDocument": document });
        self.send(
            &json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": params }),
        )?;
        self.diagnostics(uri)
    }

    /// Changes a document, and waits for what is wrong with it then.
    pub(super) fn change(
        &mut self,
        uri: &str,
        version: usize,
        range: &Value,
        text: &str,
    ) -> Result<(), Trouble> {
        let params = json!({
            "textDocument": { "uri": uri, "version": version },
            "contentChanges": [{ "range": range, "text": text }],
        });
        self.send(
            &json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": params }),
        )?;
        self.diagnostics(uri)
    }

    fn diagnostics(&mut self, uri: &str) -> Result<(), Trouble> {
        if self.pulls {
            let params = json!({ "textDocument": { "uri": uri } });
            return self.request("textDocument/diagnostic", &params).map(drop);
        }
        loop {
            if self
                .read()?
                .get("method")
                .is_some_and(|method| method == "textDocument/publishDiagnostics")
            {
                return Ok(());
            }
        }
    }

    /// Asks, and waits for the answer.
    pub(super) fn request(&mut self, method: &str, params: &Value) -> Result<Value, Trouble> {
        self.requests += 1;
        let id = self.requests;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }))?;
        loop {
            let message = self.read()?;
            if message.get("method").is_none()
                && message.get("id").is_some_and(|other| *other == id)
            {
                if let Some(error) = message.get("error") {
                    return Err(Trouble::Wrong(format!("{method}: {error}")));
                }
                return Ok(message.get("result").cloned().unwrap_or_default());
            }
            // What a server asks gets no more than that there is nothing.
            if message.get("method").is_some() && message.get("id").is_some() {
                self.send(&json!({ "jsonrpc": "2.0", "id": message.get("id"), "result": null }))?;
            }
        }
    }

    fn send(&mut self, message: &Value) -> Result<(), Trouble> {
        let text = message.to_string();
        let framed = format!("Content-Length: {}\r\n\r\n{text}", text.len());
        self.input
            .write_all(framed.as_bytes())
            .and_then(|()| self.input.flush())
            .map_err(Trouble::io("the server"))
    }

    fn read(&mut self) -> Result<Value, Trouble> {
        let mut length = 0;
        loop {
            let mut line = String::new();
            let count = self
                .output
                .read_line(&mut line)
                .map_err(Trouble::io("the server"))?;
            if count == 0 {
                return Err(Trouble::Wrong("the server has ended".to_owned()));
            }
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if let Some(number) = line.strip_prefix("Content-Length: ") {
                length = number.parse().unwrap_or(0);
            }
        }
        let mut body = vec![0; length];
        self.output
            .read_exact(&mut body)
            .map_err(Trouble::io("the server"))?;
        serde_json::from_slice(&body).map_err(|error| Trouble::Wrong(error.to_string()))
    }

    /// The memory of the server, in KiB; 0 where the system does not say.
    pub(super) fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))
            .unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.and_then(|line| line.split_whitespace().next()?.parse().ok())
            .unwrap_or(0)
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        // It is killed, since a server that does not end when its pipe closes would stay.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
