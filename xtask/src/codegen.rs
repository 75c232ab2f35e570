//! `cargo xtask codegen`: writes what is generated into the tree, or checks that it is fresh.

mod tables;

use std::path::Path;

use crate::places;
use crate::trouble::Trouble;

/// One generator: gets `check`, says what it wrote or found stale.
struct Generator {
    name: &'static str,
    run: fn(check: bool) -> Result<(), Trouble>,
}

static ALL: &[Generator] = &[];

/// `cargo xtask codegen [--check]`, or `codegen tables DIR`, whose source is not in the tree.
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
        _ => {
            return Err(Trouble::Usage(
                "usage: cargo xtask codegen [--check] | codegen tables DIR".to_owned(),
            ));
        }
    };
    for generator in ALL {
        println!("{}", generator.name);
        (generator.run)(check)?;
    }
    Ok(())
}
