//! What a caller asks for, as the core wants it.

use std::collections::BTreeMap;
use std::path::Path;

use project::{Choice, Config, Draft, NAME, NoRule};

use crate::dto::{Options, ProjectFault};
use crate::utf16::Utf16;

/// What is reported, as the options and the project in them ask. The error says what is wrong with them.
pub(super) fn choice(options: &Options) -> Result<Choice, String> {
    // Without `..`: a new option has to be given a meaning here.
    let Options {
        target,
        select,
        ignore,
        project,
        beside,
        file,
    } = options;
    let target = target.as_deref().map(project::release).transpose()?;
    let choice = Choice::new(target, select, ignore).map_err(|error| no_rule(&error))?;
    let Some(text) = project else {
        return Ok(choice);
    };
    let config = config(NAME, text, beside, &mut Vec::new())?;
    let file = file.as_deref().unwrap_or_default();
    let ignored = config.ignored_in(Path::new(file));
    Ok(choice.within(&config).without(&ignored))
}

/// What is wrong with the text of a `boxwright.toml`.
pub fn project_faults(text: &str) -> Vec<ProjectFault> {
    let places = Utf16::new(text);
    let faults = Draft::read(text, NAME).err().unwrap_or_default();
    faults
        .into_iter()
        .map(|fault| {
            let (from, to) = places.range(&fault.span);
            ProjectFault {
                from,
                to,
                message: fault.message,
            }
        })
        .collect()
}

/// A configuration with what it extends; `above` are the files that extend it.
fn config<'f>(
    name: &'f str,
    text: &'f str,
    beside: &'f BTreeMap<String, String>,
    above: &mut Vec<&'f str>,
) -> Result<Config, String> {
    let complain = |faults: Vec<project::Fault>| {
        let lines: Vec<String> = faults.iter().map(|fault| fault.line(name, text)).collect();
        lines.join("\n")
    };
    let draft = Draft::read(text, name).map_err(complain)?;
    let Some((base, span)) = draft.extends.clone() else {
        return Ok(draft.config);
    };
    above.push(name);
    let wrong = |message: String| complain(vec![project::Fault { span, message }]);
    if above.contains(&&*base) {
        return Err(wrong("a file cannot extend itself".to_owned()));
    }
    match beside.get_key_value(&base) {
        Some((base, text)) => draft
            .over(config(base, text, beside, above)?)
            .map_err(complain),
        None => Err(wrong(format!("there is no file `{base}` beside this one"))),
    }
}

fn no_rule(error: &NoRule) -> String {
    match error.closest {
        Some(meant) => format!("{error}; did you mean `{meant}`?"),
        None => error.to_string(),
    }
}
