//! Being the helper process: what a program that embeds this crate runs when it was started as its own helper.

use std::process::ExitCode;

/// Serves one connection over standard input and output. To be called first thing in `main`, before any other thread
/// runs, when the program was started with the arguments of its [`HelperCommand`](crate::connect::HelperCommand).
pub fn main() -> ExitCode {
    #[cfg(all(
        feature = "xpcom",
        any(
            all(
                target_os = "linux",
                any(target_arch = "x86_64", target_arch = "aarch64")
            ),
            all(target_os = "macos", target_arch = "x86_64")
        )
    ))]
    return crate::backend::helper::main();
    #[cfg(not(all(
        feature = "xpcom",
        any(
            all(
                target_os = "linux",
                any(target_arch = "x86_64", target_arch = "aarch64")
            ),
            all(target_os = "macos", target_arch = "x86_64")
        )
    )))]
    // Nothing here starts it where it is not supported.
    ExitCode::FAILURE
}
