//! What a document leaves as it is in a machine that exists, and so goes on being given away.

use crate::domain::metadata::devices::InterfaceSettings;
use crate::domain::metadata::{AuthType, Machine};
use crate::domain::{Domain, Mac};

/// The domain of a machine after a document was applied to it, as far as it matters here: of what libvirt has no words for
/// the machine keeps what the document does not name.
pub fn after(document: &Domain, now: &Domain, machine: &Machine) -> Domain {
    let mut domain = document.clone();
    let asks = |domain: &Domain| {
        let mut graphics = domain.devices.graphics.iter();
        graphics.any(|graphics| graphics.username.is_some())
    };
    let goes_on_asking = asks(now) && !asks(document);
    let has_mac = |mac: Mac| {
        let mut interfaces = document.devices.interfaces.iter();
        interfaces.any(|interface| interface.mac.is_some_and(|own| own.address == mac))
    };
    let metadata = domain.metadata.get_or_insert_default();
    let named = metadata.machine.get_or_insert_default();
    let clipboard = machine.clipboard.and_then(|clipboard| clipboard.mode);
    if clipboard.is_some() {
        let mode = &mut named.clipboard.get_or_insert_default().mode;
        *mode = mode.or(clipboard);
    }
    let dropped = machine.drag_and_drop.and_then(|exchange| exchange.mode);
    if dropped.is_some() {
        let mode = &mut named.drag_and_drop.get_or_insert_default().mode;
        *mode = mode.or(dropped);
    }
    if let Some(display) = &machine.remote_display {
        let named = named.remote_display.get_or_insert_default();
        named.auth_type = named.auth_type.or(display.auth_type);
        let password = named.vnc_password.take();
        named.vnc_password = password.or_else(|| display.vnc_password.clone());
    }
    if goes_on_asking {
        // By silence a display that asks for users is opened to nobody: it has none, and lets in none.
        let named = named.remote_display.get_or_insert_default();
        named.auth_type = named.auth_type.or(Some(AuthType::External));
    }
    for settings in machine
        .interfaces
        .iter()
        .filter(|one| one.mac.is_some_and(has_mac))
    {
        let same = |one: &&mut InterfaceSettings| one.mac == settings.mac;
        match named.interfaces.iter_mut().find(same) {
            Some(named) => named.promiscuous = named.promiscuous.or(settings.promiscuous),
            // An interface whose driver the document does not name is connected as its type says.
            None => named.interfaces.push(InterfaceSettings {
                driver: None,
                ..settings.clone()
            }),
        }
    }
    for entry in &machine.extra_data {
        if named.extra_data.iter().all(|named| named.key != entry.key) {
            named.extra_data.push(entry.clone());
        }
    }
    domain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exposure::of;
    use crate::lint::rules::testing::{devices, domain};
    use crate::parse::parse;

    #[test]
    fn what_a_document_does_not_name_stays_as_it_is() {
        let own = |inner: &str| {
            format!(
                "<metadata><v:machine xmlns:v='urn:boxwright:vbox:1'>{inner}</v:machine></metadata>"
            )
        };
        let machine = parse(&domain(&own(
            "<v:clipboard mode='bidirectional'/><v:dragAndDrop mode='host-to-guest'/>\
             <v:interface mac='08:00:27:00:00:01' promiscuous='allow-all'/>\
             <v:interface mac='08:00:27:00:00:02' promiscuous='allow-all'/>\
             <v:extraData key='VBoxInternal/A' value='1'/>",
        )));
        let machine = machine.domain.metadata.unwrap().machine.unwrap();
        let kinds = |text: &str| -> Vec<&'static str> {
            let exposed = of(&after(&parse(text).domain, &Domain::default(), &machine));
            exposed.iter().map(|exposed| exposed.kind).collect()
        };
        let silent =
            devices("<interface type='user'><mac address='08:00:27:00:00:01'/></interface>");
        assert_eq!(
            kinds(&silent),
            [
                "internal-extra-data-key",
                "promiscuous-interface",
                "shared-clipboard",
                "shared-clipboard",
                "shared-drag-and-drop",
            ]
        );
        let quiet = domain(&own(
            "<v:clipboard mode='disabled'/><v:dragAndDrop mode='disabled'/><v:extraData key='VBoxInternal/A' value=''/>",
        ));
        assert_eq!(kinds(&quiet), [""; 0]);
    }

    #[test]
    fn a_display_that_asked_for_a_user_goes_on_asking() {
        let display = |user: &str| {
            let graphics = format!("<graphics type='rdp' listen='127.0.0.1'{user}/>");
            parse(&devices(&graphics)).domain
        };
        let asked = display(" username='ann' passwd='(redacted)'");
        let kinds = |now: &Domain| {
            let exposed = of(&after(&display(""), now, &Machine::default()));
            exposed.iter().map(|it| it.kind).collect::<Vec<_>>()
        };
        assert_eq!(kinds(&asked), [""; 0]);
        assert_eq!(
            kinds(&display("")),
            ["remote-display-without-authentication"]
        );
    }
}
