use crate::domain::Domain;
use crate::exposure::Exposed;
use crate::lint::rule::{Check, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Says which interfaces are handed to a driver on the host, such as a VDE switch.
    ///
    /// ## Why is this bad?
    /// It is not, where the driver is meant. But what it connects the guest to, only the driver knows.
    ///
    /// ## What to do
    /// Use an interface of type `user` or `internal` where one of them is enough.
    ///
    /// `boxwright lint` reports it when it is selected; `plan` lists it, and a change that adds it wants
    /// `--allow network-driver` where nobody is asked.
    pub(crate) static NETWORK_DRIVER = {
        name: "network-driver",
        alias: "E022",
        severity: Note,
        check: Check::Exposure(find),
    }
}

fn find(domain: &Domain, exposed: &mut Exposed) {
    let Some(machine) = domain.own() else {
        return;
    };
    for (place, settings) in machine.interfaces.iter().enumerate() {
        let Some(driver) = &settings.driver else {
            continue;
        };
        let mac = settings.mac.unwrap_or_default();
        let path = Path::machine().item("vbox:interface", place);
        exposed.add(
            path.child("vbox:driver"),
            format!("{mac} {}", driver.name),
            format!(
                "the interface `{mac}` is connected by the driver `{}` of the host",
                driver.name
            ),
            "type `user` or `internal` is enough for a machine that needs no network of the host",
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{exposed, machine};

    #[test]
    fn which_interfaces_have_a_driver_is_said() {
        let text = machine(
            "<vbox:interface mac='08:00:27:00:00:01'><vbox:driver name='VDE'/></vbox:interface>\
             <vbox:interface mac='08:00:27:00:00:02' promiscuous='deny'/>",
        );
        assert_eq!(
            exposed(&text),
            [
                "network-driver /domain/metadata/vbox:machine/vbox:interface[0]/vbox:driver: \
                 the interface `08:00:27:00:00:01` is connected by the driver `VDE` of the host"
            ]
        );
    }
}
