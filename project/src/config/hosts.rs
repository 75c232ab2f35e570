//! The `[hosts.NAME]` tables.

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
                "paths" => host.paths = words(reader, item),
                "bridges" => host.bridges = words(reader, item),
                other => reader.unknown("key", other, KEYS, &key.span()),
            }
        }
        hosts.push(host);
    }
    hosts
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
