//! `cargo xtask bench`: measures against the tools that exist, all in one run, and tells ratios.

use crate::trouble::Trouble;

/// `cargo xtask bench`
pub(crate) fn run(_: &[String]) -> Result<(), Trouble> {
    Ok(())
}
