//! All integration tests, one module an area.
#![forbid(unsafe_code)]
#![expect(
    clippy::format_push_string,
    clippy::unwrap_used,
    reason = "the lints' exception for tests does not reach the functions that tests share"
)]

mod absent;
mod ci_hooks;
mod cli_adopt;
mod cli_diff;
mod cli_documents;
mod cli_edit;
mod cli_exposure;
mod cli_fmt;
mod cli_instances;
mod cli_lint;
mod cli_lint_accept;
mod cli_lint_choice;
mod cli_lint_config;
mod cli_lint_encodings;
mod cli_lint_formats;
mod cli_lint_policies;
mod cli_machines;
mod cli_script;
mod cli_secrets;
mod cli_several;
mod core;
mod devices;
mod faults;
mod fuzz;
mod hidden_characters;
mod host_drives;
mod hostile_input;
mod identity;
mod live;
mod lsp;
mod metadata;
mod obstacles;
mod phases;
mod schemas;
mod settings;
mod support;
mod system;
mod tidy;
