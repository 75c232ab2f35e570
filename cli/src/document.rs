//! One document that a command works with, whatever form it was read from.

use std::borrow::Cow;
use std::path::Path;

use project::Host;
use schema_core::Domain;
use schema_core::diagnostic::Diagnostic;
use schema_core::domain::DomainType;
use schema_core::edit;
use schema_core::lint;
use schema_core::normalize::{self, Normalized};
use schema_core::parse::{self, Parsed};
use schema_core::policy::{Policies, Stage};
use schema_core::source::SourceMap;
use schema_core::support::Release;
use schema_core::validate;

use crate::error::CommandError;
use crate::input::{self, Base, Input};
use crate::opened::{self, Form};
use crate::output::Output;
use crate::report::{self, Found};
use crate::said::Said;
use crate::set_by::SetBy;

/// A document that was read, with or without faults.
#[derive(Debug)]
pub(crate) struct Document {
    page: Page,
    parsed: Parsed,
}

/// A document without errors, in normal form.
#[derive(Debug)]
pub(crate) struct Canonical {
    pub(crate) page: Page,
    pub(crate) normalized: Normalized,
    /// Warnings and notes, whatever the release.
    remarks: Vec<Diagnostic>,
}

/// What diagnostics of a document refer to.
#[derive(Debug)]
pub(crate) struct Page {
    /// What messages call the document.
    pub(crate) file: String,
    /// Its XML; where the document has another form it is made of that, so that messages have lines to show.
    text: String,
    /// What the XML was made of, where the document has another form.
    made_of: Option<Form>,
    /// What the file of a project says of it.
    set_by: Option<SetBy>,
    /// The document that it is made of, where it is a machine of several.
    base: Option<Base>,
}

impl Document {
    /// Reads a document in any form; nothing where a folder holds it and it is none.
    pub(crate) fn read(input: &Input, out: &Output) -> Result<Option<Self>, CommandError> {
        let Some(opened) = opened::open(input)? else {
            return Ok(None);
        };
        opened.must_be_whole(out)?;
        Ok(Some(Self::shown_on(Page {
            file: opened.file,
            text: opened.text,
            made_of: opened.made_of,
            set_by: opened.set_by,
            base: input.base().cloned(),
        })))
    }

    /// The one document that a path stands for.
    pub(crate) fn named(path: &Path, out: &Output) -> Result<Self, CommandError> {
        let document = Self::read(&input::single(path), out)?;
        document.ok_or_else(|| CommandError::usage(input::no_document_in(&[path.to_owned()])))
    }

    /// The document with this text, which messages call `file`.
    pub(crate) fn of(file: String, text: String, set_by: Option<SetBy>) -> Self {
        Self::shown_on(Page {
            file,
            text,
            made_of: None,
            set_by,
            base: None,
        })
    }

    fn shown_on(page: Page) -> Self {
        let parsed = parse::parse(&page.text);
        Self { page, parsed }
    }

    /// The same with the words of a host for its files and networks.
    pub(crate) fn on(self, host: &Host) -> Self {
        // What is wrong with a text that cannot be edited is said by those who read it.
        let edits = host.edits(&self.page.text).unwrap_or_default();
        if edits.is_empty() {
            return self;
        }
        let base = self.page.base.map(|base| Base {
            origin: base.origin.edited(&edits),
            ..base
        });
        Self::shown_on(Page {
            text: edit::apply(&self.page.text, &edits),
            base,
            ..self.page
        })
    }

    /// What messages call it.
    pub(crate) fn file(&self) -> &str {
        &self.page.file
    }

    /// What could be read.
    pub(crate) fn domain(&self) -> &Domain {
        &self.parsed.domain
    }

    /// The XML of it.
    pub(crate) fn text(&self) -> &str {
        &self.page.text
    }

    /// Where its values stand.
    pub(crate) fn source(&self) -> &SourceMap {
        &self.parsed.source
    }

    /// Whether it describes a machine of VirtualBox, as far as can be said.
    pub(crate) fn is_for_vbox(&self) -> bool {
        self.parsed.domain.kind == DomainType::Vbox
    }

    /// Whether there are comments in it, which no other form keeps.
    pub(crate) fn has_comments(&self) -> bool {
        self.page.text.contains("<!--")
    }

