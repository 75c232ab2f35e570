//! Whether the disk has room for what VirtualBox writes.
//!
//! On a full disk VirtualBox 7.2 says that all went well and leaves an empty settings file behind: the machine is lost
//! when the service ends. So that is asked before anything is begun.

use crate::backend::Fault;
use crate::reader::{Reader, as_text};
use crate::value::Object;

/// The settings file of a machine, or the list of machines, is seldom larger, and is written beside the old one.
const WANTED: u64 = 256 << 10;

/// Why the settings file of the machine `name`, or VirtualBox's own, cannot be written now, with the way out. The file
/// of a machine that is not there yet is `settings_file`.
pub(crate) fn blocked(
    reader: &mut Reader<'_>,
    name: &str,
    machine: Option<Object>,
    settings_file: &str,
) -> Result<Option<String>, Fault> {
    let mut files = vec![settings_file.to_owned()];
    for object in [machine, Some(reader.backend().virtual_box())]
        .into_iter()
        .flatten()
    {
        let [file] = reader.get(object, ["settingsFilePath"])?;
        files.push(as_text(&file, "settingsFilePath")?);
    }
    for file in files.iter().filter(|file| !file.is_empty()) {
        let room = reader.backend().free_space(file);
        if let Some(room) = room.filter(|room| *room < WANTED) {
            return Ok(Some(format!(
                "the disk of `{file}` is full ({} KiB are free), and VirtualBox would lose the settings of the machine `{name}`: \
                 make room for at least {} KiB first",
                room >> 10,
                WANTED >> 10
            )));
        }
    }
    Ok(None)
}
