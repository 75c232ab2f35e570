//! Shared parts of the integration tests: the program under test, the source tree, and a real VirtualBox for one test.
#![forbid(unsafe_code)]
#![expect(
    clippy::expect_used,
    clippy::format_push_string,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "only tests use this: a panic is how a test fails"
)]

/// The examples of the page run as tests.
#[cfg(doctest)]
#[doc = include_str!("../docs/embedding.md")]
mod embedding {}

pub mod desk;
pub mod driven;
pub mod editor;
pub mod files;
pub mod fuzzing;
pub mod live;
pub mod page;
pub mod paused;
pub mod program;
pub mod simulated;
pub mod tree;

use std::io::Write as _;

/// Says that a test was skipped, and why, also when the test runner keeps the output of tests that pass to itself.
pub fn skipped(why: &str) {
    say("skipped", why);
}

/// Says what a test that ran was about, where that is not the same in each run.
pub fn noted(what: &str) {
    say("note", what);
}

fn say(kind: &str, what: &str) {
    let thread = std::thread::current();
    let line = format!("{kind}: {}: {what}\n", thread.name().unwrap_or("a test"));
    // Written to the stream itself: what `eprintln!` writes would be captured.
    std::io::stderr().write_all(line.as_bytes()).unwrap();
}
