//! What a rule is, and what it sees.

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Label, Severity};
use crate::domain::metadata::Machine;
use crate::domain::{Domain, DomainType};
use crate::exposure::{self, Exposed, Exposure, Remedy};
use crate::lint::Scope;
use crate::lint::findings::Findings;
use crate::lint::tree::Tree;
use crate::parse::Parsed;
use crate::path::Path;
use crate::span::Span;
use crate::support::Release;
use crate::syntax::characters::escape;

/// A rule: a fault that is looked for.
#[derive(Debug)]
pub struct Rule {
    /// The name, which states the fault.
    pub name: &'static str,
    /// The short id.
    pub alias: &'static str,
    /// How bad the fault is.
    pub severity: Severity,
    /// The page of the rule, in Markdown.
    pub docs: &'static str,
    /// How it is found.
    pub check: Check,
    /// The file that declares it.
    pub file: &'static str,
}

/// How a fault is found.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// By the reader, while it reads the form.
    Reading,
    /// By normalization, which says where the normal form differs from what the document says.
    Normalizing,
    /// By looking at the elements of the text, also those that the domain does not declare. Where there is none of the
    /// elements named here there is nothing to find; `device/boot` is a `<boot>` directly in a device.
    Tree(
        &'static [&'static str],
        fn(&mut Tree<'_, '_>, &'static Rule),
    ),
    /// By looking at what the domain gives away of the host. A note of that is no fault, and only reported where it is
    /// asked for.
    Exposure(fn(&Domain, &mut Exposed)),
    /// By looking at the domain.
    Domain(fn(&mut Context<'_>, &'static Rule)),
}

/// The page that doc comments make, in which a space stands before each line.
pub fn page(docs: &str) -> String {
    let lines = docs.lines();
    let bare = lines.flat_map(|line| [line.strip_prefix(' ').unwrap_or(line), "\n"]);
    bare.collect()
}

impl Rule {
    /// Its page, in Markdown.
    pub fn page(&self) -> String {
        page(self.docs)
    }

    /// Whether it finds no faults, and is only reported where it is asked for.
    pub fn is_on_demand(&self) -> bool {
        self.is_exposure() && self.severity == Severity::Note
    }

    /// Whether it says what normalization changes, so that `normalize` and `plan` report it and `lint` does not.
    pub fn is_of_normalization(&self) -> bool {
        match self.check {
            Check::Normalizing => true,
            Check::Exposure(_) | Check::Reading | Check::Tree(..) | Check::Domain(_) => false,
        }
    }

    /// When its findings are reported, where that is not whenever a document is linted.
    pub fn occasion(&self) -> Option<&'static str> {
        if self.is_on_demand() {
            Some("where it is asked for")
        } else if self.is_of_normalization() {
            Some("by `normalize` and `plan`")
        } else {
            None
        }
    }

    /// Whether it finds what a document gives away of the host.
    pub fn is_exposure(&self) -> bool {
        match self.check {
            Check::Exposure(_) => true,
            Check::Reading | Check::Normalizing | Check::Tree(..) | Check::Domain(_) => false,
        }
    }

    /// A finding of this rule.
    pub(crate) fn diagnostic(&self, message: String, span: Span, path: Path) -> Diagnostic {
        Diagnostic {
            rule: self.name,
            alias: self.alias,
            severity: self.severity,
            message: shortened(message),
            span,
            path,
            related: Vec::new(),
            notes: Vec::new(),
            fixes: Vec::new(),
        }
    }
}

/// The most bytes of a message. What it quotes of a document may be as long as that.
const LONGEST: usize = 1000;

/// A message without the middle of what is too long to be read.
fn shortened(message: String) -> String {
    if message.len() <= LONGEST {
        return message;
    }
    let front = message.get(..message.floor_char_boundary(LONGEST / 2));
    let back = message.get(message.ceil_char_boundary(message.len() - LONGEST / 4)..);
    format!(
        "{}\u{2026}{}",
        front.unwrap_or_default(),
        back.unwrap_or_default()
    )
}

