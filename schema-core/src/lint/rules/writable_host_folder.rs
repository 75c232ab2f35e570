use crate::domain::Domain;
use crate::exposure::{Exposed, Remedy};
use crate::lint::rule::{Check, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Says which folders of the host the guest can write to.
    ///
    /// ## Why is this bad?
    /// It is not, where that is what the folder is for. But whatever runs in the guest can change, encrypt or delete
    /// everything below it, and leave files there that somebody opens on the host.
    ///
    /// ## What to do
    /// Add `<readonly/>` where the guest has only to read, and share a folder that holds nothing else.
    ///
    /// `boxwright lint` reports it when it is selected; `plan` lists it, and a change that adds it wants
    /// `--allow writable-host-folder` where nobody is asked.
    pub(crate) static WRITABLE_HOST_FOLDER = {
        name: "writable-host-folder",
        alias: "E010",
        severity: Note,
        check: Check::Exposure(find),
    }
}

fn find(domain: &Domain, exposed: &mut Exposed) {
    for (index, folder) in domain.devices.filesystems.iter().enumerate() {
        let dir = &folder.source.dir;
        if !folder.readonly && !dir.trim().is_empty() {
            let path = Path::device("filesystem", index);
            let found = exposed.add(
                path.clone(),
                dir.trim_end_matches('/'),
                format!("the guest can write to the folder `{dir}` of the host"),
                "add `<readonly/>` where the guest has only to read",
            );
            found.less_by(Remedy::Element(path, "<readonly/>"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{devices, exposed};

    #[test]
    fn folders_are_read_only_or_reported() {
        let text = devices(
            "<filesystem><source dir='/a'/><target dir='a'/><readonly/></filesystem>\
             <filesystem><source dir='/b'/><target dir='b'/></filesystem>",
        );
        assert_eq!(
            exposed(&text),
            [
                "readable-host-folder /domain/devices/filesystem[0]: the guest can read the folder `/a` of the host",
                "writable-host-folder /domain/devices/filesystem[1]: the guest can write to the folder `/b` of the host",
            ]
        );
    }
}
