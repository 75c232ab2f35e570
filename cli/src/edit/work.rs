//! What a page can have done: the document it edits, saving, planning, applying.

use std::path::PathBuf;

use native_driver::apply::ApplyOptions;
use native_driver::plan::{Plan, render};
use native_driver::uri::ConnectionUri;
use schema_core::write::write;
use serde_json::{Value, json};

use crate::args::Global;
use crate::carry_out;
use crate::document::Document;
use crate::error::CommandError;
use crate::files;
use crate::input;
use crate::machine::Machines;
use crate::opened;
use crate::output::Output;
use crate::planning;
use crate::secrets;
use crate::session::{self, Session};

/// The document of a page, and what its machine is.
#[derive(Debug)]
pub(crate) struct Work<'g> {
    global: &'g Global,
    /// What messages and the page call it.
    name: String,
    text: String,
    source: Source,
    /// The connection, where it has to last.
    session: Option<Session>,
    /// The plan that was shown last, with its number and the text it is for.
    planned: Option<(u64, Plan)>,
    plans: u64,
}

/// Where a document is from, and goes to.
#[derive(Debug)]
enum Source {
    /// A file, with what was in it last.
    File(PathBuf, Vec<u8>),
    /// A machine.
    Machine,
}

impl<'g> Work<'g> {
    /// A document in a file.
    pub(crate) fn file(path: PathBuf, global: &'g Global) -> Result<Self, CommandError> {
        let input = input::single(&path);
        let bytes = input.read()?;
        let opened = opened::open(&input)?;
        let opened = opened.ok_or_else(|| {
            CommandError::usage(input::no_document_in(std::slice::from_ref(&path)))
        })?;
        if let Some(form) = opened.made_of {
            return Err(CommandError::usage(format!(
                "`{}` is {}, and the editor is for XML",
                path.display(),
                form.what()
            ))
            .hint("`boxwright convert FILE --to xml` makes a document of it"));
        }
        let name = path.file_name().unwrap_or(path.as_os_str());
        Ok(Self {
            global,
            name: name.to_string_lossy().into_owned(),
            text: opened.text,
            source: Source::File(path, bytes),
            session: None,
            planned: None,
            plans: 0,
        })
    }

    /// A machine as it is.
    pub(crate) fn machine(
        name: &str,
        global: &'g Global,
        out: &Output,
    ) -> Result<Self, CommandError> {
        let domain = Machines::new(global).read(name, out)?;
        Ok(Self {
            global,
            name: format!("{}.xml", files::encode_name(&domain.name, 100)),
            text: write(&domain),
            source: Source::Machine,
            session: None,
            planned: None,
            plans: 0,
        })
    }

    /// What the page begins with; `key` is what it has to show from then on.
    pub(crate) fn begin(&self, key: &str) -> Result<Value, CommandError> {
        Ok(json!({
            "key": key,
            "name": self.name,
            "text": self.text,
            "source": match self.source {
                Source::File(..) => "file",
                Source::Machine => "machine",
            },
            "connection": session::uri(self.global)?.to_string(),
        }))
    }

    /// Writes the document into its file, unless somebody else has written there.
    pub(crate) fn save(&mut self, text: &str) -> Result<Value, CommandError> {
        let Source::File(path, known) = &mut self.source else {
            return Err(CommandError::failed(
                "a machine has no file; apply changes it",
            ));
        };
        let there = input::single(path).read()?;
        if there != *known {
            return Err(CommandError::failed(format!(
                "`{}` was changed by another program since it was opened here",
                path.display()
            ))
            .hint("save under another name, and compare the two with `boxwright diff`"));
        }
        files::replace(path, text.as_bytes())
            .map_err(|error| CommandError::io("write", path, &error))?;
        *known = text.as_bytes().to_vec();
        text.clone_into(&mut self.text);
        Ok(json!({ "name": self.name }))
    }

    /// Plans a text against the connection; nothing is changed.
    pub(crate) fn plan(&mut self, text: &str, out: &Output) -> Result<Value, CommandError> {
        self.planned = None;
        let document = Document::of(self.name.clone(), text.to_owned(), None).canonical(out)?;
        let mut session = self.connected(out)?;
        let plan = planning::plan(&mut session, &[document], secrets::find, out);
        self.keep(session);
        let plan = plan?;
        let blocked = plan.machines.iter().find_map(|one| one.blocked.clone());
        let adopts = plan.machines.iter().any(|one| one.needs_adopt);
        self.plans += 1;
        let answer = json!({
            "id": self.plans,
            "text": render::text(&plan),
            "changes": plan.has_changes(),
            "blocked": blocked.or_else(|| adopts.then(|| {
                "the machine was not made by boxwright, and would lose what the document does not mention: \
                 say so in the document, or use `boxwright apply --adopt`".to_owned()
            })),
        });
        self.planned = Some((self.plans, plan));
        Ok(answer)
    }

    /// Carries out the plan that was shown last.
    pub(crate) fn apply(&mut self, id: u64, out: &Output) -> Result<Value, CommandError> {
        let planned = self.planned.take().filter(|(shown, _plan)| *shown == id);
        let Some((_id, plan)) = planned else {
            return Err(CommandError::failed(
                "this plan is not the one that was shown last: make a new one",
            ));
        };
        let mut session = self.connected(out)?;
        let options = ApplyOptions {
            saved: true,
            ..ApplyOptions::default()
        };
        let name = self.name.clone();
        let report = carry_out::carry_out(&mut session, &plan, options, |_machine| Some(&name));
        self.keep(session);
        let report = report?;
        Ok(json!({
            "applied": report.applied,
            "unchanged": report.unchanged,
            "warnings": report.warnings,
        }))
    }

    /// A connection is made anew each time, so that nobody else is kept out meanwhile. The simulation that is in no file
    /// would begin anew with it.
    fn keep(&mut self, session: Session) {
        if session::uri(self.global).is_ok_and(|uri| matches!(uri, ConnectionUri::TestDefault)) {
            self.session = Some(session);
        }
    }

    fn connected(&mut self, out: &Output) -> Result<Session, CommandError> {
        match self.session.take() {
            Some(session) => Ok(session),
            None => Session::open(self.global, out),
        }
    }
}
