//! What an editor asks about a document: plain data in an editor's terms, for the language server and the browser.
//!
//! Everything works on text that is broken where the cursor is: [`Document`] is made from tokens, and looks what it knows
//! up in the vocabulary. Places are bytes. Nothing here is random: what has to be fresh is made from a seed that the
//! caller chooses, and what only the host knows comes through [`Host`], which a browser leaves empty.

mod action;
mod completion;
mod cursor;
mod fresh;
mod hover;
mod known;
mod outline;
mod own_words;
mod reference;
mod sketch;

use std::fmt;

use crate::path::Path;
use crate::support::Release;
use crate::syntax::tokens::{TokenKind, Tokens};

pub use action::{Action, ActionKind, actions, fix_all};
pub use completion::{Completion, CompletionKind, Completions};
pub use hover::Hover;
pub use outline::{Fold, Symbol};
pub use reference::{Link, LinkTarget};
pub use sketch::Document;

/// What answers may depend on beside the text.
#[derive(Clone, Copy)]
pub struct Context<'h> {
    /// The release of VirtualBox that the machine is for; the newest where none is named.
    pub target: Option<Release>,
    /// What fresh MAC addresses and UUIDs are made from.
    pub seed: u64,
    /// What only the host knows.
    pub host: &'h dyn Host,
}

impl fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("target", &self.target)
            .field("seed", &self.seed)
            .finish_non_exhaustive()
    }
}

impl Default for Context<'_> {
    fn default() -> Self {
        Self {
            target: None,
            seed: 0,
            host: &NoHost,
        }
    }
}

impl Context<'_> {
    /// The release that answers are about.
    pub(crate) fn release(&self) -> Release {
        self.target.unwrap_or(Release::NEWEST)
    }
}

/// What only the host knows.
pub trait Host {
    /// The entries of a folder; nothing where it cannot be read.
    fn entries(&self, folder: &str) -> Vec<HostEntry>;

    /// The network devices that a guest can be bridged to.
    fn bridges(&self) -> Vec<String>;

    /// Whether nothing listens on a port.
    fn is_free(&self, port: u16) -> bool;
}

/// An entry of a folder of the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostEntry {
    /// The name in the folder.
    pub name: String,
    /// Whether it is a folder itself.
    pub is_folder: bool,
}

/// A host of which nothing is known.
#[derive(Clone, Copy, Debug)]
pub struct NoHost;

impl Host for NoHost {
    fn entries(&self, _folder: &str) -> Vec<HostEntry> {
        Vec::new()
    }

    fn bridges(&self) -> Vec<String> {
        Vec::new()
    }

    fn is_free(&self, _port: u16) -> bool {
        true
    }
}

/// Whether a text is for this program: its first element is `<domain>`, in whatever letters, or there is none yet.
pub fn is_domain(text: &str) -> bool {
    let mut tokens = Tokens::new(text).skip_while(|token| token.kind != TokenKind::StartTag);
    let name = tokens.nth(1);
    name.is_none_or(|name| name.text(text).eq_ignore_ascii_case(Path::ROOT))
}

#[cfg(test)]
mod tests;
