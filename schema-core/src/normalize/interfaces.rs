use super::draft::Draft;
use crate::domain::devices::{Interface, InterfaceModel, InterfaceType, LinkState};

/// The models in VirtualBox's spelling.
pub(crate) const MODELS: [&str; 6] = [
    "Am79C970A",
    "Am79C973",
    "82540EM",
    "82543GC",
    "82545EM",
    "virtio",
];

/// The model of an interface that says none.
const DEFAULT: &str = "Am79C973";

/// VirtualBox's spelling of a model; `None` where it has none like that.
pub(crate) fn nic_model(name: &str) -> Option<&'static str> {
    MODELS
        .into_iter()
        .find(|model| model.eq_ignore_ascii_case(name.trim()))
}

pub(super) fn run(draft: &mut Draft) {
    for interface in &mut draft.domain.devices.interfaces {
        let model = interface.model.as_ref().map_or(DEFAULT, |model| {
            nic_model(&model.kind).unwrap_or(&model.kind)
        });
        interface.model = Some(InterfaceModel {
            kind: model.to_owned(),
        });
        keep_source_of_type(interface);
        // A cable is plugged in unless the document says otherwise.
        interface.link = interface.link.filter(|link| link.state == LinkState::Down);
    }
}

fn keep_source_of_type(interface: &mut Interface) {
    let Some(source) = &mut interface.source else {
        return;
    };
    let (bridge, network, name) = match interface.kind {
        InterfaceType::Bridge => (source.bridge.take(), None, None),
        InterfaceType::Network => (None, source.network.take(), None),
        InterfaceType::Internal => (None, None, source.name.take()),
        InterfaceType::User | InterfaceType::Other(_) => (None, None, None),
    };
    (source.bridge, source.network, source.name) = (bridge, network, name);
    if source.bridge.is_none() && source.network.is_none() && source.name.is_none() {
        interface.source = None;
    }
}
