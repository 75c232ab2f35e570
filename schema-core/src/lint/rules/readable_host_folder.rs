use crate::domain::Domain;
use crate::exposure::Exposed;
use crate::lint::rule::{Check, declare_rule};
use crate::lint::rules::WRITABLE_HOST_FOLDER;
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Says which folders of the host the guest can read and not write to.
    ///
    /// ## Why is this bad?
    /// It is not, where that is what the folder is for. But whatever runs in the guest can read, and send to others, all that
    /// is below it and that the user of the host may read.
    ///
    /// ## What to do
    /// Share a folder that holds nothing else.
    ///
    /// `boxwright lint` reports it when it is selected; `plan` lists it, and a change that adds it wants
    /// `--allow readable-host-folder` where nobody is asked. That a folder can no more be written to adds nothing.
    pub(crate) static READABLE_HOST_FOLDER = {
        name: "readable-host-folder",
        alias: "E014",
        severity: Note,
        check: Check::Exposure(find),
    }
}

fn find(domain: &Domain, exposed: &mut Exposed) {
    for (index, folder) in domain.devices.filesystems.iter().enumerate() {
        let dir = &folder.source.dir;
        if folder.readonly && !dir.trim().is_empty() {
            let found = exposed.add(
                Path::device("filesystem", index),
                dir.trim_end_matches('/'),
                format!("the guest can read the folder `{dir}` of the host"),
                "share a folder that holds nothing else",
            );
            found.part_of(WRITABLE_HOST_FOLDER.name);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::exposure::of;
    use crate::lint::rules::testing::{devices, exposed};
    use crate::parse::parse;

    fn folder(dir: &str, more: &str) -> String {
        devices(&format!(
            "<filesystem><source dir='{dir}'/><target dir='a'/>{more}</filesystem>"
        ))
    }

    #[test]
    fn what_is_read_is_said() {
        assert_eq!(
            exposed(&folder("/etc", "<readonly/>")),
            [
                "readable-host-folder /domain/devices/filesystem[0]: the guest can read the folder `/etc` of the host"
            ]
        );
    }

    #[test]
    fn who_could_write_could_read() {
        let of = |dir: &str, more: &str| of(&parse(&folder(dir, more)).domain);
        let (written, read) = (of("/a", ""), of("/a", "<readonly/>"));
        assert!(read[0].is_among(&written) && !written[0].is_among(&read));
        assert!(!of("/etc", "<readonly/>")[0].is_among(&written));
    }
}
