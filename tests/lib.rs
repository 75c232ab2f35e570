//! Shared parts of the integration tests.
#![expect(
    clippy::panic,
    clippy::format_push_string,
    reason = "only tests use this: a panic is how a test fails"
)]

pub mod program;
