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
