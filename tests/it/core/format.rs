//! Formatting, on documents from many places: nothing but layout changes, and it changes once.

use schema_core::format::{Options, format, formatted};
use schema_core::parse::parse;

use super::syntax::corpus;

/// What formatting must keep: elements, attributes, comments and texts, without the blanks between elements.
fn content(text: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(text).unwrap();
    let mut parts = Vec::new();
    for node in document.descendants() {
        if node.is_element() {
            let attributes: Vec<String> = node
                .attributes()
                .map(|one| text[one.range()].to_owned())
                .collect();
            // Quotes and spellings of references stay; blanks around `=` do not.
            let squeezed = attributes.join(" ").replace(char::is_whitespace, "");
            parts.push(format!("<{}> {squeezed}", node.tag_name().name()));
        } else if node.is_comment() || node.is_pi() {
            parts.push(text[node.range()].to_owned());
        } else if let Some(said) = node.text().filter(|said| !said.trim().is_empty()) {
            parts.push(said.to_owned());
        }
    }
    parts
}

#[test]
fn formatting_changes_no_model_and_no_content_and_is_done_after_once() {
    let Some(corpus) = corpus() else { return };
    let options = Options::default();
    let (mut count, mut unchanged) = (0, 0);
    for (name, text) in corpus
        .iter()
        .filter(|(_, text)| roxmltree::Document::parse(text).is_ok())
    {
        let edits = format(text, &options).unwrap();
        let once = formatted(text, &options).unwrap();
        let blank = |span: &std::ops::Range<usize>| text[span.clone()].trim().is_empty();
        assert!(
            edits
                .iter()
                .all(|edit| blank(&edit.span) && edit.text.trim().is_empty()),
            "{name}: {edits:?}"
        );
        assert_eq!(content(&once), content(text), "{name}");
        assert_eq!(parse(&once).domain, parse(text).domain, "{name}");
        assert_eq!(format(&once, &options), Some(Vec::new()), "{name}");
        count += 1;
        unchanged += usize::from(edits.is_empty());
    }
    println!("{count} documents, {unchanged} of them are formatted already");
    assert!(count > 1000);
}
