//! `boxwright lint --watch`: again and again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{fs, thread};

use super::{LintArgs, once};
use crate::args::Global;
use crate::error::{CommandError, CommandResult, Status};
use crate::input;
use crate::machine;
use crate::output::Output;

/// How long a change may go unseen. To ask for the times of a thousand files takes a few milliseconds.
const INTERVAL: Duration = Duration::from_millis(250);

/// The files that matter, and when they were changed; `None` for what is not there.
type Stamps = BTreeMap<PathBuf, Option<(SystemTime, u64)>>;

pub(super) fn run(args: &LintArgs, global: &Global, out: &mut Output) -> CommandResult {
    for path in &args.paths {
        if path.as_os_str() == "-" || machine::named(path).is_some() {
            return Err(
                CommandError::usage(format!("`{}` cannot be watched", path.display()))
                    .hint("`--watch` is for files and folders"),
            );
        }
    }
    loop {
        let seen = stamps(args);
        if out.is_terminal() {
            // From an empty screen, at its top.
            out.write("\u{1b}[2J\u{1b}[H")?;
        }
        // What is wrong now can be right after the next change.
        if let Err(error) = once::run(args, global, out) {
            out.error(&error);
        }
        out.flush()?;
        out.note("waiting for changes; Ctrl-C ends");
        loop {
            if out.is_closed() {
                return Ok(Status::Clean);
            }
            thread::sleep(INTERVAL);
            if stamps(args) != seen {
                break;
            }
        }
    }
}

fn stamps(args: &LintArgs) -> Stamps {
    let mut folders = BTreeSet::new();
    let mut stamps = Stamps::new();
    for input in input::collect(&args.paths, None, &mut |_| {})
        .into_iter()
        .flatten()
    {
        let path = input.file().to_owned();
        let whole = std::path::absolute(&path).unwrap_or_default();
        folders.extend(whole.ancestors().skip(1).map(Path::to_owned));
        stamps.insert(path.clone(), stamp(&path));
    }
    for folder in folders {
        let name = folder.join(project::NAME);
        let has_one = name.exists();
        stamps.insert(name.clone(), stamp(&name));
        // What it extends is beside it.
        let beside = has_one.then(|| fs::read_dir(&folder).ok()).flatten();
        for entry in beside.into_iter().flatten().flatten() {
            let path = entry.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "toml")
            {
                stamps.insert(path.clone(), stamp(&path));
            }
        }
    }
    stamps
}

fn stamp(path: &Path) -> Option<(SystemTime, u64)> {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}
