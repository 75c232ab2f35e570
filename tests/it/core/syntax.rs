//! Tokens and repair, held against a parser on documents from many places.

use std::ops::Range;
use std::path::Path;

use schema_core::decode::decode;
use schema_core::syntax::repair::{is_well_formed, repair};
use schema_core::syntax::tokens::{TokenKind, Tokens};
use tests::tree;

/// What a document consists of, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// Where an element begins, and its name.
    Element(usize, String),
    /// Where an attribute's name and its value between the quotes are.
    Attribute(Range<usize>, Range<usize>),
    /// What a text says.
    Text(String),
    /// Where a comment or an instruction is.
    Other(Range<usize>),
}

/// Every document of the corpus with its name, decoded.
pub(super) fn corpus() -> Option<Vec<(String, String)>> {
    let mut found = Vec::new();
    let mut folders = vec![tree::corpus()?];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|ending| ending != "jsonl" && ending != "md" && ending != "err")
            {
                let bytes = std::fs::read(&path).unwrap();
                if let Ok(text) = decode(&bytes) {
                    found.push((name(&path), text.into_owned()));
                }
            }
        }
    }
    found.sort();
    assert!(found.len() > 1000, "only {} documents", found.len());
    Some(found)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

fn parsed(document: &roxmltree::Document<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    for node in document.descendants() {
        let range = node.range();
        if node.is_element() {
            let text = document.input_text().get(range.start + 1..).unwrap();
            let name = text
                .split([' ', '\t', '\r', '\n', '/', '>'])
                .next()
                .unwrap();
            parts.push(Part::Element(range.start, name.to_owned()));
            parts.extend(
                node.attributes()
                    .map(|one| Part::Attribute(one.range_qname(), one.range_value())),
            );
        } else if node.is_text() {
            parts.push(Part::Text(node.text().unwrap().to_owned()));
        } else if node.is_comment() || node.is_pi() {
            parts.push(Part::Other(range));
        }
    }
    parts
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "what is not named here cannot be in a well-formed text"
)]
fn cut(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    let mut attribute = 0..0;
    let mut closes = false;
    let mut said = String::new();
    for token in Tokens::new(text) {
        let own = token.text(text);
        match token.kind {
            TokenKind::Text if depth > 0 => said.push_str(&own.replace("\r\n", "\n")),
            TokenKind::Reference => said.push_str(&resolved(own)),
            TokenKind::Cdata => said.push_str(&own[9..own.len() - 3].replace("\r\n", "\n")),
            TokenKind::Text | TokenKind::Blank | TokenKind::Equals => {}
            kind => {
                if !said.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut said)));
                }
                match kind {
                    TokenKind::StartTag => {
                        start = token.start;
                        closes = false;
                    }
                    TokenKind::EndTag => closes = true,
                    TokenKind::TagName if !closes => {
                        parts.push(Part::Element(start, own.to_owned()));
                    }
                    TokenKind::AttributeName => attribute = token.span(),
                    TokenKind::Value => {
                        let name = &text[attribute.clone()];
                        if name != "xmlns" && !name.starts_with("xmlns:") {
                            parts.push(Part::Attribute(
                                attribute.clone(),
                                token.start + 1..token.end - 1,
                            ));
                        }
                    }
                    TokenKind::TagEnd if closes => depth -= 1,
                    TokenKind::TagEnd => depth += 1,
                    TokenKind::Comment | TokenKind::Instruction => {
                        parts.push(Part::Other(token.span()));
                    }
                    TokenKind::ByteOrderMark
                    | TokenKind::Declaration
                    | TokenKind::Doctype
                    | TokenKind::TagName
                    | TokenKind::EmptyTagEnd => {}
                    // The parser has no such part, so the comparison fails.
                    _ => parts.push(Part::Other(token.span())),
                }
            }
        }
    }
    parts
}

