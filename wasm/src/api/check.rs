//! What is wrong with a text.

use schema_core::diagnostic;
use schema_core::span::LineIndex;
use schema_core::{Diagnostic, Label, elements, lint as rules, parse, report, support::Release};

use crate::dto::{
    Applicability, Attribute, Checked, Fix, Found, Node, Related, Severity, TextEdit,
};
use crate::utf16::Utf16;

/// Looks at a text, for a release of VirtualBox or for none in particular.
pub fn check(text: &str, target: Option<&str>) -> Checked {
    let places = Utf16::new(text);
    Checked {
        found: found(text, &diagnostics(text, target), &places),
        root: elements::elements(text).map(|root| node(root, &places)),
    }
}

/// What `boxwright lint --format json` prints about a text.
pub fn lint(file: &str, text: &str, target: Option<&str>) -> Result<String, serde_json::Error> {
    report::to_json(file, text, &diagnostics(text, target))
}

/// The page of a rule, in Markdown.
pub fn explain(name: &str) -> Option<&'static str> {
    rules::rule(name).map(|rule| rule.docs)
}

fn diagnostics(text: &str, target: Option<&str>) -> Vec<Diagnostic> {
    let target: Option<Release> = target.and_then(|target| target.parse().ok());
    rules::check_for(&parse::parse(text), target)
}

pub(super) fn found(text: &str, diagnostics: &[Diagnostic], places: &Utf16) -> Vec<Found> {
    let lines = LineIndex::new(text);
    let of = |diagnostic: &Diagnostic| {
        // Without `..`: what is new in a diagnostic has to be given a place here.
        let Diagnostic {
            rule,
            alias: _,
            severity,
            message,
            span,
            path,
            related,
            notes,
            fixes,
        } = diagnostic;
        let (from, to) = places.range(span);
        Found {
            rule,
            severity: match severity {
                diagnostic::Severity::Error => Severity::Error,
                diagnostic::Severity::Warning => Severity::Warning,
                diagnostic::Severity::Note => Severity::Note,
            },
            message: message.clone(),
            from,
            to,
            line: lines.line(span.start),
            path: path.to_string(),
            related: related.iter().map(|label| other(label, places)).collect(),
            notes: notes.clone(),
            fixes: fixes.iter().map(|found| mend(found, places)).collect(),
        }
    };
    diagnostics.iter().map(of).collect()
}

fn other(label: &Label, places: &Utf16) -> Related {
    let Label { message, span } = label;
    let (from, to) = places.range(span);
    Related {
        message: message.clone(),
        from,
        to,
    }
}

fn mend(fix: &schema_core::Fix, places: &Utf16) -> Fix {
    let schema_core::Fix {
        title,
        applicability,
        edits,
    } = fix;
    Fix {
        title: title.clone(),
        applicability: match applicability {
            diagnostic::Applicability::Safe => Applicability::Safe,
            diagnostic::Applicability::Unsafe => Applicability::Unsafe,
        },
        edits: text_edits(edits, places),
    }
}

pub(super) fn text_edits(edits: &[schema_core::Edit], places: &Utf16) -> Vec<TextEdit> {
    let one = |edit: &schema_core::Edit| {
        let schema_core::Edit { span, text } = edit;
        let (from, to) = places.range(span);
        TextEdit {
            from,
            to,
            insert: text.clone(),
        }
    };
    edits.iter().map(one).collect()
}

fn node(element: elements::Element, places: &Utf16) -> Node {
    let elements::Element {
        name,
        path,
        span,
        start_tag,
        attributes,
        text,
        text_span,
        children,
    } = element;
    let (from, to) = places.range(&span);
    let (text_from, text_to) = places.range(&text_span);
    let attributes = attributes.into_iter().map(|attribute| {
        let elements::Attribute { name, value, span } = attribute;
        let (from, to) = places.range(&span);
        Attribute {
            name,
            value,
            from,
            to,
        }
    });
    Node {
        name,
        path: path.to_string(),
        from,
        to,
        tag_to: places.offset(start_tag.end),
        attributes: attributes.collect(),
        text,
        text_from,
        text_to,
        children: children
            .into_iter()
            .map(|child| node(child, places))
            .collect(),
    }
}
