//! Gets what the tests need, and says what cannot be got and how to get it.
//!
//! Tools and roots go to the cache folder, named by version; packages are installed only by root on Debian and its
//! like. The code that checks for a thing is beside the code that gets it, one file each.

mod apt;
pub(crate) mod bindgen;
pub(crate) mod deny;
pub(crate) mod npm;
pub(crate) mod root;
pub(crate) mod vscode;
pub(crate) mod wasm;
mod web;

use crate::trouble::Trouble;

/// Something that a stage of the tests needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// `cargo deny`.
    Deny,
    /// A standard library for wasm32, and a clippy that goes with it.
    Wasm,
    /// What makes JavaScript of a module for wasm32.
    Bindgen,
    /// Node, and the packages of the web editor.
    Web,
    /// A browser for the tests of the web editor.
    Browser,
    /// A root with a real VirtualBox.
    Lab,
    /// Tools that benches compare with.
    Bench,
    /// Node and npm.
    Node,
    /// The real VS Code.
    VsCode,
}

/// Every need, cheapest first.
pub(crate) static ALL: &[Need] = &[
    Need::Bench,
    Need::Node,
    Need::Web,
    Need::Browser,
    Need::Wasm,
    Need::Bindgen,
    Need::VsCode,
    Need::Deny,
    Need::Lab,
];

impl Need {
    fn about(self) -> &'static str {
        match self {
            Self::Deny => "cargo-deny: licences, sources and bans",
            Self::Wasm => "wasm32: the core as it runs in a browser",
            Self::Bindgen => "wasm-bindgen: makes JavaScript of wasm32",
            Self::Web => "web: Node, and the packages of the web editor",
            Self::Browser => "chromium: the tests of the web editor",
            Self::Lab => "lab: a root with a real VirtualBox",
            Self::VsCode => "the real VS Code: the tests of its extension",
            Self::Node => "node and npm: the npm package, the extension of VS Code",
            Self::Bench => "xmllint and virt-xml-validate: what benches compare with",
        }
    }

    /// What is missing and what to do about it; nothing where all is there.
    pub(crate) fn missing(self) -> Option<String> {
        match self {
            Self::Deny => deny::missing(),
            Self::Wasm => wasm::missing(),
            Self::Bindgen => bindgen::missing(),
            Self::Web => web::missing(),
            Self::Browser => apt::missing(web::BROWSER),
            Self::Lab => root::missing(),
            Self::Bench => apt::missing(apt::BENCH),
            Self::Node => apt::missing(apt::NODE),
            Self::VsCode => vscode::missing(),
        }
    }

    /// Gets it, unless it is there.
    pub(crate) fn ensure(self) -> Result<(), Trouble> {
        match self {
            Self::Deny => deny::ensure(),
            Self::Wasm => wasm::ensure(),
            Self::Bindgen => bindgen::ensure(),
            Self::Web => web::ensure(),
            Self::Browser => apt::ensure(web::BROWSER),
            Self::Lab => root::ensure(),
            Self::Bench => apt::ensure(apt::BENCH),
            Self::Node => apt::ensure(apt::NODE),
            Self::VsCode => vscode::ensure(),
        }
    }
}

/// `cargo xtask setup [--check]`
pub(crate) fn run(args: &[String]) -> Result<(), Trouble> {
    let check = match args {
        [] => false,
        [only] if only == "--check" => true,
        _ => {
            return Err(Trouble::Usage(
                "usage: cargo xtask setup [--check]".to_owned(),
            ));
        }
    };
    let mut missing = 0;
    for need in ALL {
        let outcome = if check { Ok(()) } else { need.ensure() };
        match (outcome, need.missing()) {
            (Ok(()), None) => println!("there     {}", need.about()),
            (Ok(()), Some(what)) => {
                missing += 1;
                println!("missing   {}\n          {what}", need.about());
            }
            (Err(error), _) => {
                missing += 1;
                println!("missing   {}\n          {error}", need.about());
            }
        }
    }
    if missing == 0 {
        Ok(())
    } else {
        Err(Trouble::Missing(format!(
            "{missing} of {} are missing",
            ALL.len()
        )))
    }
}