fn resolved(reference: &str) -> String {
    let text = format!("<a>{reference}</a>");
    let document = roxmltree::Document::parse(&text).unwrap();
    document
        .root_element()
        .text()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn tokens_and_a_parser_agree_on_every_well_formed_document() {
    let Some(corpus) = corpus() else { return };
    let mut count = 0;
    for (name, text) in &corpus {
        if let Ok(document) = roxmltree::Document::parse(text) {
            assert_eq!(cut(text), parsed(&document), "{name}");
            count += 1;
        }
    }
    assert!(count > 1000, "only {count} documents are well-formed");
}

#[test]
fn there_is_nothing_to_repair_in_a_well_formed_document() {
    let Some(corpus) = corpus() else { return };
    for (name, text) in &corpus {
        if roxmltree::Document::parse(text).is_ok() {
            let repair = repair(text, &|_, _| None);
            assert_eq!(repair.faults, Vec::new(), "{name}");
            assert_eq!(repair.text.as_deref(), Some(text.as_str()), "{name}");
        }
    }
}

/// Numbers that look random and are the same each time.
pub(super) struct Numbers(pub(super) u64);

impl Numbers {
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }
}

#[test]
fn a_document_with_random_changes_is_mended() {
    const PIECES: &[&str] = &[
        "<",
        ">",
        "</",
        "/>",
        "'",
        "\"",
        "&",
        "<!--",
        "-->",
        "]]>",
        "=",
        " ",
        "\u{1}",
        "<a",
        "<![CDATA[",
    ];
    let Some(corpus) = corpus() else { return };
    let mut numbers = Numbers(1);
    for (name, text) in &corpus {
        for _ in 0..3 {
            let mut broken = text.clone();
            for _ in 0..=numbers.below(3) {
                let start = broken.floor_char_boundary(numbers.below(broken.len()));
                let end =
                    broken.floor_char_boundary(start + numbers.below(4).min(broken.len() - start));
                let piece = if numbers.below(2) == 0 {
                    ""
                } else {
                    PIECES[numbers.below(PIECES.len())]
                };
                broken.replace_range(start..end, piece);
            }
            let repair = repair(&broken, &|_, _| None);
            let mended = repair
                .text
                .unwrap_or_else(|| panic!("{name} is not mended: {:?}\n{broken}", repair.faults));
            assert!(is_well_formed(&mended), "{name}\n{broken}");
        }
    }
}

/// The document with the end tag of one element taken away, and where that element begins.
fn without_end_tag(text: &str, numbers: &mut Numbers) -> Option<(String, usize)> {
    let document = roxmltree::Document::parse(text).ok()?;
    let closed: Vec<roxmltree::Node<'_, '_>> = document
        .descendants()
        .filter(|node| node.is_element() && !text[node.range()].ends_with("/>"))
        .collect();
    let node = closed.get(numbers.below(closed.len()))?;
    let range = node.range();
    let end = range.start + text[range.clone()].rfind("</")?;
    Some((
        format!("{}{}", &text[..end], &text[range.end..]),
        range.start,
    ))
}

#[test]
fn an_element_that_lost_its_end_tag_is_one_fault_at_the_element_and_is_closed_where_it_was() {
    let Some(corpus) = corpus() else { return };
    let mut numbers = Numbers(2);
    let (mut count, mut found, mut restored) = (0, 0, 0);
    for (_, text) in corpus.iter().filter(|(_, text)| text.len() < 20_000) {
        let Some((broken, start)) = without_end_tag(text, &mut numbers) else {
            continue;
        };
        count += 1;
        let repair = repair(&broken, &|_, _| None);
        let at: Vec<usize> = repair.faults.iter().map(|fault| fault.span.start).collect();
        found += usize::from(at == [start]);
        let shape = |text: &str| {
            let document = roxmltree::Document::parse(text).unwrap();
            let depth = |node: roxmltree::Node<'_, '_>| node.ancestors().count();
            let elements = document.descendants().filter(roxmltree::Node::is_element);
            elements
                .map(|node| (node.tag_name().name().to_owned(), depth(node)))
                .collect::<Vec<_>>()
        };
        restored += usize::from(shape(&repair.text.unwrap()) == shape(text));
    }
    println!(
        "{count} documents without an end tag: {found} with one fault at the element, {restored} restored"
    );
    assert!(
        found * 100 >= count * 98,
        "{found} of {count} with one fault at the element"
    );
    assert!(
        restored * 100 >= count * 95,
        "{restored} of {count} restored"
    );
}
