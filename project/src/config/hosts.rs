//! The `[hosts.NAME]` tables.

use schema_core::span::Span;
use schema_core::support::is_absolute;

use crate::host::Host;

use super::{Item, Reader};

const KEYS: &[&str] = &["bridges", "paths"];

pub(super) fn read(reader: &mut Reader, item: Item<'_, '_>) -> Vec<Host> {
    let mut hosts = Vec::new();
    for (name, item) in reader.table(item) {
        let mut host = Host {
            name: name.get_ref().to_string(),
            ..Host::default()
        };
        for (key, item) in reader.table(item) {
            match key.get_ref().as_ref() {
                "paths" => host.paths = paths(reader, item),
                "bridges" => host.bridges = words(reader, item),
                other => reader.unknown("key", other, KEYS, &key.span()),
            }
        }
        hosts.push(host);
    }
    hosts
}

/// Folders and files, each of which has one place.
fn paths(reader: &mut Reader, item: Item<'_, '_>) -> Vec<(String, String)> {
    let places: Vec<(Span, Span)> = reader
        .table(item)
        .iter()
        .map(|(from, item)| (from.span(), item.span()))
        .collect();
    let words = words(reader, item);
    // Where one is no text, that is said already.
    if words.len() != places.len() {
        return words;
    }
    for (number, ((from, to), (from_span, to_span))) in words.iter().zip(&places).enumerate() {
        for (path, span) in [(from, from_span), (to, to_span)] {
            if !is_absolute(path) {
                let message =
                    format!("`{path}` has to begin with `/`, or with a drive such as `D:/`");
                reader.fault(span, message);
            }
        }
        let same = |(other, _): &&(String, String)| {
            other.trim_end_matches('/') == from.trim_end_matches('/')
        };
        if let Some((other, _)) = words.iter().take(number).find(same) {
            let message = format!("`{from}` has a place already, as `{other}`");
            reader.fault(from_span, message);
        }
    }
    words
}

/// What documents say, with what the host says.
fn words(reader: &mut Reader, item: Item<'_, '_>) -> Vec<(String, String)> {
    let mut words = Vec::new();
    for (from, item) in reader.table(item) {
        if let Some(to) = reader.text(item) {
            words.push((from.get_ref().to_string(), to.to_owned()));
        }
    }
    words
}
