//! Serial and parallel ports: what is behind them on the host.

use crate::elements::Element;

use super::Verb;
use super::draft::Draft;

/// What is behind a port that VirtualBox has as well.
const KNOWN: &[&str] = &["dev", "file", "pipe", "unix", "tcp", "null"];
/// So many serial ports a machine has.
const SERIAL: usize = 4;
/// So many parallel ports.
const PARALLEL: usize = 2;

pub(super) fn run(draft: &mut Draft) {
    for (number, port) in draft.devices("serial").iter().enumerate() {
        if number >= SERIAL {
            draft.drop(port, "`<serial>`: a machine has four serial ports");
        } else {
            serial(port, draft);
        }
    }
    for (number, port) in draft.devices("parallel").iter().enumerate() {
        if number >= PARALLEL || port.attribute("type") != Some("dev") {
            draft.drop(
                port,
                "`<parallel>`: VirtualBox has two parallel ports, which are devices of the host",
            );
        }
    }
}

fn serial(port: &Element, draft: &mut Draft) {
    let kind = port.attribute("type").unwrap_or_default();
    let source = port.child("source");
    let has_source = kind == "null" || source.is_some_and(|source| !source.attributes.is_empty());
    let protocol = port.of_child("protocol", "type").unwrap_or("raw");
    if KNOWN.contains(&kind) && has_source && (kind != "tcp" || protocol == "raw") {
        return;
    }
    let why = match kind {
        "pty" => "VirtualBox has no pseudo-terminals; for a socket write `<serial type='unix'>`",
        "tcp" => "VirtualBox speaks bare bytes alone",
        _other => "VirtualBox has nothing like it",
    };
    draft.say(
        Verb::Changed,
        &port.start_tag,
        format!("serial port `{kind}` is `null`, connected to nothing: {why}"),
    );
    draft.set(port, "type", "null");
    for child in &port.children {
        if child.name != "target" && child.name != "alias" {
            draft.remove(&child.path);
        }
    }
}
