//! Set-up, tests, lab, benches and code generation: `cargo xtask COMMAND`.
#![forbid(unsafe_code)]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for people at a terminal"
)]

mod bench;
mod codegen;
mod fuzz;
mod lab;
mod places;
mod setup;
mod shell;
mod test;
mod trouble;
mod vscode;
mod wasm;
mod web;

use std::process::ExitCode;

use trouble::Trouble;

/// One command: its name, what it does, and the function that does it.
struct Command {
    name: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Result<(), Trouble>,
}

static COMMANDS: &[Command] = &[
    Command {
        name: "bench",
        about: "[lint] [lsp] [live] [wasm]: measure against the tools that exist, ratios in one run",
        run: bench::run,
    },
    Command {
        name: "codegen",
        about: "write what is generated; `--check`: only say what is stale",
        run: codegen::run,
    },
    Command {
        name: "fuzz",
        about: "[--seconds N] [TARGET…]: broken input for the parsers",
        run: fuzz::run,
    },
    Command {
        name: "lab",
        about: "[--table N] [--root] [--shell COMMAND] [-- FILTER…]: live tests on a real VirtualBox",
        run: lab::run,
    },
    Command {
        name: "setup",
        about: "get what the tests need; `--check`: only say what is missing",
        run: setup::run,
    },
    Command {
        name: "test",
        about: "[--list] [--only STAGE]… [--keep-going]: all tests, cheapest first",
        run: test::run,
    },
    Command {
        name: "vscode",
        about: "package the extension of VS Code",
        run: vscode::run,
    },
    Command {
        name: "wasm",
        about: "make the npm package of the core for browsers and Node",
        run: wasm::run,
    },
    Command {
        name: "web",
        about: "[--serve [PORT]]: build the editor for browsers, and serve it",
        run: web::run,
    },
];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (name, rest) = match args.split_first() {
        Some((name, rest)) => (name.as_str(), rest),
        None => ("help", [].as_slice()),
    };
    // The lab runs this program again, inside its root, with commands that no one types.
    let result = if name == lab::live::COMMAND {
        lab::live::run(rest)
    } else if name == bench::live::COMMAND {
        bench::live::run(rest)
    } else if let Some(command) = COMMANDS.iter().find(|command| command.name == name) {
        (command.run)(rest)
    } else if matches!(name, "help" | "--help" | "-h") {
        println!("{}", usage());
        Ok(())
    } else {
        Err(Trouble::Usage(format!(
            "there is no command `{name}`\n{}",
            usage()
        )))
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        // The last line of the tests is their count.
        Err(Trouble::Told) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            error.exit_code()
        }
    }
}

fn usage() -> String {
    let lines: Vec<String> = COMMANDS
        .iter()
        .map(|command| format!("  {:<8} {}", command.name, command.about))
        .collect();
    format!("cargo xtask COMMAND\n{}", lines.join("\n"))
}
