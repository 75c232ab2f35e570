//! `boxwright list`

use clap::Args;
use native_driver::machines::{self, Listed};
use schema_core::visible;
use serde::Serialize;

use crate::args::Global;
use crate::error::{CommandError, CommandResult, Status};
use crate::output::{Format, Output};
use crate::session::Session;

/// Lists the machines that there are, with their UUIDs and states.
#[derive(Args, Debug)]
pub(crate) struct ListArgs {
    /// How the list is written.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
}

#[derive(Serialize)]
struct ListDto<'a> {
    version: u32,
    connection: &'a str,
    machines: &'a [Listed],
}

pub(crate) fn run(args: &ListArgs, global: &Global, out: &mut Output) -> CommandResult {
    let mut session = Session::open(global, out)?;
    let machines = machines::list(session.backend()).map_err(CommandError::failed)?;
    match args.format {
        Format::Text => out.write(&table(&machines))?,
        Format::Json => {
            let connection = &session.backend().about().uri;
            out.json(&ListDto {
                version: 1,
                connection,
                machines: &machines,
            })?;
        }
    }
    Ok(Status::Clean)
}

fn table(machines: &[Listed]) -> String {
    const STATE: usize = 12;
    let state = machines
        .iter()
        .map(|machine| machine.state.chars().count())
        .fold(STATE, usize::max);
    let line = |machine: &Listed| {
        let Listed {
            name,
            uuid,
            state: word,
        } = machine;
        // The name stands last: it is the only column whose width nobody knows.
        format!(
            "{uuid}  {:state$}  {}",
            visible::name(word),
            visible::name(name)
        )
    };
    let lines: Vec<String> = machines.iter().map(line).collect();
    if lines.is_empty() {
        String::new()
    } else {
        lines.join("\n") + "\n"
    }
}
