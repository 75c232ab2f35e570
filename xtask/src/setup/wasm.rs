//! A standard library for wasm32: the ordinary toolchain's, or Debian's compiler for the web.

use std::path::{Path, PathBuf};

use super::apt;
use crate::places;
use crate::shell::{Shell, cargo};
use crate::trouble::Trouble;

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

static PACKAGES: &[&str] = &["cargo-web", "rust-web-clippy", "rust-web-src", "rustc-web"];

/// The workspace wants 1.95.
const OLDEST_MINOR: u32 = 95;

/// What builds for wasm32 here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// The toolchain that builds everything else.
    Ordinary,
    /// Debian's, which is another release and builds the standard library itself.
    Debian,
}

/// The toolchain that is there.
pub(crate) fn toolchain() -> Option<Toolchain> {
    if has_target() {
        Some(Toolchain::Ordinary)
    } else if has_debian() {
        Some(Toolchain::Debian)
    } else {
        None
    }
}

impl Toolchain {
    /// The folder that it builds into.
    pub(crate) fn target(self) -> PathBuf {
        match self {
            Self::Ordinary => places::target(),
            Self::Debian => places::target().join("wasm-debian"),
        }
    }

    /// A cargo command for wasm32.
    pub(crate) fn cargo(self, command: &str) -> Shell {
        match self {
            Self::Ordinary => cargo([command, "--target", TARGET]),
            Self::Debian => {
                // Cargo would take the ordinary toolchain's `cargo-clippy`.
                let program = if command == "clippy" {
                    "/usr/bin/cargo-clippy"
                } else {
                    "/usr/bin/cargo"
                };
                Shell::new(program)
                    // Nothing of the ordinary toolchain may be found first, and the two must not share a folder.
                    .env("PATH", "/usr/bin:/bin")
                    .env("RUSTC", "/usr/bin/rustc")
                    .env("CARGO", "/usr/bin/cargo")
                    .env("CARGO_TARGET_DIR", self.target())
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("CARGO_NET_RETRY", "10")
                    .without("RUSTUP_TOOLCHAIN")
                    .args([command, "-Zbuild-std=std,panic_abort", "--target", TARGET])
            }
        }
    }
}

pub(super) fn missing() -> Option<String> {
    if toolchain().is_some() {
        return None;
    }
    Some(format!(
        "rustup target add {TARGET}; where that is not possible, as root: apt-get install {}",
        PACKAGES.join(" ")
    ))
}

pub(super) fn ensure() -> Result<(), Trouble> {
    if toolchain().is_some()
        || Shell::new("rustup")
            .args(["target", "add", TARGET])
            .succeeds()
    {
        return Ok(());
    }
    println!(
        "`rustup target add {TARGET}` is not possible here: taking Debian's compiler for the web"
    );
    apt::install_newest(PACKAGES)
}

fn has_target() -> bool {
    let libraries = Shell::new("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .read();
    libraries.is_ok_and(|folder| Path::new(folder.trim()).is_dir())
}

fn has_debian() -> bool {
    let installed =
        |package: &&str| PathBuf::from(format!("/var/lib/dpkg/info/{package}.list")).exists();
    PACKAGES.iter().all(installed) && is_new_enough()
}

/// Whether Debian's compiler takes this workspace. An old list of packages leads to an old compiler.
fn is_new_enough() -> bool {
    let version = Shell::new("/usr/bin/rustc").arg("--version").read();
    let minor = version.ok().and_then(|version| {
        let number = version.split(' ').nth(1)?.split('.').nth(1)?;
        number.parse::<u32>().ok()
    });
    minor.is_some_and(|minor| minor >= OLDEST_MINOR)
}
