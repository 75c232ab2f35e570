//! Network cards: what they are, and what they are connected to.

use crate::elements::Element;
use crate::normalize::nic_like;
use crate::support::devices::{NIC_MODELS, by_word};

use super::Verb;
use super::draft::Draft;
use super::images::escaped;

pub(super) fn run(draft: &mut Draft) {
    for interface in draft.devices("interface") {
        connection(&interface, draft);
        model(&interface, draft);
        if let Some(address) = interface.child("address") {
            draft.remove(&address.path);
        }
    }
}

/// What the interface is in VirtualBox's words.
enum Becomes {
    /// The same.
    Same,
    /// NAT.
    Nat,
    /// A bridge to an interface of the host.
    Bridge(String),
    /// A network of machines alone.
    Internal(String),
}

fn connection(interface: &Element, draft: &mut Draft) {
    let kind = interface.attribute("type").unwrap_or_default();
    let source = interface.child("source");
    let of = |name: &str| source.and_then(|source| source.attribute(name));
    let (becomes, why) = match (kind, of("network"), of("dev")) {
        ("user" | "null" | "udp" | "internal", _, _) => (Becomes::Same, String::new()),
        ("bridge", _, _) if of("bridge").is_some() => (Becomes::Same, String::new()),
        ("network", Some("default"), _) => (
            Becomes::Nat,
            "libvirt's network `default` is NAT".to_owned(),
        ),
        ("network", network, _) => (
            Becomes::Nat,
            format!(
                "what the network `{}` leads to is not in the document",
                network.unwrap_or_default()
            ),
        ),
        ("direct", _, Some(device)) => (
            Becomes::Bridge(device.to_owned()),
            "VirtualBox's bridge is on the interface of the host itself".to_owned(),
        ),
        ("server" | "client" | "mcast", _, _) => {
            let name = format!(
                "{}-{}",
                of("address").unwrap_or("any"),
                of("port").unwrap_or("0")
            );
            (
                Becomes::Internal(name),
                "machines of one host that speak with each other alone".to_owned(),
            )
        }
        (other, _, _) => (
            Becomes::Nat,
            format!("VirtualBox has nothing like `{other}`"),
        ),
    };
    let (word, xml) = match becomes {
        Becomes::Same => return,
        Becomes::Nat => ("user", None),
        Becomes::Bridge(device) => (
            "bridge",
            Some(format!("<source bridge='{}'/>", escaped(&device))),
        ),
        Becomes::Internal(name) => (
            "internal",
            Some(format!("<source name='{}'/>", escaped(&name))),
        ),
    };
    let message = format!("interface `{kind}` is `{word}`: {why}");
    draft.say(Verb::Changed, &interface.start_tag, message);
    draft.set(interface, "type", word);
    match (source, xml) {
        (Some(source), Some(xml)) => draft.replace(source, &xml),
        (Some(source), None) => draft.remove(&source.path),
        (None, Some(xml)) => draft.insert(&interface.path, xml),
        (None, None) => {}
    }
}

fn model(interface: &Element, draft: &mut Draft) {
    let Some(model) = interface.child("model") else {
        draft.say(
            Verb::Added,
            &interface.start_tag,
            "model `82540EM`, which guests of today have a driver for",
        );
        draft.insert(&interface.path, "<model type='82540EM'/>");
        return;
    };
    let word = model.attribute("type").unwrap_or_default();
    let is_there = |word: &str| by_word(NIC_MODELS, word).is_some_and(|it| it.is_in(draft.target));
    if is_there(word) {
        return;
    }
    let is = nic_like(word).unwrap_or("82540EM");
    let message = format!("network card `{word}` is `{is}`: VirtualBox has no other like it");
    draft.say(Verb::Changed, &model.start_tag, message);
    draft.set(model, "type", is);
}
