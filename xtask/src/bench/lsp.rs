//! The language server over its standard streams, against another one that does the same for TOML.

mod talk;

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::places;
use crate::setup::npm;
use crate::trouble::Trouble;

use talk::Talk;

const ROUNDS: usize = 300;
const STARTS: usize = 20;

/// A server with the document that it gets.
struct Contestant {
    name: &'static str,
    command: Vec<String>,
    language: &'static str,
    file: &'static str,
    text: String,
    /// A place where one character is typed and taken away again, so that the document stays well-formed.
    line: usize,
}

/// What was measured: medians, and the memory at the end.
struct Measured {
    start: Duration,
    change: Duration,
    completion: Duration,
    kib: u64,
}

/// The goals of the project.
const GOALS: &str =
    "  goals: start <= 8 ms, change to diagnostics <= 0.3 ms, completion <= 1 ms, memory <= 10 MB";

pub(super) fn run(program: &Path) -> Result<(), Trouble> {
    let read = |name: &str| {
        let path = places::root().join(name);
        std::fs::read_to_string(&path).map_err(Trouble::io(path.display()))
    };
    let mut contestants = vec![Contestant {
        name: "boxwright lsp",
        command: vec![program.display().to_string(), "lsp".to_owned()],
        language: "xml",
        file: "a.xml",
        text: read("examples/documented-2009.xml")?,
        line: 1,
    }];
    match npm::tombi() {
        Ok(tombi) => contestants.push(Contestant {
            name: "tombi lsp",
            command: vec![tombi.display().to_string(), "lsp".to_owned()],
            language: "toml",
            file: "Cargo.toml",
            text: read("Cargo.toml")?,
            line: 0,
        }),
        Err(trouble) => println!("left out: another language server. {trouble}"),
    }
    println!(
        "\n{:<20} {:>9} {:>10} {:>12} {:>10}",
        "language server", "start ms", "change ms", "completion ms", "memory MB"
    );
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    for contestant in &contestants {
        let Measured {
            start,
            change,
            completion,
            kib,
        } = measure(contestant)?;
        println!(
            "  {:<18} {:>9.2} {:>10.3} {:>13.3} {:>10.1}",
            contestant.name,
            ms(start),
            ms(change),
            ms(completion),
            f64::from(u32::try_from(kib).unwrap_or(u32::MAX)) / 1024.0
        );
    }
    println!("{GOALS}");
    Ok(())
}

fn measure(contestant: &Contestant) -> Result<Measured, Trouble> {
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        let start = Instant::now();
        let talk = Talk::start(&contestant.command)?;
        starts.push(start.elapsed());
        drop(talk);
    }
    let mut talk = Talk::start(&contestant.command)?;
    let uri = format!("file:///tmp/boxwright-bench/{}", contestant.file);
    talk.open(&uri, contestant.language, &contestant.text)?;
    let mut changes = Vec::new();
    let mut completions = Vec::new();
    for round in 0..ROUNDS {
        let (end, text) = if round % 2 == 0 { (0, " ") } else { (1, "") };
        let range = json!({
            "start": { "line": contestant.line, "character": 0 },
            "end": { "line": contestant.line, "character": end },
        });
        let start = Instant::now();
        talk.change(&uri, round + 1, &range, text)?;
        changes.push(start.elapsed());
        let start = Instant::now();
        let place = json!({ "textDocument": { "uri": uri }, "position": range.get("start") });
        talk.request("textDocument/completion", &place)?;
        completions.push(start.elapsed());
    }
    Ok(Measured {
        start: median(&mut starts),
        change: median(&mut changes),
        completion: median(&mut completions),
        kib: talk.memory(),
    })
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
