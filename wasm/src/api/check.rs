//! What is wrong with a text.

use schema_core::diagnostic;
use schema_core::span::LineIndex;
use schema_core::{
    Diagnostic, Label, elements, exposure, lint as rules, lint::Rule, parse, report,
};

use super::options::choice;
use crate::dto::{
    Applicability, Attribute, Checked, Exposure, Fix, Found, Node, Options, Related, Severity,
    TextEdit,
};
use crate::utf16::Utf16;

/// Looks at a text.
pub fn check(text: &str, options: &Options) -> Result<Checked, String> {
    let places = Utf16::new(text);
    Ok(Checked {
        found: found(&choice(options)?.lint(text), &places),
        root: elements::elements(text).map(|root| node(root, &places)),
    })
}

/// What `boxwright lint --format json` prints about a text.
pub fn lint(file: &str, text: &str, options: &Options) -> Result<String, String> {
    let found = choice(options)?.lint(text);
    report::to_json(file, text, &found).map_err(|error| error.to_string())
}

/// The page of a rule, in Markdown.
pub fn explain(name: &str) -> Option<String> {
    rules::rule(name).map(Rule::page)
}

/// What a document gives the guest, or the network, of the host.
pub fn exposure(text: &str) -> Vec<Exposure> {
    let places = Utf16::new(text);
    let lines = LineIndex::new(text);
    let parsed = parse::parse(text);
    let exposed = exposure::of(&parsed.domain).into_iter();
    exposed
        .map(|exposed| {
            let span = parsed.source.nearest(&exposed.path);
            let (from, to) = places.range(&span);
            Exposure {
                kind: exposed.kind,
                what: exposed.message,
                path: exposed.path.to_string(),
                from,
                to,
                line: lines.line(span.start),
            }
        })
        .collect()
}

pub(super) fn found(diagnostics: &[Diagnostic], places: &Utf16<'_>) -> Vec<Found> {
    let lines = LineIndex::new(places.text());
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

fn other(label: &Label, places: &Utf16<'_>) -> Related {
    let Label { message, span } = label;
    let (from, to) = places.range(span);
    Related {
        message: message.clone(),
        from,
        to,
    }
}

fn mend(fix: &schema_core::Fix, places: &Utf16<'_>) -> Fix {
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

pub(super) fn text_edits(edits: &[schema_core::Edit], places: &Utf16<'_>) -> Vec<TextEdit> {
    edits.iter().map(|edit| text_edit(edit, places)).collect()
}

pub(super) fn text_edit(edit: &schema_core::Edit, places: &Utf16<'_>) -> TextEdit {
    let schema_core::Edit { span, text } = edit;
    let (from, to) = places.range(span);
    TextEdit {
        from,
        to,
        insert: text.clone(),
    }
}

fn node(element: elements::Element, places: &Utf16<'_>) -> Node {
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
