//! `cargo xtask codegen`: writes what is generated into the tree, or checks that it is fresh.

mod elements;
mod fresh;
mod rules;
mod tables;
mod types;
mod vocabulary;

use std::path::Path;

use crate::places;
use crate::trouble::Trouble;

/// One generator: gets `check`, says what it wrote or found stale.
struct Generator {
    name: &'static str,
    run: fn(check: bool) -> Result<(), Trouble>,
}

static ALL: &[Generator] = &[
    Generator {
        name: "docs/elements.md and the README's table",
        run: elements::write,
    },
    Generator {
        name: "docs/rules",
        run: rules::write,
    },
    Generator {
        name: "docs/errors",
        run: rules::write_errors,
    },
    Generator {
        name: "wasm/npm/types.d.ts",
        run: types::write,
    },
];

/// `cargo xtask codegen [--check]`, or `codegen tables DIR` and `codegen vocabulary FILE`, whose sources are not in the tree.
pub(crate) fn run(args: &[String]) -> Result<(), Trouble> {
    let check = match args {
        [] => false,
        [only] if only == "--check" => true,
        [only, from] if only == "tables" => {
            return tables::write(
                Path::new(from),
                &places::root().join("native-driver/tables"),
            );
        }
        [only, from] if only == "vocabulary" => {
            return vocabulary::write(
                Path::new(from),
                &places::root().join("schema-core/src/vocabulary/data.rs"),
            );
        }
        _ => {
            return Err(Trouble::Usage(
                "usage: cargo xtask codegen [--check] | codegen tables DIR | codegen vocabulary FILE"
                    .to_owned(),
            ));
        }
    };
    for generator in ALL {
        println!("{}", generator.name);
        (generator.run)(check)?;
    }
    Ok(())
}
