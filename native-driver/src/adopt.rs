//! Taking over a machine that others made: its document, and the mark with which later plans know what was said last.

use schema_core::diagnostic::Diagnostic;
use schema_core::normalize::normalize;
use schema_core::parse::parse;
use schema_core::path::Path;
use schema_core::validate::validate;
use schema_core::write::write;

use crate::backend::{Backend, Fault};
use crate::current::{Current, Look};
use crate::document::Document;
use crate::find;
use crate::machines::{MachineError, ReadBack};
use crate::media::Media;
use crate::plan::builder::Builder;
use crate::plan::{Action, MachinePlan};
use crate::planner;
use crate::reader::{Reader, as_objects, as_optional_object, as_text};
use crate::room;
use crate::value::Object;

/// A machine that can be taken over.
#[derive(Clone, Debug)]
pub struct Adoption {
    /// Its document.
    pub machine: ReadBack,
    /// What marks the machine; nothing where the same document is marked already.
    pub plan: MachinePlan,
    /// The images of its encrypted disks, which stay as they are.
    pub encrypted: Vec<String>,
}

/// Why a machine cannot be taken over.
#[derive(Clone, Debug, thiserror::Error)]
pub enum AdoptError {
    /// It cannot be read.
    #[error("{0}")]
    Machine(#[from] MachineError),
    /// What it has cannot be said in a document that could be applied.
    #[error("its document would have errors: {}", lines(.0))]
    Faulty(Vec<Diagnostic>),
}

impl From<Fault> for AdoptError {
    fn from(fault: Fault) -> Self {
        Self::Machine(fault.into())
    }
}

fn lines(found: &[Diagnostic]) -> String {
    let errors = found.iter().filter(|found| found.is_error());
    let lines = errors.map(|found| format!("{}: {}", found.path, found.message));
    lines.collect::<Vec<_>>().join("; ")
}

/// Reads the machine that `word` names, a UUID or a name, and plans to mark it.
pub fn plan(backend: &mut dyn Backend, word: &str) -> Result<Adoption, AdoptError> {
    let mut reader = Reader::new(backend);
    let machine =
        find::by_word(&mut reader, word)?.ok_or_else(|| MachineError::NotFound(word.to_owned()))?;
    let current = Current::read(&mut reader, machine, Look::default())?;
    let encrypted = encrypted(&mut reader, machine)?;
    let text = write(&current.domain);
    let validated =
        validate(parse(&text)).map_err(|rejected| AdoptError::Faulty(rejected.diagnostics))?;
    let normalized = normalize(&validated);
    let name = current.domain.name.clone();
    // A saved state is no obstacle: what is written is no setting of the machine.
    let blocked = match current
        .holder
        .as_ref()
        .and_then(|_holder| current.blocked())
    {
        Some(why) => Some(why),
        None => room::blocked(&mut reader, &name, Some(machine), "")?,
    };
    let media = Media::default();
    let document = Document::new(&normalized);
    let mut out = Builder::new(reader.typelib(), document, &media, current.uuid, false);
    let marked = planner::is_marked(&current, document.domain());
    if !marked {
        let path = Path::root();
        out.change(&path, None, Some("marked as adopted".to_owned()));
        planner::frame(Some(&current), document.domain(), &mut out);
    }
    let built = out.finish();
    let plan = MachinePlan {
        name,
        uuid: current.uuid,
        action: if marked { Action::None } else { Action::Change },
        changes: built.changes,
        exposure: Vec::new(),
        left_alone: current.left_alone.clone(),
        unmanaged: Vec::new(),
        needs_adopt: false,
        blocked: blocked.filter(|_why| !marked),
        steps: built.steps,
        before: Some(current.digest()),
    };
    let Current {
        domain, left_alone, ..
    } = current;
    Ok(Adoption {
        machine: ReadBack { domain, left_alone },
        plan,
        encrypted,
    })
}

/// The images of encrypted disks. VirtualBox tells by failing to say how an image is encrypted.
fn encrypted(reader: &mut Reader<'_>, machine: Object) -> Result<Vec<String>, Fault> {
    if !reader.has("IMedium", "getEncryptionSettings") {
        return Ok(Vec::new());
    }
    let [attachments] = reader.get(machine, ["mediumAttachments"])?;
    let mut found = Vec::new();
    for attachment in as_objects(&attachments, "IMachine.mediumAttachments")? {
        let [medium] = reader.get(attachment, ["medium"])?;
        let Some(medium) = as_optional_object(&medium) else {
            continue;
        };
        let settings = reader.invoke(medium, "getEncryptionSettings", Vec::new());
        if settings.is_ok() {
            let [location] = reader.get(medium, ["location"])?;
            found.push(as_text(&location, "IMedium.location")?);
        }
    }
    Ok(found)
}
