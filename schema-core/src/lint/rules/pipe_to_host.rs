use super::character_device_of_host::ports_of;
use crate::domain::Domain;
use crate::domain::devices::CharacterType;
use crate::exposure::Exposed;
use crate::lint::rule::{Check, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Says which serial ports are pipes of the host.
    ///
    /// ## Why is this bad?
    /// It is not, where a program of the host is meant to talk with the guest. But every program that may open the pipe
    /// can do so, and a guest's serial console often asks for no password.
    ///
    /// ## What to do
    /// Keep the pipe in a folder that only its user can enter.
    ///
    /// `boxwright lint` reports it when it is selected; `plan` lists it, and a change that adds it wants
    /// `--allow pipe-to-host` where nobody is asked.
    pub(crate) static PIPE_TO_HOST = {
        name: "pipe-to-host",
        alias: "E005",
        severity: Note,
        check: Check::Exposure(find),
    }
}

fn find(domain: &Domain, exposed: &mut Exposed) {
    for kind in [CharacterType::Pipe, CharacterType::Unix] {
        for (index, path) in ports_of(&domain.devices.serials, kind) {
            let message = format!("programs of the host talk with the guest through `{path}`");
            let advice = "keep it in a folder that only its user can enter";
            exposed.add(Path::device("serial", index), path, message, advice);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{devices, exposed};

    #[test]
    fn pipes_are_reported_and_files_are_not() {
        let text = devices(
            "<serial type='pipe'><source path='/run/vm'/></serial><serial type='file'><source path='/tmp/log'/></serial>\
             <serial type='pipe'/><serial type='dev'/><interface type='bridge'/>\
             <filesystem type='mount'><source dir=''/><target dir='x'/></filesystem>",
        );
        assert_eq!(
            exposed(&text),
            [
                "pipe-to-host /domain/devices/serial[0]: programs of the host talk with the guest through `/run/vm`"
            ]
        );
    }
}
