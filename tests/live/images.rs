//! Host files that documents name: disks, optical and floppy images, shared folders.

use std::path::{Path, PathBuf};

use crate::live::Lab;

/// The home of the user in the documented examples.
const EXAMPLE_HOME: &str = "/home/user";

impl Lab {
    /// Makes an image that VirtualBox does not know of yet; its kind follows from the name's ending.
    #[track_caller]
    pub fn image(&self, name: &str) -> PathBuf {
        let path = self.files().join(name);
        self.image_at(&path);
        path
    }

    fn image_at(&self, path: &Path) {
        if path.exists() {
            return;
        }
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let ending = path
            .extension()
            .unwrap_or_default()
            .to_string_lossy()
            .to_ascii_lowercase();
        match ending.as_str() {
            "vdi" | "vmdk" | "vhd" => {
                let location = path.to_str().unwrap();
                let format = ending.to_ascii_uppercase();
                self.vboxmanage([
                    "createmedium",
                    "disk",
                    "--filename",
                    location,
                    "--size",
                    "8",
                    "--format",
                    &format,
                    "--variant",
                    // What several machines use at once has to be of fixed size.
                    if path.ends_with("fixed.vdi") {
                        "Fixed"
                    } else {
                        "Standard"
                    },
                ]);
                self.vboxmanage(["closemedium", "disk", location]);
            }
            "iso" => std::fs::write(path, iso()).unwrap(),
            "img" | "ima" | "dsk" => std::fs::write(path, floppy()).unwrap(),
            _ => panic!("{}: an image of which kind?", path.display()),
        }
    }

    /// Moves a document into this lab: paths below the examples' home become paths below [`files`](Self::files), and
    /// every host file that the document names is made.
    #[track_caller]
    pub fn with_host_files(&self, document: &str) -> String {
        let document = document.replace(EXAMPLE_HOME, self.files().to_str().unwrap());
        let here = self.files();
        for path in attribute_values(&document, "file")
            .map(PathBuf::from)
            .filter(|path| path.starts_with(&here))
        {
            self.image_at(&path);
        }
        for path in attribute_values(&document, "dir")
            .map(PathBuf::from)
            .filter(|path| path.starts_with(&here))
        {
            std::fs::create_dir_all(path).unwrap();
        }
        document
    }
}

/// The values of an attribute wherever it stands; enough for documents without entities.
fn attribute_values<'a>(text: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let start = format!(" {name}=");
    text.match_indices(&start)
        .map(|(at, _)| at + start.len())
        .collect::<Vec<_>>()
        .into_iter()
        .filter_map(move |at| {
            let quote = text[at..]
                .chars()
                .next()
                .filter(|quote| matches!(quote, '\'' | '"'))?;
            text[at + 1..].split(quote).next()
        })
}

/// An ISO 9660 file system with nothing in it.
fn iso() -> Vec<u8> {
    const SECTOR: usize = 2048;
    let mut image = vec![0; 20 * SECTOR];
    let both = |value: u16| [value.to_le_bytes(), value.to_be_bytes()].concat();
    let both_long = |value: u32| [value.to_le_bytes(), value.to_be_bytes()].concat();
    let mut put = |at: usize, bytes: &[u8]| image[at..at + bytes.len()].copy_from_slice(bytes);

    let primary = 16 * SECTOR;
    put(primary, b"\x01CD001\x01");
    put(primary + 8, &[b' '; 64]);
    put(primary + 40, b"EMPTY");
    put(primary + 80, &both_long(20));
    put(primary + 120, &both(1));
    put(primary + 124, &both(1));
    put(primary + 128, &both(2048));
    // The root directory, in sector 18: itself and its parent.
    let mut root = vec![34, 0];
    root.extend(both_long(18));
    root.extend(both_long(2048));
    root.extend([100, 1, 1, 0, 0, 0, 0, 2, 0, 0]);
    root.extend(both(1));
    root.extend([1, 0]);
    put(primary + 156, &root);
    put(17 * SECTOR, b"\xffCD001\x01");
    put(18 * SECTOR, &root);
    root[33] = 1;
    put(18 * SECTOR + 34, &root);
    image
}

/// A blank floppy of 1.44 MB with a boot signature.
fn floppy() -> Vec<u8> {
    let mut image = vec![0; 1_474_560];
    image[510..512].copy_from_slice(&[0x55, 0xaa]);
    image
}

#[cfg(test)]
mod tests {
    use super::{attribute_values, iso};

    #[test]
    fn attribute_values_are_found_in_both_quotes() {
        let found: Vec<&str> =
            attribute_values("<a file='/x'/><b file=\"/y z\" profile='no'/>", "file").collect();
        assert_eq!(found, ["/x", "/y z"]);
    }

    #[test]
    fn the_optical_image_has_its_descriptors() {
        let image = iso();
        assert_eq!(&image[16 * 2048..16 * 2048 + 6], b"\x01CD001");
        assert_eq!(&image[17 * 2048..17 * 2048 + 6], b"\xffCD001");
        assert_eq!(image[18 * 2048], 34);
    }
}
