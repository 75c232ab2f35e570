//! Debian packages.

use crate::places;
use crate::shell::Shell;
use crate::trouble::Trouble;

/// A program and the package that has it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Package {
    pub(crate) program: &'static str,
    pub(crate) package: &'static str,
}

/// What benches compare with.
pub(super) static BENCH: &[Package] = &[
    Package {
        program: "xmllint",
        package: "libxml2-utils",
    },
    Package {
        program: "virt-xml-validate",
        package: "libvirt-clients",
    },
];

/// What builds the extension of VS Code.
pub(super) static NODE: &[Package] = &[
    Package {
        program: "node",
        package: "nodejs",
    },
    Package {
        program: "npm",
        package: "npm",
    },
];

/// What makes the lab's root.
pub(super) static LAB: &[Package] = &[
    Package {
        program: "debootstrap",
        package: "debootstrap",
    },
    Package {
        program: "unshare",
        package: "util-linux",
    },
    Package {
        program: "mount",
        package: "mount",
    },
];

/// The packages among these whose programs are not there, in words.
pub(super) fn missing(packages: &[Package]) -> Option<String> {
    let absent = absent(packages);
    if absent.is_empty() {
        None
    } else {
        Some(format!("as root: apt-get install {}", absent.join(" ")))
    }
}

/// Installs what is absent.
pub(super) fn ensure(packages: &[Package]) -> Result<(), Trouble> {
    let absent = absent(packages);
    if absent.is_empty() {
        Ok(())
    } else {
        install(&absent)
    }
}

fn absent(packages: &[Package]) -> Vec<&'static str> {
    packages
        .iter()
        .filter(|each| places::program(each.program).is_none())
        .map(|each| each.package)
        .collect()
}

/// Whether packages can be installed here.
pub(super) fn usable() -> bool {
    is_root() && places::program("apt-get").is_some()
}

/// Whether root runs this.
pub(super) fn is_root() -> bool {
    Shell::new("id")
        .arg("-u")
        .read()
        .is_ok_and(|id| id.trim() == "0")
}

/// Installs packages by name, or brings them up to date, from the lists of today.
pub(super) fn install_newest(packages: &[&str]) -> Result<(), Trouble> {
    if usable() {
        Shell::new("apt-get")
            .args(["-qq", "update"])
            .run_with_retries()?;
    }
    install(packages)
}

/// Installs packages by name.
pub(super) fn install(packages: &[&str]) -> Result<(), Trouble> {
    if !usable() {
        return Err(Trouble::Missing(format!(
            "as root: apt-get install {}",
            packages.join(" ")
        )));
    }
    let apt = || {
        Shell::new("apt-get")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(["-qq", "-y"])
    };
    let install = || {
        apt()
            .args([
                "-o",
                "Dpkg::Use-Pty=0",
                "install",
                "--no-install-recommends",
            ])
            .args(packages)
    };
    // With the lists of yesterday it mostly works, and is quicker.
    if !install().succeeds() {
        apt().arg("update").run_with_retries()?;
        install().run_with_retries()?;
    }
    println!("installed {}", packages.join(" "));
    Ok(())
}
