use crate::domain::Domain;
use crate::domain::metadata::devices::Promiscuous;
use crate::exposure::{Exposed, Remedy};
use crate::lint::rule::{Check, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Says which network interfaces see the packets of others.
    ///
    /// ## Why is this bad?
    /// It is not, where the guest is there to watch the network. But what runs in it reads what other machines, and with
    /// `allow-all` the host, say on that network without encryption.
    ///
    /// ## What to do
    /// Write `promiscuous='deny'`, or `allow-machines` where the host is none of its business.
    ///
    /// `boxwright lint` reports it when it is selected; `plan` lists it, and a change that adds it wants
    /// `--allow promiscuous-interface` where nobody is asked.
    pub(crate) static PROMISCUOUS_INTERFACE = {
        name: "promiscuous-interface",
        alias: "E012",
        severity: Note,
        check: Check::Exposure(find),
    }
}

fn find(domain: &Domain, exposed: &mut Exposed) {
    let Some(machine) = domain.own() else {
        return;
    };
    for (index, settings) in machine.interfaces.iter().enumerate() {
        let (whose, how) = match settings.promiscuous {
            None | Some(Promiscuous::Deny) => continue,
            Some(Promiscuous::AllowMachines) => ("other machines", "allow-machines"),
            Some(Promiscuous::AllowAll) => ("the host and everything else", "allow-all"),
        };
        let path = Path::machine().item("vbox:interface", index);
        let mac = settings.mac.unwrap_or_default();
        let found = exposed.add(
            path.attribute("promiscuous"),
            format!("{mac} {how}"),
            format!("the interface `{mac}` sees the packets of {whose} on its network"),
            "`deny` is enough for a machine that does not watch the network",
        );
        found.less_by(Remedy::Attribute(path, "promiscuous", "deny"));
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{exposed, machine};

    #[test]
    fn whose_packets_are_seen_is_said() {
        let found = |mode: &str| {
            exposed(&machine(&format!(
                "<vbox:interface mac='08:00:27:00:00:01' promiscuous='{mode}'/>"
            )))
        };
        let path = "promiscuous-interface /domain/metadata/vbox:machine/vbox:interface[0]/@promiscuous: \
                    the interface `08:00:27:00:00:01` sees the packets of";
        assert_eq!(found("deny"), [""; 0]);
        assert_eq!(
            found("allow-machines"),
            [format!("{path} other machines on its network")]
        );
        assert_eq!(
            found("allow-all"),
            [format!(
                "{path} the host and everything else on its network"
            )]
        );
    }
}
