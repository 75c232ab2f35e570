//! A document that the client has open.

use std::path::{Path, PathBuf};

use schema_core::assist;
use schema_core::span::{Columns, LineIndex};

use crate::place::Places;
use crate::protocol::{TextDocumentContentChangeEvent, Uri};
use crate::uri;

/// A document that the client has open.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) uri: Uri,
    pub(crate) file: Option<PathBuf>,
    pub(crate) version: i32,
    text: String,
    lines: LineIndex,
    /// Whether it is a domain, so that there is anything to say about it.
    pub(crate) is_domain: bool,
}

impl Document {
    pub(crate) fn new(uri: Uri, version: i32, text: String) -> Self {
        Self {
            file: uri::to_path(&uri),
            uri,
            version,
            lines: LineIndex::new(&text),
            is_domain: assist::is_domain(&text),
            text,
        }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    pub(crate) fn places(&self, columns: Columns) -> Places<'_> {
        Places {
            text: &self.text,
            lines: &self.lines,
            columns,
        }
    }

    /// Makes the changes in their order, each in the text that the one before has left.
    pub(crate) fn change(
        &mut self,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        columns: Columns,
    ) {
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    let span = self.places(columns).span(part.range);
                    self.text.replace_range(span, &part.text);
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    self.text = whole.text;
                }
            }
            self.lines = LineIndex::new(&self.text);
        }
        self.version = version;
        self.is_domain = assist::is_domain(&self.text);
    }
}
