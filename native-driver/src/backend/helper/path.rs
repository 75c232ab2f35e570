//! What a path of the host is. The service runs on this host and as this user, so that looking here tells what it sees.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::backend::HostPath;

/// Enough to tell the format of an image.
const HEAD: u64 = 512;

/// Looks at a path, following links.
pub(super) fn look(path: &Path) -> HostPath {
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => HostPath::Folder,
        Ok(found) if found.is_file() => {
            head(path).map_or_else(|error| refused(&error), |head| HostPath::File { head })
        }
        Ok(_) => HostPath::Special,
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            HostPath::Missing
        }
        Err(error) => refused(&error),
    }
}

/// How much room there is on the disk of the nearest folder of a path that is there already.
pub(super) fn free_space(path: &Path) -> Option<u64> {
    let there = path.ancestors().find(|path| path.exists())?;
    let disk = rustix::fs::statvfs(there).ok()?;
    disk.f_bavail.checked_mul(disk.f_frsize)
}

fn head(path: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}

fn refused(error: &io::Error) -> HostPath {
    HostPath::Refused(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_room_of_a_disk_is_told_for_what_is_not_there_yet() {
        let root = tempfile::tempdir().unwrap();
        assert!(free_space(&root.path().join("machine/machine.vbox")).is_some_and(|room| room > 0));
        // A disk that has no room at all, whatever is on this host.
        assert_eq!(free_space(Path::new("/proc/self")), Some(0));
    }

    #[test]
    fn paths_are_told_apart() {
        let root = tempfile::tempdir().unwrap();
        let place = |name: &str| root.path().join(name);
        fs::write(place("disk.vdi"), [7; 600]).unwrap();
        std::os::unix::fs::symlink(place("disk.vdi"), place("link.vdi")).unwrap();
        std::os::unix::fs::symlink(place("nowhere"), place("broken")).unwrap();
        std::os::unix::fs::symlink(place("circle"), place("circle")).unwrap();
        let file = HostPath::File { head: vec![7; 512] };
        assert_eq!(look(&place("disk.vdi")), file);
        assert_eq!(look(&place("link.vdi")), file);
        assert_eq!(look(&place("broken")), HostPath::Missing);
        assert_eq!(look(&place("disk.vdi/below")), HostPath::Missing);
        assert_eq!(look(root.path()), HostPath::Folder);
        assert_eq!(look(Path::new("/dev/null")), HostPath::Special);
        assert!(matches!(look(&place("circle")), HostPath::Refused(_)));
        assert_eq!(look(Path::new("")), HostPath::Missing);
    }
}
