use crate::domain::Domain;
use crate::domain::metadata::exchange::Exchange;
use crate::exposure::{Exposed, Remedy};
use crate::lint::rule::{Check, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Says whether host and guest share the clipboard.
    ///
    /// ## Why is this bad?
    /// It is not, where somebody sits at the machine. But a guest that gets the host's clipboard reads the passwords
    /// that are copied there, and one that fills it chooses what is pasted on the host.
    ///
    /// ## What to do
    /// Choose the one direction that is needed, or `disabled`.
    ///
    /// `boxwright lint` reports it when it is selected; `plan` lists it, and a change that adds it wants
    /// `--allow shared-clipboard` where nobody is asked.
    pub(crate) static SHARED_CLIPBOARD = {
        name: "shared-clipboard",
        alias: "E008",
        severity: Note,
        check: Check::Exposure(find),
    }
}

fn find(domain: &Domain, exposed: &mut Exposed) {
    let machine = domain.own();
    let clipboard = machine.and_then(|machine| machine.clipboard);
    let path = Path::machine().child("vbox:clipboard");
    let messages = [
        "the guest gets the clipboard of the host",
        "the host gets the clipboard of the guest",
    ];
    report(
        clipboard.and_then(|clipboard| clipboard.mode),
        &path,
        messages,
        exposed,
    );
}

/// Reports each direction in which something goes: one of them may be new and the other not.
pub(super) fn report(
    mode: Option<Exchange>,
    path: &Path,
    [to_the_guest, to_the_host]: [&str; 2],
    exposed: &mut Exposed,
) {
    let (to_guest, to_host) = match mode {
        None | Some(Exchange::Disabled) => (false, false),
        Some(Exchange::HostToGuest) => (true, false),
        Some(Exchange::GuestToHost) => (false, true),
        Some(Exchange::Bidirectional) => (true, true),
    };
    for (goes, direction, message) in [
        (to_guest, "to-guest", to_the_guest),
        (to_host, "to-host", to_the_host),
    ] {
        if goes {
            let advice = "choose the one direction that is needed, or `disabled`";
            let found = exposed.add(path.attribute("mode"), direction, message, advice);
            found.less_by(Remedy::Attribute(path.clone(), "mode", "disabled"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{exposed, machine};

    #[test]
    fn each_direction_is_one_thing() {
        let found = |mode: &str| exposed(&machine(&format!("<vbox:clipboard mode='{mode}'/>")));
        let path = "shared-clipboard /domain/metadata/vbox:machine/vbox:clipboard/@mode";
        let to_guest = format!("{path}: the guest gets the clipboard of the host");
        let to_host = format!("{path}: the host gets the clipboard of the guest");
        assert_eq!(found("disabled"), [""; 0]);
        assert_eq!(found("host-to-guest"), [to_guest.as_str()]);
        assert_eq!(found("guest-to-host"), [to_host.as_str()]);
        assert_eq!(found("bidirectional"), [to_guest, to_host]);
    }
}
