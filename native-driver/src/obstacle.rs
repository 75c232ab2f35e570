//! What stands in the way of a plan, or of a document that is made of a settings file: each has a name, which the error
//! shows, and a page, which `boxwright explain` prints.

use schema_core::lint;

/// A kind of error that is no rule of the linter: it takes a look at the host, at VirtualBox or at another file to find it.
#[derive(Debug)]
pub struct Obstacle {
    /// The name, which says what is in the way.
    pub name: &'static str,
    /// The page, in Markdown, as doc comments have it.
    docs: &'static str,
}

impl Obstacle {
    /// Its page, in Markdown.
    pub fn page(&self) -> String {
        lint::page(self.docs)
    }
}

/// The obstacle of that name.
pub fn find(name: &str) -> Option<&'static Obstacle> {
    ALL.iter().copied().find(|obstacle| obstacle.name == name)
}

/// Declares obstacles, in the order of their names, with their pages as doc comments.
macro_rules! obstacles {
    ($($(#[doc = $doc:literal])+ $id:ident = $name:literal;)+) => {
        $(
            $(#[doc = $doc])+
            pub static $id: Obstacle = Obstacle {
                name: $name,
                docs: concat!($($doc, "\n"),+),
            };
        )+

        /// All of them, in the order of their names.
        pub static ALL: &[&Obstacle] = &[$(&$id),+];
    };
}

obstacles! {
    /// ## What it says
    /// A setting of a settings file becomes something near to it: the note says what a machine made from the document has.
    ///
    /// ## Why does it happen?
    /// A document says some things in coarser steps than VirtualBox's settings do, such as sizes in whole units.
    ///
    /// ## What to do
    /// Nothing, where the difference does not matter; else set it in VirtualBox after the document is applied.
    APPROXIMATED = "approximated";

    /// ## What it says
    /// A hard disk that the document leaves out or exchanges stands on a snapshot.
    ///
    /// ## Why does it happen?
    /// The machine works on a differencing image whose base is the disk of the document. Without the snapshot that image
    /// would be left over, attached to nothing, and what the guest wrote since would be lost.
    ///
    /// ## What to do
    /// Delete the machine's snapshots first (`VBoxManage snapshot NAME delete SNAPSHOT`), which merges the images, or leave
    /// the disk in the document as it was.
    DISK_WITH_SNAPSHOTS = "disk-with-snapshots";

    /// ## What it says
    /// An image was immutable or shareable, or is to be, and its kind can be changed only while no machine has it.
    ///
    /// ## Why does it happen?
    /// VirtualBox changes the kind of an image that is attached nowhere, and wants settings saved in between; half of a
    /// change would be saved then.
    ///
    /// ## What to do
    /// Apply the document without this disk first, then with it.
    MEDIUM_IN_USE = "medium-in-use";

    /// ## What it says
    /// An image would have to become immutable, shareable or normal, and another machine uses it too.
    ///
    /// ## Why does it happen?
    /// The kind belongs to the image, not to the machine: the other one would get what its document does not say.
    ///
    /// ## What to do
    /// Use a copy of the image (`VBoxManage clonemedium`), say `<readonly/>` or `<shareable/>` as the image is, or change
    /// it in VirtualBox for both.
    MEDIUM_OF_ANOTHER_MACHINE = "medium-of-another-machine";

    /// ## What it says
    /// A password that the document names cannot be found out, or `(redacted)` stands for one that the machine does not
    /// have.
    ///
    /// ## Why does it happen?
    /// `env:NAME` is a variable of the environment in which Boxwright runs, `file:PATH` a file that it has to be able to
    /// read. A dump writes `(redacted)` in place of a password, which means the one that the machine has; a new machine has
    /// none.
    ///
    /// ## What to do
    /// Set the variable, make the file readable, or give another source. See `docs/vbox-metadata.md`.
    MISSING_SECRET = "missing-secret";

    /// ## What it says
    /// The name and the UUID of the document are not of one machine.
    ///
    /// ## Why does it happen?
    /// The UUID tells which machine is meant, and VirtualBox has no two machines of one name. So either the UUID or the
    /// name would have to be given up, and Boxwright does not guess which.
    ///
    /// ## What to do
    /// Give the document the UUID of the machine that it is about (`boxwright dump NAME` shows it) to change that one, or
    /// another name to make a new one.
    NAME_OF_ANOTHER_MACHINE = "name-of-another-machine";

    /// ## What it says
    /// The host has no optical or floppy drive of the name that a `<disk type='block'>` gives.
    ///
    /// ## Why does it happen?
    /// Drives of a host are called as its VirtualBox lists them: `/dev/sr0` on Linux, `D:` on Windows. A document from
    /// another host names what that one had.
    ///
    /// ## What to do
    /// Write one of those that the error lists (`VBoxManage list hostdvds` and `hostfloppies` do as well), name an image
    /// with `type='file'`, or leave out `<source>`: then the drive is empty.
    NO_SUCH_HOST_DRIVE = "no-such-host-drive";

    /// ## What it says
    /// The document that was made of a settings file cannot be applied as it is, so what it keeps of the file was not
    /// compared.
    ///
    /// ## Why does it happen?
    /// The settings ask for something that no machine can have, such as a device on a controller that is not there.
    ///
    /// ## What to do
    /// Correct the document where `boxwright lint` and the message say, or the settings file.
    NOT_APPLICABLE = "not-applicable";

    /// ## What it says
    /// Boxwright reads this part of a document, and has no way to set it in VirtualBox.
    ///
    /// ## Why does it happen?
    /// VirtualBox lacks it. Most such parts are errors of `boxwright lint` already; this is the last guard against
    /// leaving something out in silence.
    ///
    /// ## What to do
    /// Remove it from the document, and set it in VirtualBox itself where that can do it.
    NOT_APPLIED_YET = "not-applied-yet";

    /// ## What it says
    /// A setting of a settings file has no place in a document.
    ///
    /// ## Why does it happen?
    /// Neither libvirt's format nor the `vbox:` metadata has words for it.
    ///
    /// ## What to do
    /// Set it in VirtualBox after the document is applied: Boxwright leaves alone what a document cannot say. Where
    /// VirtualBox keeps it by a key, `<vbox:extraData>` says it.
    NOT_EXPRESSIBLE = "not-expressible";

    /// ## What it says
    /// The installed VirtualBox lacks something that the document asks for; the help says which release has it.
    ///
    /// ## Why does it happen?
    /// Each step of a plan is compared with the type library of the VirtualBox that runs, before anything is changed.
    ///
    /// ## What to do
    /// Remove it from the document, or install a newer VirtualBox. `boxwright lint --target RELEASE` says the same without
    /// a VirtualBox.
    NOT_IN_THIS_VIRTUALBOX = "not-in-this-virtualbox";

    /// ## What it says
    /// The plan would take a hard disk from a machine whose disks are protected.
    ///
    /// ## Why does it happen?
    /// The document that was applied last, or this one, says `<vbox:protect disks='yes'/>`. Leaving the element out does not
    /// end the protection.
    ///
    /// ## What to do
    /// Name the disk in the document again, or apply a document with `<vbox:protect disks='no'/>` first.
    PROTECTED_DISK = "protected-disk";

    /// ## What it says
    /// A settings file has a value that cannot be read.
    ///
    /// ## Why does it happen?
    /// The file was written by hand, or is damaged: VirtualBox itself would refuse it.
    ///
    /// ## What to do
    /// Correct the value where the error points, or take the machine's `.vbox-prev`, which is the file before the last
    /// change.
    SETTINGS_VALUE = "settings-value";

    /// ## What it says
    /// A settings file says no version, or one that is not known.
    ///
    /// ## Why does it happen?
    /// What it means that a setting is absent differs from version to version, so such a file may be read otherwise than it
    /// is meant.
    ///
    /// ## What to do
    /// Look at the report of what becomes of each setting, and take a newer Boxwright for a newer version.
    SETTINGS_VERSION = "settings-version";

    /// ## What it says
    /// An OVF envelope holds several machines, and the document is of the first.
    ///
    /// ## Why does it happen?
    /// A document is one machine.
    ///
    /// ## What to do
    /// Take the envelope apart, or import it into VirtualBox and `boxwright dump` the machines.
    SEVERAL_MACHINES = "several-machines";

    /// ## What it says
    /// A port that the document gives to a device holds something that no document can say.
    ///
    /// ## Why does it happen?
    /// Somebody set it up in VirtualBox. What the format cannot express is left alone, so it is not removed to make room.
    ///
    /// ## What to do
    /// Give the device another address, or remove what is there in VirtualBox.
    SLOT_IN_USE = "slot-in-use";

    /// ## What it says
    /// A file or folder of the host that the document names is missing, cannot be read, or is no such thing as is wanted
    /// there.
    ///
    /// ## Why does it happen?
    /// Before anything is changed, Boxwright looks at what the document names. Images and folders are never made by it.
    ///
    /// ## What to do
    /// Create the file (`VBoxManage createmedium disk --filename FILE --size MEGABYTES`) or the folder, correct the path, or
    /// give yourself the right to read it. Paths are those of the host that VirtualBox runs on.
    UNUSABLE_HOST_FILE = "unusable-host-file";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_found_by_its_name_and_has_a_page_in_three_parts() {
        assert!(ALL.is_sorted_by_key(|obstacle| obstacle.name));
        for obstacle in ALL {
            assert_eq!(find(obstacle.name).map(|it| it.name), Some(obstacle.name));
            let page = obstacle.page();
            for part in [
                "## What it says\n",
                "\n## Why does it happen?\n",
                "\n## What to do\n",
            ] {
                assert!(page.contains(part), "{}: no {part}", obstacle.name);
            }
        }
    }
}
