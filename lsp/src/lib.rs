//! The language server: what [`schema_core::assist`] and the linter say about a document, in the Language Server
//! Protocol.
//!
//! One file a request in `requests/`, one a notification in `notifications/`. [`Server`] turns messages into messages and
//! touches nothing else; what it needs of the host and of the project comes through [`Environment`]. Everything is answered at
//! once, since an answer takes less time than the switch to another thread.
#![forbid(unsafe_code)]

mod diagnostics;
mod document;
mod environment;
mod notifications;
mod place;
mod protocol;
mod requests;
mod server;
mod session;
mod settings;
mod uri;

use std::io;

pub use environment::Environment;
pub use protocol::Message;
pub use server::{Ending, Server};
pub use settings::Settings;

/// Serves one client on standard input and output, until it says `exit` or its end of the pipe closes.
pub fn run(environment: Box<dyn Environment>) -> io::Result<Ending> {
    let (connection, threads) = protocol::Connection::stdio();
    let mut server = Server::new(environment);
    let ending = serve(&connection, &mut server);
    // The threads end with the channels; a client that closed its end is no error.
    drop(connection);
    match threads.join() {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe && ending.is_none() => Err(error),
        Ok(()) | Err(_) => Ok(ending.unwrap_or(Ending::Closed)),
    }
}

/// Answers until the client leaves; says how where it said so.
fn serve(connection: &protocol::Connection, server: &mut Server) -> Option<Ending> {
    while let Ok(message) = connection.receiver.recv() {
        // What waits already is read first: a request that was cancelled meanwhile is not carried out, and of a row of
        // changes only the last one is linted.
        let mut batch = vec![message];
        batch.extend(connection.receiver.try_iter());
        for answer in server.handle(batch) {
            if connection.sender.send(answer).is_err() {
                return None;
            }
        }
        if let Some(ending) = server.ending() {
            return Some(ending);
        }
    }
    None
}