/// Declares a rule; its doc comment is its page.
macro_rules! declare_rule {
    ($(#[doc = $doc:literal])+ $vis:vis static $id:ident = {
        name: $name:literal, alias: $alias:literal, severity: $severity:ident, check: $check:expr $(,)?
    }) => {
        $(#[doc = $doc])+
        $vis static $id: $crate::lint::Rule = $crate::lint::Rule {
            name: $name,
            alias: $alias,
            severity: $crate::diagnostic::Severity::$severity,
            docs: concat!($($doc, "\n"),+),
            check: $check,
            file: file!(),
        };
    };
}
pub(crate) use declare_rule;

/// What a rule sees, and where it reports.
#[derive(Debug)]
pub struct Context<'p> {
    parsed: &'p Parsed,
    scope: Scope,
    diagnostics: Findings,
    /// Takes what is reported about values that could not be read.
    unwanted: Option<Diagnostic>,
}

impl<'p> Context<'p> {
    pub(super) fn new(parsed: &'p Parsed, scope: Scope) -> Self {
        Self {
            parsed,
            scope,
            diagnostics: Findings::default(),
            unwanted: None,
        }
    }

    pub(super) fn run(&mut self, rule: &'static Rule) {
        match rule.check {
            Check::Domain(check) => check(self, rule),
            Check::Exposure(_) if self.scope.on_demand || !rule.is_on_demand() => {
                for found in exposure::of_kind(rule, &self.parsed.domain) {
                    self.exposed(rule, &found);
                }
            }
            Check::Exposure(_) | Check::Reading | Check::Normalizing | Check::Tree(..) => {}
        }
    }

    fn exposed(&mut self, rule: &'static Rule, found: &Exposure) {
        let report = self.report(rule, found.path.clone(), found.message.clone());
        let report = report.note(found.advice);
        match found.remedy() {
            Some(Remedy::Attribute(path, name, value)) => {
                let title = format!("write `{name}='{value}'`");
                report.set_attribute(title, Applicability::Unsafe, path, name, value);
            }
            Some(Remedy::Element(path, text)) => {
                report.add_elements(format!("add `{text}`"), Applicability::Unsafe, path, text);
            }
            None => {}
        }
    }

    pub(super) fn finish(self) -> Vec<Diagnostic> {
        self.diagnostics.finish()
    }

    /// The domain that is checked.
    pub(crate) fn domain(&self) -> &'p Domain {
        &self.parsed.domain
    }

    /// The release of VirtualBox that the machine is for, where one is named.
    pub(crate) fn target(&self) -> Option<Release> {
        self.scope.target
    }

    /// Whether the domain is for VirtualBox, so that what VirtualBox cannot do is a fault.
    pub(crate) fn is_vbox(&self) -> bool {
        self.parsed.domain.kind == DomainType::Vbox && !self.parsed.is_for_another
    }

    /// Whether the value at `path` is what the document says there, or the default where it says nothing.
    pub(crate) fn is_readable(&self, path: &Path) -> bool {
        self.parsed.source.is_empty() || !self.parsed.source.is_faulty(path)
    }

    /// What the document says of VirtualBox beyond libvirt's words, where it is for VirtualBox.
    pub(crate) fn own(&self) -> Option<&'p Machine> {
        self.domain().own().filter(|_machine| self.is_vbox())
    }

    /// Whether the domain was read from a text.
    pub(crate) fn has_text(&self) -> bool {
        !self.parsed.source.is_empty()
    }

    /// Whether the document says the value at `path`; what did not come from a text says all.
    pub(crate) fn is_given(&self, path: &Path) -> bool {
        self.parsed.source.is_empty() || self.parsed.source.span(path).is_some()
    }

    /// The start tag of the element at `path`, where the text has one.
    pub(crate) fn start_tag(&self, path: &Path) -> Option<&'p str> {
        let source = &self.parsed.source;
        let element = source.text().get(source.range(path)?)?;
        element.split('>').next()
    }

    /// A size as the document says it, in its own unit.
    pub(crate) fn size(&self, path: &Path, kib: u64) -> String {
        let source = &self.parsed.source;
        let written = |path: &Path| source.text().get(source.span(path)?);
        match written(path).zip(written(&path.attribute("unit"))) {
            Some((number, unit)) => format!("{} {unit}", number.trim()),
            None => format!("{kib} KiB"),
        }
    }

    /// Reports a fault at `path`.
    pub(crate) fn report(
        &mut self,
        rule: &Rule,
        path: Path,
        message: impl Into<String>,
    ) -> Report<'_> {
        let source = &self.parsed.source;
        // What stands in the place of a value that could not be read is nobody's fault.
        let unwanted = !source.is_empty() && source.is_faulty(&path);
        let span = source.nearest(&path);
        let diagnostic = rule.diagnostic(message.into(), span, path);
        let diagnostic = if unwanted {
            self.unwanted.insert(diagnostic)
        } else {
            self.diagnostics.push(diagnostic)
        };
        Report {
            parsed: self.parsed,
            diagnostic,
        }
    }
}

