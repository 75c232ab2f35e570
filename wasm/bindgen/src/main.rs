//! Makes JavaScript, TypeScript declarations and a lean module of what cargo builds for wasm32: `bindgen FROM OUT NAME`.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [from, out, name] = args.as_slice() else {
        eprintln!("usage: bindgen FROM OUT NAME");
        return ExitCode::from(2);
    };
    let mut bindgen = Bindgen::new();
    let done = bindgen
        .web(true)
        .map(|bindgen| {
            bindgen
                .input_path(from)
                .out_name(name)
                .typescript(true)
                .remove_name_section(true)
                .remove_producers_section(true)
        })
        .and_then(|bindgen| bindgen.generate(out));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {from}: {error:#}");
            ExitCode::FAILURE
        }
    }
}
