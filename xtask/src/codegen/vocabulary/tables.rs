//! The elements as Rust source: names once, lists once, everything else by number.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::Element;

/// The longest line that is written.
const WIDTH: usize = 116;

/// So many names have one start in the tables: lengths compress better, and few of them are quickly added up.
const BLOCK: usize = 16;

/// Marks an attribute that must be there, a child that may repeat, and an element that may hold anything.
const MARK: usize = 0x8000;

/// Lists that are stored once, end to end.
#[derive(Default)]
struct Pool {
    items: Vec<String>,
    known: BTreeMap<Vec<String>, usize>,
}

impl Pool {
    /// Where the list begins.
    fn add(&mut self, list: Vec<String>) -> usize {
        if list.is_empty() {
            return 0;
        }
        if let Some(start) = self.known.get(&list) {
            return *start;
        }
        let start = self.items.len();
        self.items.extend(list.iter().cloned());
        self.known.insert(list, start);
        start
    }
}

/// The rows of all tables.
#[derive(Default)]
struct Rows {
    words: Pool,
    classes: Vec<String>,
    attributes: Pool,
    children: Pool,
    elements: Vec<String>,
}

pub(super) fn write(elements: &[Element], paths: &[String]) -> String {
    let names = names(elements);
    let rows = rows(elements, paths, &names);
    let mut out = String::from(
        "//! libvirt's domain elements and attributes; written by `cargo xtask codegen vocabulary`, not by hand.\n\n\
         use super::value::{ValueClass as C, Words};\n\n\
         /// All names and words, sorted, end to end.\n\
         pub(super) static NAMES: &str = \"\\\n",
    );
    lines(&mut out, &names.concat());
    out.push_str("\";\n");
    let mut start = 0;
    let (mut starts, mut lengths) = (Vec::new(), Vec::new());
    for (index, name) in names.iter().enumerate() {
        if index.is_multiple_of(BLOCK) {
            starts.push(start.to_string());
        }
        lengths.push(name.len().to_string());
        start += name.len();
    }
    let tables = [
        ("How long each name is.", "NAME_LENGTHS", "u8", &lengths),
        (
            "Where every sixteenth name starts.",
            "NAME_STARTS",
            "u16",
            &starts,
        ),
        (
            "The words of the classes, by the number of their name.",
            "WORDS",
            "u16",
            &rows.words.items,
        ),
        ("What values can be.", "CLASSES", "C", &rows.classes),
        (
            "Attributes: name, class; with the highest bit, it must be there.",
            "ATTRIBUTES",
            "[u16; 2]",
            &rows.attributes.items,
        ),
        (
            "Elements inside others: name, element; with the highest bit, there may be many.",
            "CHILDREN",
            "[u16; 2]",
            &rows.children.items,
        ),
        (
            "Elements: first attribute, first child, 256 × count of attributes + count of children, class of the \
             text + 1; with the highest bit, anything may stand inside.",
            "ELEMENTS",
            "[u16; 4]",
            &rows.elements,
        ),
    ];
    for (docs, name, item, rows) in tables {
        table(&mut out, docs, name, item, rows);
    }
    out
}

fn rows(elements: &[Element], paths: &[String], names: &[&str]) -> Rows {
    let mut rows = Rows::default();
    let number = |name: &str| names.binary_search(&name).unwrap_or_default();
    let classes: BTreeSet<&str> = elements.iter().flat_map(classes_of).collect();
    let classes: Vec<&str> = classes.into_iter().collect();
    for class in &classes {
        rows.classes.push(match words_of(class) {
            Some(list) => {
                let list: Vec<String> = list.map(|word| number(word).to_string()).collect();
                let count = list.len();
                let start = rows.words.add(list);
                format!("C::Words(Words {{ start: {start}, count: {count} }})")
            }
            None => format!("C::{class}"),
        });
    }
    let class = |class: &str| classes.binary_search(&class).unwrap_or_default();
    let marked = |number: usize, mark: bool| if mark { number | MARK } else { number };
    for (element, path) in elements.iter().zip(paths) {
        let attributes = element.attributes.iter().map(|attribute| {
            let class = marked(class(&attribute.class), attribute.required);
            format!("[{}, {class}]", number(&attribute.name))
        });
        let attributes: Vec<String> = attributes.collect();
        let children = element.children.iter().map(|child| {
            let inner = marked(child.element, child.many);
            format!("[{}, {inner}]", number(&child.name))
        });
        let children: Vec<String> = children.collect();
        let counts = attributes.len() << 8 | children.len();
        // The number of the class is one more, since 0 is the lack of text.
        let text = element.text.as_deref().map_or(0, |text| class(text) + 1);
        let text = marked(text, element.open);
        let (attributes, children) = (rows.attributes.add(attributes), rows.children.add(children));
        rows.elements.push(format!(
            "[{attributes}, {children}, {counts}, {text}], // {path}"
        ));
    }
    rows
}

/// All names of elements and attributes and all words, sorted.
fn names(elements: &[Element]) -> Vec<&str> {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for element in elements {
        names.extend(
            element
                .attributes
                .iter()
                .map(|attribute| attribute.name.as_str()),
        );
        names.extend(element.children.iter().map(|child| child.name.as_str()));
        names.extend(classes_of(element).filter_map(words_of).flatten());
    }
    names.into_iter().collect()
}

fn classes_of(element: &Element) -> impl Iterator<Item = &str> {
    let attributes = element
        .attributes
        .iter()
        .map(|attribute| attribute.class.as_str());
    attributes.chain(element.text.as_deref())
}

fn words_of(class: &str) -> Option<impl Iterator<Item = &str>> {
    Some(class.strip_prefix("Words(")?.strip_suffix(')')?.split(' '))
}

fn table(out: &mut String, docs: &str, name: &str, item: &str, rows: &[String]) {
    let _ = writeln!(out, "\n/// {docs}");
    let _ = writeln!(
        out,
        "pub(super) static {name}: [{item}; {}] = [",
        rows.len()
    );
    // Rows that end with a comment need a line of their own.
    if rows.iter().any(|row| row.contains("//")) {
        for row in rows {
            let _ = writeln!(out, "    {row}");
        }
    } else {
        let mut line = String::from("   ");
        for row in rows {
            let row = row.trim_end_matches(',');
            if line.len() + row.len() + 2 > WIDTH {
                let _ = writeln!(out, "{line}");
                line = String::from("   ");
            }
            let _ = write!(line, " {row},");
        }
        let _ = writeln!(out, "{line}");
    }
    let _ = writeln!(out, "];");
}

/// A text in lines of a string literal.
fn lines(out: &mut String, text: &str) {
    let mut line = String::new();
    for character in text.chars() {
        // A blank at the beginning of a line would be skipped.
        if line.len() >= WIDTH && character != ' ' {
            let _ = writeln!(out, "{line}\\");
            line.clear();
        }
        line.extend(character.escape_default());
    }
    let _ = writeln!(out, "{line}\\");
}
