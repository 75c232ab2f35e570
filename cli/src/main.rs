//! The `boxwright` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    // Before anything else: the helper process must not have started a thread.
    if std::env::args_os()
        .nth(1)
        .is_some_and(|arg| arg == "__xpcom")
    {
        return native_driver::helper::main();
    }
    ExitCode::SUCCESS
}
