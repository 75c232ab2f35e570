//! A page of `boxwright edit`: what it asks the program over HTTP.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use serde_json::{Value, json};

use crate::program::Sandbox;

/// A running `boxwright edit`, and what its page has to show.
#[derive(Debug)]
pub struct Page {
    child: Child,
    /// Such as `127.0.0.1:4711`.
    pub host: String,
    /// The secret of the link, and after [`open`](Self::open) the key.
    pub key: String,
}

impl Page {
    /// Starts the program with a page that is one file.
    #[track_caller]
    pub fn start(sandbox: &Sandbox, args: &[&str]) -> Self {
        sandbox.write("page/index.html", "the page");
        let all = [args, &["--no-browser", "--page", "page"]].concat();
        let mut child = sandbox
            .command(&all)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut link = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut link)
            .unwrap();
        let (address, token) = link.trim().split_once("/#edit=").unwrap();
        Self {
            child,
            host: address.trim_start_matches("http://").to_owned(),
            key: token.to_owned(),
        }
    }

    /// Sends a request as it is written; the status and the body of the answer.
    #[track_caller]
    pub fn send(&self, request: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, body.to_owned())
    }

    /// A request of this page, with the headers that a browser sends.
    pub fn request(&self, what: &str, said: &Value) -> String {
        let host = &self.host;
        let body = said.to_string();
        format!(
            "POST /api/{what} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
    }

    /// Asks the program for something.
    #[track_caller]
    pub fn ask(&self, what: &str, mut said: Value) -> Value {
        said.as_object_mut()
            .unwrap()
            .insert("key".to_owned(), json!(self.key));
        let (status, body) = self.send(&self.request(what, &said));
        assert_eq!(status, 200, "{body}");
        serde_json::from_str(&body).unwrap()
    }

    /// Opens the document, after which the key is known.
    #[track_caller]
    pub fn open(&mut self) -> Value {
        let begun = self.ask("open", json!({}));
        begun["key"].as_str().unwrap().clone_into(&mut self.key);
        begun
    }

    /// Waits for the program to end.
    pub fn end(mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _status = self.child.wait();
    }
}
