use crate::domain::Domain;
use crate::domain::devices::GraphicsType;
use crate::exposure::{Exposed, Remedy, is_loopback};
use crate::lint::rule::{Check, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Says where the guest's screen and keyboard can be reached from other machines: a remote display that listens at
    /// more than a loopback address.
    ///
    /// ## Why is this bad?
    /// It is not, where the network is trusted. But `VirtualBox` listens at all addresses where the document names none,
    /// and asks for no password unless it is told to.
    ///
    /// ## What to do
    /// Add `listen='127.0.0.1'`, and reach it through an SSH tunnel.
    ///
    /// `boxwright lint` reports it when it is selected; `plan` lists it, and a change that adds it wants
    /// `--allow remote-display-beyond-loopback` where nobody is asked.
    pub(crate) static REMOTE_DISPLAY_BEYOND_LOOPBACK = {
        name: "remote-display-beyond-loopback",
        alias: "E007",
        severity: Note,
        check: Check::Exposure(find),
    }
}

fn find(domain: &Domain, exposed: &mut Exposed) {
    for (index, graphics) in domain.devices.graphics.iter().enumerate() {
        match graphics.kind {
            GraphicsType::Rdp | GraphicsType::Vnc | GraphicsType::Spice => {}
            GraphicsType::Desktop
            | GraphicsType::Sdl
            | GraphicsType::Dbus
            | GraphicsType::EglHeadless => continue,
        }
        let address = graphics.address();
        if !is_loopback(address) {
            let address = address.filter(|address| !address.is_empty());
            let at = address.map_or("all addresses of the host".to_owned(), |address| {
                format!("`{address}`")
            });
            let path = Path::device("graphics", index);
            let found = exposed.add(
                path.clone(),
                address.unwrap_or_default(),
                format!("the guest's screen and keyboard can be reached at {at}"),
                "listen at `127.0.0.1`, and reach it through an SSH tunnel",
            );
            found.less_by(Remedy::Attribute(path, "listen", "127.0.0.1"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{devices, exposed};

    #[test]
    fn silence_is_all_addresses() {
        let found = |graphics: &str| {
            let mut found = exposed(&devices(graphics));
            found.retain(|found| found.starts_with("remote-display-beyond-loopback"));
            found
        };
        assert_eq!(found("<graphics type='desktop'/>"), [""; 0]);
        assert_eq!(found("<graphics type='rdp' listen='127.0.0.1'/>"), [""; 0]);
        let path = "remote-display-beyond-loopback /domain/devices/graphics[0]";
        assert_eq!(
            found("<graphics type='rdp' autoport='yes'/>"),
            [format!(
                "{path}: the guest's screen and keyboard can be reached at all addresses of the host"
            )]
        );
        assert_eq!(
            found("<graphics type='rdp' listen='10.0.0.1'/>"),
            [format!(
                "{path}: the guest's screen and keyboard can be reached at `10.0.0.1`"
            )]
        );
    }
}
