//! `cargo xtask fuzz`: random and mutated input for everything that parses what others wrote.

use crate::shell::cargo;
use crate::trouble::Trouble;

/// `cargo xtask fuzz [--seconds N] [TARGET…]`
pub(crate) fn run(args: &[String]) -> Result<(), Trouble> {
    let mut seconds = "10";
    let mut targets = Vec::new();
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        if arg == "--seconds" {
            seconds = args
                .next()
                .ok_or_else(|| Trouble::Usage("--seconds wants a number".to_owned()))?;
        } else {
            targets.push(arg);
        }
    }
    cargo([
        "run",
        "--quiet",
        "--package",
        "tests",
        "--example",
        "fuzz",
        "--",
        seconds,
    ])
    .args(targets)
    .run()
}
