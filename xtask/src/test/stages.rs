//! The stages of the tests, in the order in which they run.

use super::tally::Tally;
use crate::setup::{Need, deny, wasm};
use crate::shell::{Shell, cargo};
use crate::trouble::Trouble;
use crate::wasm as package;
use crate::{codegen, fuzz, lab, vscode, web};

/// One stage.
pub(super) struct Stage {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) needs: &'static [Need],
    pub(super) run: fn(&mut Tally) -> Result<(), Trouble>,
}

/// Cheapest first, so that a small fault is told early.
pub(super) static ALL: &[Stage] = &[
    Stage {
        name: "fmt",
        about: "formatting",
        needs: &[],
        run: format,
    },
    Stage {
        name: "codegen",
        about: "generated files are fresh",
        needs: &[],
        run: |_| codegen::run(&["--check".to_owned()]),
    },
    Stage {
        name: "clippy",
        about: "lints, all features and targets",
        needs: &[],
        run: clippy,
    },
    Stage {
        name: "features",
        about: "each library with each feature alone and with none",
        needs: &[],
        run: features,
    },
    Stage {
        name: "docs",
        about: "documentation builds without a warning",
        needs: &[],
        run: docs,
    },
    Stage {
        name: "test",
        about: "unit, property, golden and tidy tests",
        needs: &[],
        run: test,
    },
    Stage {
        name: "wasm",
        about: "the pure crates lint for wasm32; the next stage builds them",
        needs: &[Need::Wasm],
        run: wasm32,
    },
    Stage {
        name: "npm",
        about: "the core in Node: its size, and the same words as the program's",
        needs: package::NEEDS,
        run: package::test,
    },
    Stage {
        name: "vscode",
        about: "the extension of VS Code: strict types, bundle, package, and a user in the real one",
        needs: vscode::TEST_NEEDS,
        run: vscode::test,
    },
    Stage {
        name: "web",
        about: "the editor in a browser: types, style, size, every flow, axe",
        needs: &[
            Need::Node,
            Need::Wasm,
            Need::Bindgen,
            Need::Web,
            Need::Browser,
        ],
        run: web::test,
    },
    Stage {
        name: "deny",
        about: "licences, sources, bans",
        needs: &[Need::Deny],
        run: dependencies,
    },
    Stage {
        name: "live",
        about: "real VirtualBox, once with each function table",
        needs: &[Need::Lab],
        run: live,
    },
    // After the lab is made: its type library is the best seed.
    Stage {
        name: "fuzz",
        about: "ten seconds of broken input for each parser",
        needs: &[],
        run: |_| fuzz::run(&[]),
    },
];

/// What no stage does, and why.
pub(super) static NEVER_RUN: &[&str] = &[
    "cargo deny's advisories (their database is not in a package registry; with network: cargo deny check advisories)",
    "miri on backend/xpcom/ffi (it needs a nightly toolchain)",
];

/// The packages that run in a browser too, with what leaves native code out of them.
static PURE: &[&[&str]] = &[
    &["--package", "schema-core"],
    &["--package", "native-driver", "--no-default-features"],
    &["--package", "wasm"],
    &[
        "--package",
        "wasm",
        "--no-default-features",
        "--features",
        "plan",
    ],
];

fn format(_: &mut Tally) -> Result<(), Trouble> {
    cargo(["fmt", "--all", "--check"]).run()
}

fn clippy(_: &mut Tally) -> Result<(), Trouble> {
    cargo([
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--all-features",
        "--",
        "-D",
        "warnings",
    ])
    .run()
}

fn features(_: &mut Tally) -> Result<(), Trouble> {
    let combinations: &[&[&str]] = &[
        &["--package", "schema-core", "--no-default-features"],
        &[
            "--package",
            "schema-core",
            "--no-default-features",
            "--features",
            "schema",
        ],
        &["--package", "native-driver", "--no-default-features"],
        &[
            "--package",
            "native-driver",
            "--no-default-features",
            "--features",
            "xpcom",
        ],
    ];
    for combination in combinations {
        cargo(["clippy", "--quiet"])
            .args(*combination)
            .args(["--", "-D", "warnings"])
            .run()?;
    }
    Ok(())
}

fn docs(_: &mut Tally) -> Result<(), Trouble> {
    cargo(["doc", "--quiet", "--workspace", "--no-deps"])
        .env("RUSTDOCFLAGS", "-D warnings")
        .run()
}

fn test(tally: &mut Tally) -> Result<(), Trouble> {
    // The live stage runs the live tests, so that here they say that they were skipped and are not counted as run.
    cargo([
        "test",
        "--workspace",
        "--no-fail-fast",
        "--",
        "--skip",
        "live::",
    ])
    .run_seeing(|line| tally.see(line))
}

fn wasm32(_: &mut Tally) -> Result<(), Trouble> {
    let Some(toolchain) = wasm::toolchain() else {
        return Err(Trouble::Missing(
            "there is no compiler for wasm32".to_owned(),
        ));
    };
    for package in PURE {
        let clippy = toolchain
            .cargo("clippy")
            .arg("--quiet")
            .args(*package)
            .arg("--");
        match toolchain {
            wasm::Toolchain::Ordinary => clippy.args(["-D", "warnings"]),
            // Another release has other lints: only those that cannot be a matter of taste.
            wasm::Toolchain::Debian => clippy.args([
                "-A",
                "warnings",
                "-D",
                "clippy::correctness",
                "-D",
                "clippy::suspicious",
                "-D",
                "clippy::disallowed_methods",
                "-D",
                "clippy::disallowed_types",
            ]),
        }
        .run()?;
    }
    Ok(())
}

fn dependencies(_: &mut Tally) -> Result<(), Trouble> {
    Shell::new(deny::program()?)
        .args(["--all-features", "check", "bans", "licenses", "sources"])
        .run()
}

fn live(tally: &mut Tally) -> Result<(), Trouble> {
    lab::run_all(|line| tally.see(line))
}
