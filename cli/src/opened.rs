//! A file that a command opens: domain XML as it is, and what has another form (JSON, VirtualBox's settings, OVF) as the
//! XML that it comes to.

use std::path::Path;

use native_driver::settings::{self, Imported, NotImported, Origin, Outcome};
use schema_core::diagnostic::Diagnostic;
use schema_core::json::{self, JsonError};
use schema_core::span::LineIndex;
use schema_core::write;

use crate::error::CommandError;
use crate::input::{self, Input};
use crate::output::Output;
use crate::report::{self, Found};
use crate::set_by::SetBy;

/// The XML of a document.
#[derive(Debug)]
pub(crate) struct Opened {
    /// What messages call it.
    pub(crate) file: String,
    pub(crate) text: String,
    /// The bytes that the text stands in; none where it was made.
    pub(crate) bytes: Vec<u8>,
    /// What it was made of, where the file has another form.
    pub(crate) made_of: Option<Form>,
    /// What is to be said of the settings that it was made of.
    settings: Option<Box<Settings>>,
    /// What the file of a project says of it.
    pub(crate) set_by: Option<SetBy>,
}

/// A form that a document has and that is not domain XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Json,
    /// VirtualBox's settings of a machine.
    Vbox,
    Ovf,
}

impl Form {
    /// The form of a text; nothing where it is XML, or is meant to be.
    pub(crate) fn of(text: &str) -> Option<Self> {
        // No XML begins so.
        if text.trim_start().starts_with('{') {
            return Some(Self::Json);
        }
        let root = input::root_name(text)?;
        match root.rsplit(':').next() {
            Some("VirtualBox") => Some(Self::Vbox),
            Some("Envelope") => Some(Self::Ovf),
            Some(_) | None => None,
        }
    }

    /// What a file of it is.
    pub(crate) const fn what(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Vbox => "a settings file of VirtualBox",
            Self::Ovf => "an OVF descriptor",
        }
    }
}

/// A settings file that was read.
#[derive(Debug)]
struct Settings {
    file: String,
    text: String,
    diagnostics: Vec<Diagnostic>,
    /// How much of it the document does not have.
    lost: usize,
}

/// Opens what a command is to read; nothing where a folder holds it and it is no domain document.
pub(crate) fn open(input: &Input) -> Result<Option<Opened>, CommandError> {
    if let Input::Named(path) = input {
        input::must_be_no_project(path)?;
    }
    let bytes = input.read()?;
    let text = input::text(input.path(), &bytes)?;
    match input {
        Input::Found(_) if !input::is_domain(&text) => return Ok(None),
        Input::Found(_) | Input::Named(_) | Input::Stdin(_) | Input::Made(..) => {}
    }
    let file = input.path().display().to_string();
    let form = Form::of(&text);
    let (made, settings) = match form {
        None => {
            let text = text.into_owned();
            let set_by = match input {
                Input::Made(made) => made.set_by.clone(),
                Input::Stdin(_) | Input::Named(_) | Input::Found(_) => None,
            };
            return Ok(Some(Opened {
                file,
                text,
                bytes,
                made_of: None,
                settings: None,
                set_by,
            }));
        }
        Some(Form::Json) => {
            let domain = json::from_json(&text);
            let domain = domain.map_err(|error| not_a_domain(&file, &text, &error))?;
            (write::write(&domain), None)
        }
        Some(Form::Vbox | Form::Ovf) => {
            let imported = import(&text, input.path(), None)?
                .map_err(|why| not_imported(&why, &file, &text))?;
            let settings = Settings {
                file: file.clone(),
                text: text.into_owned(),
                lost: lost(&imported),
                diagnostics: imported.diagnostics,
            };
            (write::write(&imported.domain), Some(Box::new(settings)))
        }
    };
    Ok(Some(Opened {
        file: format!("{file}{AS_XML}"),
        text: made,
        bytes: Vec::new(),
        made_of: form,
        settings,
        set_by: None,
    }))
}

impl Opened {
    /// A text that stands in no file.
    pub(crate) fn text(file: &str, text: &str) -> Self {
        Self {
            file: file.to_owned(),
            text: text.to_owned(),
            bytes: Vec::new(),
            made_of: None,
            settings: None,
            set_by: None,
        }
    }

    /// What is wrong with the settings that it was made of, at their places.
    pub(crate) fn found_before(&self) -> Option<Found<'_>> {
        let settings = self.settings.as_ref()?;
        (!settings.diagnostics.is_empty())
            .then(|| Found::new(&settings.file, &settings.text, &settings.diagnostics))
    }

    /// Says how much of the settings the document lacks.
    pub(crate) fn say_what_is_lost(&self, out: &Output) {
        let Some(settings) = &self.settings else {
            return;
        };
        let what = match settings.lost {
            0 => return,
            1 => "a setting of it is".to_owned(),
            count => format!("{count} settings of it are"),
        };
        let file = &settings.file;
        out.note(&format!(
            "`{file}`: {what} not in the document, or otherwise; `boxwright import {}` names each",
            input::argument(file)
        ));
    }

    /// Says all that is to be said of what it was made of, and stops where something of that could not be read: it would
    /// be missing in what comes out.
    pub(crate) fn must_be_whole(&self, out: &Output) -> Result<(), CommandError> {
        if let Some(found) = self.found_before() {
            report::to_stderr(&found, out);
        }
        self.say_what_is_lost(out);
        let errors = self.settings.iter().flat_map(|it| &it.diagnostics);
        match errors.filter(|found| found.is_error()).count() {
            0 => Ok(()),
            _ => Err(CommandError::failed(format!(
                "a part of `{}` cannot be read",
                self.settings.as_ref().map_or("", |it| &it.file)
            ))
            .hint("`boxwright import` makes a document of the rest")),
        }
    }
}

