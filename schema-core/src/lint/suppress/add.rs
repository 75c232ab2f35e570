//! Comments that suppress what was found.

use std::collections::BTreeMap;

use super::MARK;
use crate::diagnostic::Diagnostic;
use crate::lint::rules;
use crate::syntax::{Document, Element};

/// The text with a comment before each element in which something was found, so that it is not reported any more;
/// `None` where the text is not well-formed. What nothing can suppress stays as it is.
pub fn ignore(text: &str, found: &[Diagnostic], reason: &str) -> Option<String> {
    let document = Document::parse(text).ok()?;
    let mut wanted: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for diagnostic in found.iter().filter(|found| can_be_suppressed(found)) {
        let Some(element) = innermost(document.root(), diagnostic.span.start) else {
            continue;
        };
        let names = wanted.entry(element.range().start).or_default();
        if !names.contains(&diagnostic.rule) {
            names.push(diagnostic.rule);
        }
    }
    let mut out = String::with_capacity(text.len() + 80 * wanted.len());
    let mut copied = 0;
    for (start, names) in wanted {
        out.push_str(text.get(copied..start).unwrap_or_default());
        copied = start;
        let comment = ["<!-- ", MARK, " ", &names.join(", "), ": ", reason, " -->"];
        out.extend(comment);
        out.push_str(&line_end_and_indent(text, start));
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    Some(out)
}

fn can_be_suppressed(found: &Diagnostic) -> bool {
    let never = [
        rules::INVALID_SUPPRESSION.name,
        rules::LOCKED_POLICY_VIOLATION.name,
        rules::UNUSED_SUPPRESSION.name,
    ];
    !never.contains(&found.rule)
}

fn innermost<'a, 't>(root: Element<'a, 't>, offset: usize) -> Option<Element<'a, 't>> {
    let mut found = Some(root).filter(|root| root.range().contains(&offset))?;
    loop {
        let mut inside = found.children();
        match inside.find(|child| child.range().contains(&offset)) {
            Some(child) => found = child,
            None => return Some(found),
        }
    }
}

/// What makes the element begin a line of its own, as deep as before, where it began one.
fn line_end_and_indent(text: &str, start: usize) -> String {
    let before = text.get(..start).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let indent = before.get(line..).unwrap_or_default();
    if !indent.trim().is_empty() {
        return String::new();
    }
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    format!("{end}{indent}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::lint;

    #[test]
    fn what_was_found_is_found_no_more() {
        let text = "<domain type='vbox' lean='1'>\n  <name>a</name>\n  <memory>1048576</memory>\n\
                    \x20 <features><pae/><acpi/><apic/></features>\n  <turn/><tilt a='1'/>\n</domain>\n";
        let found = lint(text);
        assert_eq!(found.len(), 3);
        let quiet = ignore(text, &found, "a test").unwrap();
        assert_eq!(lint(&quiet), []);
        let expected = "<!-- boxwright-ignore unknown-attribute: a test -->\n<domain";
        assert!(quiet.starts_with(expected), "{quiet}");
        let expected = "\n  <!-- boxwright-ignore unknown-element: a test -->\n  <turn/>\
                        <!-- boxwright-ignore unknown-element: a test --><tilt a='1'/>\n";
        assert!(quiet.contains(expected), "{quiet}");
        assert_eq!(ignore(&quiet, &[], "a test").unwrap(), quiet);
        assert_eq!(ignore("<domain>", &[], "a test"), None);
    }
}
