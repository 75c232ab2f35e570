//! Finding the installed VirtualBox.

use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::typelib::{Typelib, XptError};

/// The file name of the library that is loaded.
const LIBRARY: &str = if cfg!(target_os = "macos") {
    "VBoxXPCOMC.dylib"
} else {
    "VBoxXPCOMC.so"
};
/// Where the `.run` installer of Oracle writes down the folder that it installed to.
const CONFIGURATION: &str = "/etc/vbox/vbox.cfg";
/// Where packages of distributions and of Oracle put it.
const FOLDERS: [&str; 11] = [
    "/usr/lib/virtualbox",
    "/usr/lib/virtualbox-ose",
    "/usr/lib64/virtualbox",
    "/usr/lib64/virtualbox-ose",
    "/usr/lib/VirtualBox",
    "/opt/VirtualBox",
    "/opt/VirtualBox/amd64",
    "/opt/virtualbox",
    "/usr/local/lib/virtualbox",
    "/usr/local/lib/VirtualBox",
    "/Applications/VirtualBox.app/Contents/MacOS",
];

/// An installed VirtualBox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installation {
    /// Its folder.
    pub home: PathBuf,
    /// How it was found, such as `VBOX_APP_HOME`.
    pub found_by: String,
}

impl Installation {
    /// The type library files.
    pub fn typelib_files(&self) -> [PathBuf; 2] {
        ["VirtualBox_XPCOM.xpt", "VBoxXPCOMBase.xpt"]
            .map(|file| self.home.join("components").join(file))
    }

    /// Reads the type library.
    pub fn typelib(&self) -> Result<Typelib, TypelibError> {
        let mut contents = Vec::new();
        for file in self.typelib_files() {
            contents.push(fs::read(&file).map_err(|error| TypelibError::Read { file, error })?);
        }
        let files: Vec<&[u8]> = contents.iter().map(Vec::as_slice).collect();
        Typelib::from_xpt(&files).map_err(|error| TypelibError::Parse {
            home: self.home.clone(),
            error,
        })
    }
}

/// A type library that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TypelibError {
    /// A file cannot be read.
    #[error("the type library `{}` cannot be read: {error}", file.display())]
    Read {
        /// The file.
        file: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A file is not what it should be.
    #[error("the type library of the VirtualBox in `{}` cannot be used: {error}", home.display())]
    Parse {
        /// The folder of the installation.
        home: PathBuf,
        /// Why.
        error: XptError,
    },
}

/// No VirtualBox was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotFound {
    /// Where it was looked for, and what was wrong there.
    pub tried: Vec<(PathBuf, String)>,
    /// Whether `VBOX_APP_HOME` said where to look, so that nothing else was tried.
    pub by_variable: bool,
}

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no VirtualBox was found")?;
        for (place, reason) in &self.tried {
            write!(f, "\n  looked in {}: {reason}", place.display())?;
        }
        f.write_str(if self.by_variable {
            "\n  `VBOX_APP_HOME` names the only place to look in: correct it or unset it"
        } else {
            "\n  install VirtualBox (the package `virtualbox` of the distribution, or a package from virtualbox.org), or set `VBOX_APP_HOME` to the folder that it is installed in"
        })?;
        f.write_str("; without VirtualBox, `-c test:///default` works on a simulated one")
    }
}

impl std::error::Error for NotFound {}

/// Finds VirtualBox: where `VBOX_APP_HOME` says and nowhere else, or else in the places that installers use.
pub fn find(variable: Option<OsString>) -> Result<Installation, NotFound> {
    let configured = fs::read_to_string(CONFIGURATION).ok();
    find_among(variable, configured.as_deref(), &FOLDERS.map(PathBuf::from))
}

fn find_among(
    variable: Option<OsString>,
    configured: Option<&str>,
    folders: &[PathBuf],
) -> Result<Installation, NotFound> {
    let variable = variable.filter(|value| !value.is_empty());
    let by_variable = variable.is_some();
    let mut places = Vec::new();
    if let Some(home) = variable {
        places.push((PathBuf::from(home), "VBOX_APP_HOME".to_owned()));
    } else {
        places.extend(
            configured
                .and_then(install_dir)
                .map(|home| (home, CONFIGURATION.to_owned())),
        );
        places.extend(
            folders
                .iter()
                .map(|home| (home.clone(), "a known folder".to_owned())),
        );
    }
    let mut tried = Vec::new();
    for (home, found_by) in places {
        match usable(&home) {
            Ok(()) => return Ok(Installation { home, found_by }),
            Err(reason) => tried.push((home, reason)),
        }
    }
    Err(NotFound { tried, by_variable })
}

/// The folder that the installer's own file names: a shell variable, perhaps in quotes.
fn install_dir(text: &str) -> Option<PathBuf> {
    let value = text
        .lines()
        .find_map(|line| line.trim().strip_prefix("INSTALL_DIR="))?;
    let value = value.trim().trim_matches(['"', '\'']);
    (!value.is_empty()).then(|| PathBuf::from(value))
}

fn usable(home: &Path) -> Result<(), String> {
    if !home.is_dir() {
        return Err("no such folder".to_owned());
    }
    if !home.join(LIBRARY).is_file() {
        return Err(format!("no `{LIBRARY}` in it"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Folders below a temporary one; those in `good` hold a library.
    fn tree(all: &[&str], good: &[&str]) -> (tempfile::TempDir, Vec<PathBuf>) {
        let root = tempfile::tempdir().unwrap();
        let folders: Vec<PathBuf> = all.iter().map(|name| root.path().join(name)).collect();
        for (name, folder) in all.iter().zip(&folders) {
            if *name != "absent" {
                fs::create_dir(folder).unwrap();
            }
            if good.contains(name) {
                fs::write(folder.join(LIBRARY), "").unwrap();
            }
        }
        (root, folders)
    }

    #[test]
    fn the_first_usable_folder_is_taken() {
        let (_root, folders) = tree(
            &["absent", "empty", "first", "second"],
            &["first", "second"],
        );
        let found = find_among(None, None, &folders).unwrap();
        assert_eq!(
            found,
            Installation {
                home: folders[2].clone(),
                found_by: "a known folder".to_owned()
            }
        );
    }

    #[test]
    fn the_installers_own_file_comes_first() {
        let (_root, folders) = tree(&["known", "configured"], &["known", "configured"]);
        let text = format!(
            "# VirtualBox\nINSTALL_DIR='{}'\nINSTALL_VER='7.2.22'\n",
            folders[1].display()
        );
        assert_eq!(
            find_among(None, Some(&text), &folders).unwrap().home,
            folders[1]
        );
    }

    #[test]
    fn the_variable_is_the_only_place() {
        let (_root, folders) = tree(&["good", "empty"], &["good"]);
        let error = find_among(Some(folders[1].clone().into()), None, &folders).unwrap_err();
        let text = format!(
            "no VirtualBox was found\n  looked in {}: no `{LIBRARY}` in it\n  `VBOX_APP_HOME` names the only place to look in: correct it or unset it; without VirtualBox, `-c test:///default` works on a simulated one",
            folders[1].display(),
        );
        assert_eq!(error.to_string(), text);
    }

    #[test]
    fn every_place_is_named() {
        let (_root, folders) = tree(&["absent", "empty"], &[]);
        let error = find_among(None, None, &folders).unwrap_err();
        assert_eq!(error.tried.len(), 2);
        assert!(
            error.to_string().contains("absent: no such folder"),
            "{error}"
        );
        assert!(
            error
                .to_string()
                .contains("install VirtualBox (the package `virtualbox`"),
            "{error}"
        );
    }
}
