//! Where things are: the checkout, what cargo builds, and what outlives a checkout.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::trouble::Trouble;

/// The root of the checkout. Checkouts that share a target folder share what is built for any of them, so that the one
/// that runs is asked for, where cargo says it.
pub(crate) fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let package = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        package.parent().unwrap_or(&package).to_owned()
    });
    &ROOT
}

/// The folder that cargo builds into.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), |path| root().join(path))
}

/// A folder for tools and roots that outlive a checkout.
pub(crate) fn cache() -> Result<PathBuf, Trouble> {
    let base = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute());
    let base = base.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache")));
    base.map(|base| base.join("boxwright")).ok_or_else(|| {
        Trouble::Missing("neither XDG_CACHE_HOME nor HOME says where to keep tools".to_owned())
    })
}

/// What may stand beside the checkout for tests to read: documents of other people.
pub(crate) fn beside() -> Option<PathBuf> {
    root().join("../shared").canonicalize().ok()
}

/// A program found along `PATH`.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    // Administrators' programs are not on everyone's path.
    std::env::split_paths(&path)
        .chain(["/usr/sbin".into(), "/sbin".into()])
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}
