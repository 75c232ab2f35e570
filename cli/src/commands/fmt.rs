//! `boxwright fmt`

use std::path::{Path, PathBuf};

use clap::Args;
use schema_core::format::{Options, formatted};

use crate::error::{CommandError, CommandResult, Status};
use crate::input::{self, Input};
use crate::opened::Form;
use crate::output::Output;
use crate::patch::{self, Look};

/// Formats documents: one element a line, two blanks a level; comments stay.
///
/// Files are changed in place; of standard input the result is printed. With `--check` or `--diff` nothing is changed,
/// and the command ends with 1 when there is something to change.
#[derive(Args, Debug)]
pub(crate) struct FmtArgs {
    /// Documents, folders with documents (`.xml` files whose root is `<domain>`), or `-` for standard input.
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,
    /// Lists the documents that would change.
    #[arg(long, conflicts_with = "diff")]
    check: bool,
    /// Shows what would change.
    #[arg(long)]
    diff: bool,
}

pub(crate) fn run(args: &FmtArgs, out: &mut Output) -> CommandResult {
    let (mut documents, mut changed, mut unreadable) = (0, 0, false);
    for path in &args.paths {
        input::must_be_no_project(path)?;
    }
    for input in input::collect(&args.paths, None, &mut |_| {}) {
        if out.is_closed() {
            break;
        }
        match input.and_then(|input| one(args, &input, out)) {
            Ok(None) => {}
            Ok(Some(has_changed)) => {
                documents += 1;
                changed += usize::from(has_changed);
            }
            Err(error) => {
                unreadable = true;
                out.error(&error);
            }
        }
    }
    if documents == 0 && !unreadable {
        out.warning(&input::no_document_in(&args.paths));
    }
    let only_asked = args.check || args.diff;
    Ok(match (unreadable, only_asked && changed > 0) {
        (true, _) => Status::Unreadable,
        (false, true) => Status::Found,
        (false, false) => Status::Clean,
    })
}

/// Formats one document; gives whether that changes it, or nothing where it is none.
fn one(args: &FmtArgs, input: &Input, out: &mut Output) -> Result<Option<bool>, CommandError> {
    let bytes = input.read()?;
    let text = input::text(input.path(), &bytes)?;
    match input {
        Input::Found(_) if !input::is_domain(&text) => return Ok(None),
        Input::Found(_) | Input::Named(_) | Input::Stdin(_) => {}
        Input::Made(..) => {
            return Err(CommandError::usage(format!(
                "`{}` is made of a document; format that",
                input.path().display()
            )));
        }
    }
    if let Some(form) = Form::of(&text) {
        let file = input.path().display();
        let what = form.what();
        let error = format!("`{file}` is {what}, and only domain XML is formatted");
        return Err(CommandError::failed(error).hint(match form {
            Form::Json => "`boxwright convert --to json` writes the JSON form anew".to_owned(),
            Form::Vbox | Form::Ovf => {
                let name = file.to_string();
                let name = input::argument(&name);
                format!("`boxwright convert {name} --to xml` makes a document of it")
            }
        }));
    }
    let after = formatted(&text, &Options::default()).ok_or_else(|| broken(input.path()))?;
    let has_changed = *after != *text;
    let file = input.path().display().to_string();
    if args.diff {
        let look = Look {
            color: out.stdout_color(),
            visible: out.is_shown(),
        };
        out.write(&patch::unified(&file, &text, &after, look))?;
    } else if args.check {
        if has_changed {
            out.write(&format!("{}\n", file.escape_debug()))?;
        }
    } else {
        match input {
            Input::Stdin(_) => out.write(&after)?,
            Input::Named(path) | Input::Found(path) if has_changed => {
                input::save(path, &bytes, &after)?;
            }
            Input::Named(_) | Input::Found(_) | Input::Made(..) => {}
        }
    }
    Ok(Some(has_changed))
}

fn broken(path: &Path) -> CommandError {
    let name = path.display().to_string();
    let error = CommandError::failed(format!("`{name}` cannot be read as XML"));
    error.hint(format!(
        "run `boxwright lint {}` to see what is wrong",
        input::argument(&name)
    ))
}