/// What stands before the first line inside an element.
fn indentation(element: &str) -> &str {
    let inside = element.split_once('\n').map_or("", |(_, inside)| inside);
    let inside = inside.trim_start_matches(['\r', '\n']);
    let bare = inside.trim_start_matches([' ', '\t']);
    inside.strip_suffix(bare).unwrap_or_default()
}

/// Offers to switch a feature of the machine on.
pub(crate) fn add_feature(report: Report<'_>, has_features: bool, feature: &str) {
    let title = format!("add `<{feature}/>`");
    let root = Path::root();
    let (path, text) = if has_features {
        (root.child("features"), format!("<{feature}/>"))
    } else {
        (root, format!("<features><{feature}/></features>"))
    };
    report.add_elements(title, Applicability::Unsafe, &path, &text);
}

/// A fault that was reported, to say more about it.
#[derive(Debug)]
pub(crate) struct Report<'c> {
    parsed: &'c Parsed,
    diagnostic: &'c mut Diagnostic,
}

impl Report<'_> {
    /// Says that it is as bad as that here.
    pub(crate) fn severity(self, severity: Severity) -> Self {
        self.diagnostic.severity = severity;
        self
    }

    /// Says why, or what to do.
    pub(crate) fn note(self, note: impl Into<String>) -> Self {
        self.diagnostic.notes.push(note.into());
        self
    }

    /// Shows another place.
    pub(crate) fn related(self, path: &Path, message: impl Into<String>) -> Self {
        let span = self.parsed.source.nearest(path);
        self.diagnostic.related.push(Label {
            message: message.into(),
            span,
        });
        self
    }

    /// Offers to put `text` in the place of the value at `path`, if the text has one.
    pub(crate) fn replace(
        self,
        title: impl Into<String>,
        applicability: Applicability,
        path: &Path,
        text: &str,
    ) -> Self {
        match self.parsed.source.span(path) {
            Some(span) => self.fix(
                title,
                applicability,
                vec![Edit {
                    span,
                    text: escape(text),
                }],
            ),
            None => self,
        }
    }

    /// Offers to put elements into the one at `path`, before its end.
    pub(crate) fn add_elements(
        self,
        title: impl Into<String>,
        applicability: Applicability,
        path: &Path,
        text: &str,
    ) -> Self {
        let source = &self.parsed.source;
        let Some(range) = source.range(path) else {
            return self;
        };
        let element = source.text().get(range.clone()).unwrap_or_default();
        let edit = if let Some(tag) = element.strip_suffix("/>") {
            let name = tag.get(1..).unwrap_or_default();
            let name = name.split(|at: char| at.is_ascii_whitespace()).next();
            Edit {
                span: range.end - 2..range.end,
                text: format!(">{text}</{}>", name.unwrap_or_default()),
            }
        } else {
            let end = element.rfind("</").unwrap_or(element.len());
            let before = element.get(..end).unwrap_or_default();
            let line = before.trim_end_matches([' ', '\t']);
            let (end, text) = if line.ends_with('\n') {
                (line.len(), format!("{}{text}\n", indentation(before)))
            } else {
                (end, text.to_owned())
            };
            let end = range.start + end;
            Edit {
                span: end..end,
                text,
            }
        };
        self.fix(title, applicability, vec![edit])
    }

    /// Offers words to put in the place of the value at `path`, the likeliest first.
    pub(crate) fn offer<'w>(
        mut self,
        path: &Path,
        words: impl IntoIterator<Item = &'w str>,
    ) -> Self {
        for word in words {
            self = self.replace(format!("write `{word}`"), Applicability::Unsafe, path, word);
        }
        self
    }

    /// Offers to remove the attribute at `path`.
    pub(crate) fn remove_attribute(self, title: impl Into<String>, path: &Path) -> Self {
        let source = &self.parsed.source;
        let Some(range) = source.range(path) else {
            return self;
        };
        let before = source.text().get(..range.start).unwrap_or_default();
        let edit = Edit {
            span: before.trim_end().len()..range.end,
            text: String::new(),
        };
        self.fix(title, Applicability::Unsafe, vec![edit])
    }

    /// Offers to remove the element at `path` where it says the same as the one at `first`, letter by letter. Where both
    /// make a machine with two of them, as after a warning, one less is another machine.
    pub(crate) fn remove_copy(self, path: &Path, first: &Path) -> Self {
        let source = &self.parsed.source;
        let text = |path: &Path| {
            source
                .range(path)
                .and_then(|range| source.text().get(range))
        };
        let (second, first) = (text(path), text(first));
        if second.is_some() && second == first {
            let applicability = match self.diagnostic.severity {
                Severity::Error => Applicability::Safe,
                Severity::Warning | Severity::Note => Applicability::Unsafe,
            };
            self.remove("remove the copy", applicability, path)
        } else {
            self
        }
    }

    /// Offers to give the element at `path` an attribute.
    pub(crate) fn add_attribute(
        self,
        title: impl Into<String>,
        applicability: Applicability,
        path: &Path,
        name: &str,
        value: &str,
    ) -> Self {
        let source = &self.parsed.source;
        let Some(range) = source.range(path) else {
            return self;
        };
        let tag = source.text().get(range.clone()).unwrap_or_default();
        let is_end = |character: char| {
            character.is_ascii_whitespace() || character == '>' || character == '/'
        };
        let Some(end) = tag.find(is_end) else {
            return self;
        };
        let at = range.start + end;
        self.fix(
            title,
            applicability,
            vec![Edit {
                span: at..at,
                text: format!(" {name}='{}'", escape(value)),
            }],
        )
    }

    /// Offers to give the attribute of the element at `path` a value, whether it has one or not.
    pub(crate) fn set_attribute(
        self,
        title: impl Into<String>,
        applicability: Applicability,
        path: &Path,
        name: &'static str,
        value: &str,
    ) -> Self {
        let attribute = path.attribute(name);
        if self.parsed.source.span(&attribute).is_some() {
            self.replace(title, applicability, &attribute, value)
        } else {
            self.add_attribute(title, applicability, path, name, value)
        }
    }

    /// Offers to call the attribute at `path` by another name.
    pub(crate) fn rename_attribute(self, path: &Path, written: &str, meant: &str) -> Self {
        let Some(range) = self.parsed.source.range(path) else {
            return self;
        };
        let edit = Edit {
            span: range.start..range.start + written.len(),
            text: meant.to_owned(),
        };
        self.fix(
            format!("write `{meant}`"),
            Applicability::Unsafe,
            vec![edit],
        )
    }

    /// Offers to remove the element at `path`.
    pub(crate) fn remove(
        self,
        title: impl Into<String>,
        applicability: Applicability,
        path: &Path,
    ) -> Self {
        match self.parsed.source.range(path) {
            Some(range) => {
                let edit = self.parsed.source.removal(&range);
                self.fix(title, applicability, vec![edit])
            }
            None => self,
        }
    }

    /// Makes the fix that was offered last also remove the element at `path`.
    pub(crate) fn and_remove(self, path: &Path) -> Self {
        let removal = self.parsed.source.range(path);
        let removal = removal.map(|range| self.parsed.source.removal(&range));
        if let Some(fix) = self.diagnostic.fixes.last_mut() {
            fix.edits.extend(removal);
        }
        self
    }

    fn fix(self, title: impl Into<String>, applicability: Applicability, edits: Vec<Edit>) -> Self {
        self.diagnostic.fixes.push(Fix {
            title: title.into(),
            applicability,
            edits,
        });
        self
    }
}