/// What messages add to the name of a file whose XML was made of what is in it.
const AS_XML: &str = " (as XML)";

/// Says of findings in a text that nobody has seen what they are about.
pub(crate) fn say_where(found: &mut [Diagnostic]) {
    for found in found {
        let path = found.path.to_string();
        if path.len() > 1 {
            found.message = format!("{}, at `{path}`", found.message);
        }
    }
}

/// How that text can be seen.
pub(crate) fn how_to_see(file: &str, form: Form) -> String {
    let name = file.strip_suffix(AS_XML).unwrap_or(file);
    let what = form.what();
    format!(
        "`{name}` is {what}: `boxwright convert --to xml {}` prints the text that the lines are of",
        input::argument(name)
    )
}

/// Reads VirtualBox's settings or an OVF descriptor; the path says where its images are.
pub(crate) fn import(
    text: &str,
    path: &Path,
    registry: Option<&str>,
) -> Result<Result<Imported, NotImported>, CommandError> {
    let folder = folder(path)?;
    let origin = Origin {
        folder: &folder,
        registry,
    };
    Ok(settings::import(text, origin))
}

/// How many settings a document lacks or has otherwise.
fn lost(imported: &Imported) -> usize {
    let is_lost = |outcome: Outcome| match outcome {
        Outcome::Approximated | Outcome::NotExpressible => true,
        Outcome::Kept | Outcome::Idle | Outcome::Meaningless | Outcome::Unreadable => false,
    };
    let said = imported.report.iter();
    said.filter(|said| is_lost(said.outcome)).count()
}

/// The folder of a file, whole; nothing for standard input.
fn folder(path: &Path) -> Result<String, CommandError> {
    if path.as_os_str() == "-" || path.as_os_str() == "<stdin>" {
        return Ok(String::new());
    }
    let whole =
        std::path::absolute(path).map_err(|error| CommandError::io("read", path, &error))?;
    let folder = whole.parent().unwrap_or(Path::new("/"));
    Ok(folder.to_string_lossy().replace('\\', "/"))
}

/// Why settings are no document.
pub(crate) fn not_imported(why: &NotImported, file: &str, text: &str) -> CommandError {
    let lines = LineIndex::new(text);
    let place = |start: usize| {
        let at = lines.line_column(text, start);
        format!("{file}:{}:{}", at.line, at.column)
    };
    match why {
        NotImported::OtherFile { message, span, .. } => {
            CommandError::failed(format!("`{}` is no machine: {message}", place(span.start)))
        }
        NotImported::Unreadable(diagnostics) => match diagnostics.first() {
            Some(first) => CommandError::failed(format!(
                "`{}`: {why}: {}",
                place(first.span.start),
                first.message
            )),
            None => CommandError::failed(format!("`{file}`: {why}")),
        },
        NotImported::Failed(_) => CommandError::failed(format!("`{file}`: {why}")),
    }
}

/// JSON that is no domain; a saved plan is the likeliest other thing.
fn not_a_domain(file: &str, text: &str, error: &JsonError) -> CommandError {
    if text.contains("\"machines\"") && text.contains("\"api_version\"") {
        return CommandError::failed(format!(
            "`{file}` is a saved plan, or a piece of one, and no document"
        ))
        .hint("a plan that is whole is carried out by `boxwright apply PLAN`, alone");
    }
    let mut place = file.to_owned();
    let mut why = error.to_string();
    if let JsonError::Form(error) = error
        && let (line, column) = (error.line(), error.column())
        && let Some(text) = why.strip_suffix(&format!(" at line {line} column {column}"))
    {
        place = format!("{file}:{line}:{column}");
        why = text.to_owned();
    }
    CommandError::failed(format!("`{place}` is not the JSON form of a domain: {why}"))
        .hint("`boxwright schema` prints the JSON Schema of that form")
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn forms_are_known_by_how_they_begin() {
        for (text, expected) in [
            (" {\"version\": 1}", Some(Form::Json)),
            (
                "<?xml version='1.0'?>\n<VirtualBox version='1.19'>",
                Some(Form::Vbox),
            ),
            ("<!-- a --><ovf:Envelope>", Some(Form::Ovf)),
            ("<Envelope/>", Some(Form::Ovf)),
            ("<domain><VirtualBox/></domain>", None),
            ("<VirtualBoxes/>", None),
            ("", None),
        ] {
            assert_eq!(Form::of(text), expected, "{text}");
        }
    }
}
