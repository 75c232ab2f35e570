//! `cargo xtask codegen`: writes what is generated into the tree, or checks that it is fresh.

use crate::trouble::Trouble;

/// One generator: gets `check`, says what it wrote or found stale.
struct Generator {
    name: &'static str,
    run: fn(check: bool) -> Result<(), Trouble>,
}

static ALL: &[Generator] = &[];

/// `cargo xtask codegen [--check]`
pub(crate) fn run(args: &[String]) -> Result<(), Trouble> {
    let check = match args {
        [] => false,
        [only] if only == "--check" => true,
        _ => {
            return Err(Trouble::Usage(
                "usage: cargo xtask codegen [--check]".to_owned(),
            ));
        }
    };
    for generator in ALL {
        println!("{}", generator.name);
        (generator.run)(check)?;
    }
    Ok(())
}
