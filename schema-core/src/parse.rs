//! Text → domain, with the place of every value and everything that is wrong with the form.

mod broken;
mod reader;

pub(crate) use broken::fault_rule;
use reader::Read;
pub(crate) use reader::usual_child;
pub use reader::{At, Found, Reader};

use crate::diagnostic::Diagnostic;
use crate::domain::Domain;
use crate::lint::rules;
use crate::path::Path;
use crate::policy::{self, Policies, Stage};
use crate::source::SourceMap;
use crate::spec::Element;
use crate::syntax::{Document, Unreadable};

/// What could be read of a text.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// The domain: what could not be read has its default.
    pub domain: Domain,
    /// Where its values stand.
    pub source: SourceMap,
    /// What is wrong with the form; [`lint`](crate::lint) finds what is wrong with the meaning.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the type cannot be read and is most likely not VirtualBox's.
    pub(crate) is_for_another: bool,
}

impl From<Domain> for Parsed {
    /// A domain that was not read from a text.
    fn from(domain: Domain) -> Self {
        Self {
            domain,
            ..Self::default()
        }
    }
}

impl Parsed {
    /// Whether there was a domain to read.
    pub(crate) fn is_domain(&self) -> bool {
        let unread = [
            &rules::SYNTAX_ERROR,
            &rules::MISSING_ROOT,
            &rules::DOCUMENT_TOO_LARGE,
            &rules::ROOT_NOT_DOMAIN,
        ];
        self.diagnostics
            .iter()
            .all(|diagnostic| unread.iter().all(|rule| rule.name != diagnostic.rule))
    }
}

/// Reads a text; always gives what could be read.
pub fn parse(text: &str) -> Parsed {
    parse_under(text, &Policies::default(), Stage::Lint)
}

/// The same, with what the text does not satisfy of policies.
pub fn parse_under(text: &str, policies: &Policies, stage: Stage) -> Parsed {
    let (domain, read) = read(text, &|source, document| {
        policy::check(source, document, policies, stage)
    });
    Parsed {
        domain,
        source: read.source,
        diagnostics: read.diagnostics,
        is_for_another: !read.for_vbox,
    }
}

/// What looks at the elements of a text once they are read.
type Look<'l> = dyn Fn(&SourceMap, &Document<'_>) -> Vec<Diagnostic> + 'l;

/// Reads a text whose root is another element than `<domain>`.
pub fn parse_as<T: Element + Default>(text: &str) -> (T, Vec<Diagnostic>) {
    let (element, read) = read(text, &|_, _| Vec::new());
    (element, read.diagnostics)
}

fn read<T: Element + Default>(text: &str, look: &Look<'_>) -> (T, Read) {
    match Document::parse(text) {
        Ok(document) => {
            let mut reader = Reader::new(text);
            let element = reader.root(T::SPEC.name, &document);
            let mut read = reader.finish();
            read.diagnostics.extend(look(&read.source, &document));
            (element, read)
        }
        Err(unreadable @ Unreadable::TooLarge { .. }) => (
            T::default(),
            Read::nothing(text, vec![diagnostic(unreadable)]),
        ),
        Err(unreadable @ (Unreadable::NotWellFormed { .. } | Unreadable::Dtd { .. })) => {
            broken::read(text, diagnostic(unreadable), look)
        }
    }
}

fn diagnostic(unreadable: Unreadable) -> Diagnostic {
    let path = Path::default();
    match unreadable {
        Unreadable::NotWellFormed { message, span } => {
            rules::SYNTAX_ERROR.diagnostic(message, span, path)
        }
        Unreadable::TooLarge { message, span } => {
            rules::DOCUMENT_TOO_LARGE.diagnostic(message, span, path)
        }
        Unreadable::Dtd { span } => {
            let message = "a document type declaration is not read".to_owned();
            let mut diagnostic = rules::DOCUMENT_TYPE_DECLARATION.diagnostic(message, span, path);
            diagnostic
                .notes
                .push("libvirt has none; write entities out and remove it".to_owned());
            diagnostic
        }
    }
}
