use crate::domain::devices::{Interface, InterfaceType};
use crate::domain::metadata::{InterfaceSettings, NetworkDriver};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a `<vbox:driver>` of an interface that is connected to something already.
    ///
    /// ## Why is this bad?
    /// A network adapter is connected in one way: by a driver of VirtualBox's, or as the `type` of the interface says. Only
    /// type `null` leaves it to the driver. The driver `UDPTunnel` is what type `udp` means.
    pub(crate) static DRIVER_OF_CONNECTED_INTERFACE = {
        name: "driver-of-connected-interface",
        alias: "V119",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(machine) = ctx.own() else { return };
    let interfaces = &ctx.domain().devices.interfaces;
    for (place, settings) in machine.interfaces.iter().enumerate() {
        let Some(driver) = &settings.driver else {
            continue;
        };
        let found = interfaces.iter().position(|one| is_of(settings, one));
        let Some((index, kind)) =
            found.and_then(|index| Some((index, interfaces.get(index)?.kind)))
        else {
            continue;
        };
        let element = Path::machine().item("vbox:interface", place);
        let at = element.child("vbox:driver").attribute("name");
        let path = Path::device("interface", index).attribute("type");
        if kind != InterfaceType::Null {
            let message = format!(
                "the driver `{}` is of an interface of type `{}`",
                driver.name,
                kind.as_str()
            );
            ctx.report(rule, at, message)
                .related(&path, "the interface is connected here")
                .note("write `type='null'` there, or remove the driver");
        } else if is_tunnel(driver) {
            ctx.report(
                rule,
                at,
                "`UDPTunnel` is what an interface of type `udp` has",
            )
            .related(&path, "the interface is here")
            .note("write `type='udp'` there, and its ends into `<source>`, instead of the driver");
        }
    }
}

fn is_of(settings: &InterfaceSettings, interface: &Interface) -> bool {
    let has_alias = |name: &String| {
        let alias = interface.alias.as_ref();
        alias.is_some_and(|alias| alias.name == *name)
    };
    match (settings.mac, &settings.alias) {
        (Some(mac), _) => interface.mac.is_some_and(|there| there.address == mac),
        (None, alias) => alias.as_ref().is_some_and(has_alias),
    }
}

/// Whether a machine with that driver is read as one with an interface of type `udp`: both its ends are ports.
fn is_tunnel(driver: &NetworkDriver) -> bool {
    let is_port = |name: &str| {
        let mut properties = driver.properties.iter();
        let value = properties.find(|property| property.name == name);
        value.is_some_and(|property| property.value.parse::<u16>().is_ok())
    };
    driver.name == "UDPTunnel" && is_port("dport") && is_port("sport")
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, machine};

    #[test]
    fn a_driver_is_of_an_interface_that_leads_nowhere_else() {
        let with = |kind: &str, driver: &str| {
            let devices = format!(
                "<devices><interface type='{kind}'><mac address='08:00:27:00:00:01'/><alias name='ua-a'/></interface></devices></domain>"
            );
            let own = format!("<vbox:interface alias='ua-a'>{driver}</vbox:interface>");
            machine(&own).replace("</domain>", &devices)
        };
        let vde = "<vbox:driver name='VDE'><vbox:property name='network' value='/run/vde.ctl'/></vbox:driver>";
        check(&with("null", vde), &[]);
        check(
            &with("user", vde),
            &[
                "driver-of-connected-interface at `VDE`: the driver `VDE` is of an interface of type `user`",
            ],
        );
        let tunnel = "<vbox:driver name='UDPTunnel'><vbox:property name='dport' value='1'/><vbox:property name='sport' value='2'/></vbox:driver>";
        check(
            &with("null", tunnel),
            &[
                "driver-of-connected-interface at `UDPTunnel`: `UDPTunnel` is what an interface of type `udp` has",
            ],
        );
        check(&with("null", "<vbox:driver name='UDPTunnel'/>"), &[]);
    }
}
