//! How much has to be loaded, and how much may be.

use super::{MODULES, folder};
use crate::shell::Shell;
use crate::trouble::Trouble;

/// Says what each module weighs; too much is a failure.
pub(super) fn check() -> Result<(), Trouble> {
    let mut heavy = Vec::new();
    for module in MODULES {
        let file = folder().join(format!("{}_bg.wasm", module.name));
        let raw = std::fs::metadata(&file)
            .map_err(Trouble::io(file.display()))?
            .len();
        let packed = gzip(&file.display().to_string())?;
        let packed = packed.div_ceil(1024);
        let goal = module.goal.map(|goal| format!(", the goal is {goal}"));
        println!(
            "{:<7} {:>4} KB, {packed:>3} KB after gzip; at most {}{}",
            module.name,
            raw / 1024,
            module.most,
            goal.unwrap_or_default()
        );
        if packed > module.most {
            heavy.push(module.name);
        }
    }
    if heavy.is_empty() {
        Ok(())
    } else {
        Err(Trouble::Wrong(format!("too large: {}", heavy.join(", "))))
    }
}

/// The size after gzip. Node is here anyway, and has the library.
fn gzip(file: &str) -> Result<usize, Trouble> {
    let script = "process.stdout.write(String(require('zlib').gzipSync(require('fs').readFileSync(process.argv[1]), {level: 9}).length))";
    let printed = Shell::new("node").args(["-e", script, file]).read()?;
    printed
        .parse()
        .map_err(|_| Trouble::Wrong(format!("the size of {file} is `{printed}`")))
}