    /// Shows what is wrong with the form of the document, and stops where something could not be read: it would be
    /// missing in what comes out.
    pub(crate) fn must_be_readable(&self, out: &Output) -> Result<(), CommandError> {
        self.page.show(&self.parsed.diagnostics, out);
        match self.page.too_faulty(&self.parsed.diagnostics) {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }

    /// The normal form, after what was found is shown; an error stops.
    pub(crate) fn normalize(self, out: &Output) -> Result<Normalized, CommandError> {
        let Canonical {
            page,
            normalized,
            remarks,
        } = self.canonical(out)?;
        page.show(&remarks, out);
        page.show(&normalized.notes, out);
        Ok(normalized)
    }

    /// The normal form; an error stops, after everything that was found is shown.
    pub(crate) fn canonical(self, out: &Output) -> Result<Canonical, CommandError> {
        self.canonical_of_several(&mut Said::default(), out)
    }

    /// The same; what was said of another machine that its document makes is not shown again.
    pub(crate) fn canonical_of_several(
        self,
        said: &mut Said,
        out: &Output,
    ) -> Result<Canonical, CommandError> {
        let Self { page, parsed } = self;
        let validated = validate::validate(parsed).map_err(|rejected| {
            page.show(
                &said.new_ones(page.base.as_ref(), rejected.diagnostics.clone()),
                out,
            );
            page.too_faulty(&rejected.diagnostics)
                .unwrap_or_else(|| CommandError::failed(rejected))
        })?;
        let normalized = normalize::normalize(&validated);
        Ok(Canonical {
            page,
            normalized,
            remarks: validated.warnings().to_vec(),
        })
    }
}

impl Canonical {
    /// Shows everything that is no error, a line each, and stops where this release cannot do what is asked or a policy
    /// is not satisfied.
    pub(crate) fn check_for(
        &self,
        release: Option<Release>,
        policies: &Policies,
        said: &mut Said,
        out: &Output,
    ) -> Result<(), CommandError> {
        let page = &self.page;
        let found = if release.is_none() && policies.is_empty() {
            self.remarks.clone()
        } else {
            let parsed = parse::parse_under(&page.text, policies, Stage::Plan);
            lint::check_for(&parsed, release)
        };
        let (errors, mut remarks): (Vec<_>, Vec<_>) =
            found.into_iter().partition(Diagnostic::is_error);
        remarks.extend(self.normalized.notes.iter().cloned());
        let mut new_ones = |found: &[Diagnostic]| said.new_ones(page.base.as_ref(), found.to_vec());
        page.each_of(&new_ones(&remarks), report::lines_to_stderr);
        page.show(&new_ones(&errors), out);
        page.too_faulty(&errors).map_or(Ok(()), Err)
    }
}

impl Page {
    /// Shows diagnostics on standard error.
    pub(crate) fn show(&self, diagnostics: &[Diagnostic], out: &Output) {
        if let Some(form) = self.made_of.filter(|_| !diagnostics.is_empty()) {
            out.note(&opened::how_to_see(&self.file, form));
        }
        self.each_of(diagnostics, |found| report::to_stderr(found, out));
    }

    /// Diagnostics with the file that they are shown in: what the file of a project says is shown there.
    fn each_of(&self, diagnostics: &[Diagnostic], mut show: impl FnMut(&Found<'_>)) {
        let mut own = diagnostics.to_vec();
        if self.made_of.is_some() {
            opened::say_where(&mut own);
        }
        let set = self
            .set_by
            .as_ref()
            .map(|set_by| (set_by, set_by.take(&mut own)));
        match &self.base {
            Some(base) => show(&Found::new(&self.file, &base.text, &base.of(&own))),
            None => show(&Found::new(&self.file, &self.text, &own)),
        }
        if let Some((set_by, taken)) = set {
            show(&set_by.found(&taken));
        }
    }

    /// The file that it comes from: what is wrong with a document is so for all machines that are made of it.
    fn origin(&self) -> Cow<'_, str> {
        self.base
            .as_ref()
            .map_or(Cow::Borrowed(&self.file), |base| {
                Cow::Owned(base.path.display().to_string())
            })
    }

    /// Why a command cannot go on, where there are errors.
    pub(crate) fn too_faulty(&self, diagnostics: &[Diagnostic]) -> Option<CommandError> {
        match diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.is_error())
            .count()
        {
            0 => None,
            1 => Some(CommandError::failed(format!(
                "`{}` has an error",
                self.origin()
            ))),
            errors => Some(CommandError::failed(format!(
                "`{}` has {errors} errors",
                self.origin()
            ))),
        }
    }
}
