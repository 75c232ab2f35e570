//! The files of the page: those in the program, or those of a folder.

use std::borrow::Cow;
use std::fs;
use std::path::{Component, Path, PathBuf};

// The page as `cargo xtask web` built it, where `BOXWRIGHT_PAGE` named it when the program was built.
include!(concat!(env!("OUT_DIR"), "/page.rs"));

/// Where the page is.
#[derive(Clone, Debug)]
pub(crate) enum Page {
    /// In the program.
    Inside,
    /// In a folder.
    Folder(PathBuf),
}

impl Page {
    /// The page in a folder, or the one in the program, where there is one.
    pub(crate) fn find(folder: Option<&Path>) -> Option<Self> {
        match folder {
            Some(folder) => folder
                .join("index.html")
                .is_file()
                .then(|| Self::Folder(folder.to_owned())),
            None => (!FILES.is_empty()).then_some(Self::Inside),
        }
    }

    /// A file of it, by its path in an address.
    pub(crate) fn file(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        match self {
            Self::Inside => FILES
                .iter()
                .find(|(name, _content)| *name == path)
                .map(|(_name, content)| Cow::Borrowed(*content)),
            Self::Folder(folder) => {
                let path = Path::new(path);
                let is_inside = path
                    .components()
                    .all(|part| matches!(part, Component::Normal(_)));
                let content = is_inside.then(|| fs::read(folder.join(path)))?;
                content.ok().map(Cow::Owned)
            }
        }
    }
}

/// The content type of a file.
pub(crate) fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_name, ending)| ending) {
        Some("css") => "text/css",
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json",
        Some(_) | None => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_of_the_folder_is_served() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("page")).unwrap();
        fs::write(folder.path().join("secret"), "s").unwrap();
        let folder = folder.path().join("page");
        assert!(Page::find(Some(&folder)).is_none());
        fs::write(folder.join("index.html"), "i").unwrap();
        let page = Page::find(Some(&folder)).unwrap();
        assert_eq!(page.file("index.html").as_deref(), Some(&b"i"[..]));
        for path in ["../secret", "/etc/passwd", "a/../../secret", "absent", ""] {
            assert!(page.file(path).is_none(), "{path}");
        }
    }
}
