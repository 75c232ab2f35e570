//! The language server: what [`schema_core::assist`] and the linter say about a document, in the Language Server
//! Protocol.
//!
//! One file a request in `requests/`, one a notification in `notifications/`. [`Server`] turns messages into messages and
//! touches nothing else; what it needs of the host and of the project comes through [`Environment`]. Everything is answered at
//! once, since an answer takes less time than the switch to another thread.
#![forbid(unsafe_code)]

mod bare;
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

pub use bare::Bare;
pub use environment::Environment;
pub use protocol::Message;
pub use server::{Ending, Server};
pub use settings::Settings;

/// Serves one client on standard input and output, until it says `exit` or its end of the pipe closes.
pub fn run(environment: Box<dyn Environment>) -> io::Result<Ending> {
    let (connection, threads) = protocol::Connection::stdio();
    let mut server = Server::new(environment);
    match serve(&connection, &mut server) {
        // Who does not listen may never say anything again either, which the thread that reads would wait for.
        Left::Deaf => Ok(Ending::Closed),
        Left::Silent => {
            // The threads end with the channels.
            drop(connection);
            threads.join().map(|()| Ending::Closed)
        }
        Left::Said(ending) => {
            drop(connection);
            // All is said; whether anybody took it is nobody's business any more.
            drop(threads.join());
            Ok(ending)
        }
    }
}

/// How it was noticed that a client left.
enum Left {
    /// It said so.
    Said(Ending),
    /// It says nothing any more, or what cannot be understood.
    Silent,
    /// It takes nothing any more.
    Deaf,
}

/// Answers until the client leaves.
fn serve(connection: &protocol::Connection, server: &mut Server) -> Left {
    while let Ok(message) = connection.receiver.recv() {
        // What waits already is read first: a request that was cancelled meanwhile is not carried out, and of a row of
        // changes only the last one is linted.
        let mut batch = vec![message];
        batch.extend(connection.receiver.try_iter());
        for answer in server.handle(batch) {
            if connection.sender.send(answer).is_err() {
                return Left::Deaf;
            }
        }
        if let Some(ending) = server.ending() {
            return Left::Said(ending);
        }
    }
    Left::Silent
}
