//! `codegen vocabulary FILE`: libvirt's domain elements and attributes as the tables of `schema_core::vocabulary`.
//!
//! FILE is JSON of the format `element-vocabulary/1`: `elements` with `attributes`, `text` and `children`, children by
//! their index. Elements that are alike become one, names and lists of words are stored once.

mod class;
mod tables;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use crate::trouble::Trouble;

/// What stands in a namespace of one of libvirt's drivers, which the file does not say.
const FOREIGN: &[&str] = &[
    "capabilities",
    "commandline",
    "datacenterpath",
    "deprecation",
    "namespace",
    "override",
];

/// An element as far as a document can be checked against it; the name belongs to whoever holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Element {
    attributes: Vec<Attribute>,
    text: Option<String>,
    children: Vec<Child>,
    /// Whether anything may stand inside.
    open: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Attribute {
    name: String,
    required: bool,
    class: String,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Child {
    name: String,
    many: bool,
    element: usize,
}

/// Writes the tables made of `from` to `to`.
pub(super) fn write(from: &Path, to: &Path) -> Result<(), Trouble> {
    let text = fs::read_to_string(from).map_err(Trouble::io(from.display()))?;
    let text = generate(&text)?;
    fs::write(to, text).map_err(Trouble::io(to.display()))
}

fn generate(text: &str) -> Result<String, Trouble> {
    let file: Value = serde_json::from_str(text)
        .map_err(|error| Trouble::Wrong(format!("the vocabulary is not JSON: {error}")))?;
    let format = file.get("format").and_then(Value::as_str);
    if format != Some("element-vocabulary/1") {
        return Err(Trouble::Wrong(format!(
            "the vocabulary has the format {format:?}, only `element-vocabulary/1` is known"
        )));
    }
    let rows = file.get("elements").and_then(Value::as_array);
    let root = file.pointer("/root/domain").and_then(Value::as_u64);
    let (Some(rows), Some(root)) = (rows, root.and_then(|root| usize::try_from(root).ok())) else {
        return Err(Trouble::Wrong(
            "the vocabulary has no elements or no root".to_owned(),
        ));
    };
    let mut elements = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let element = element(row, index == root)
            .map_err(|why| Trouble::Wrong(format!("{}: {why}", path(row))))?;
        elements.push(element);
    }
    let (elements, paths) = smallest(&elements, root, rows)?;
    Ok(tables::write(&elements, &paths))
}

fn path(row: &Value) -> &str {
    row.get("path").and_then(Value::as_str).unwrap_or("?")
}

fn element(row: &Value, is_root: bool) -> Result<Element, String> {
    let empty = Map::new();
    let map = |key| row.get(key).and_then(Value::as_object).unwrap_or(&empty);
    let mut element = Element::default();
    for (name, attribute) in map("attributes") {
        let required = attribute.get("required") == Some(&Value::Bool(true));
        let class = class::of(attribute).map_err(|why| format!("{why} of `{name}`"))?;
        element.attributes.push(Attribute {
            name: name.clone(),
            required,
            class,
        });
    }
    let text = row.get("text");
    element.text = text
        .map(|text| class::of_text(path(row), text))
        .transpose()?;
    for (name, child) in map("children") {
        if name == "*" {
            element.open = true;
        } else if !(is_root && FOREIGN.contains(&name.as_str())) {
            let index = child
                .get("ref")
                .and_then(Value::as_u64)
                .and_then(|index| usize::try_from(index).ok());
            element.children.push(Child {
                name: name.clone(),
                many: child.get("many") == Some(&Value::Bool(true)),
                element: index.ok_or_else(|| format!("the child `{name}` refers to nothing"))?,
            });
        }
    }
    element.attributes.sort();
    element.children.sort();
    Ok(element)
}

/// The elements that can be reached, alike ones as one, the root first; and where each was met first.
fn smallest(
    elements: &[Element],
    root: usize,
    rows: &[Value],
) -> Result<(Vec<Element>, Vec<String>), Trouble> {
    // Begin with all elements as one kind, and tell them apart by what they hold until that changes nothing more.
    let mut kinds = vec![0; elements.len()];
    loop {
        let mut known = BTreeMap::new();
        let mut next = Vec::new();
        for element in elements {
            let count = known.len();
            next.push(*known.entry(by_kind(element, &kinds)?).or_insert(count));
        }
        let settled = next == kinds;
        kinds = next;
        if settled {
            break;
        }
    }
    // Numbered as a reader meets them, so that a new release changes few lines.
    let mut numbers = BTreeMap::new();
    let mut found = Vec::new();
    let mut paths = Vec::new();
    let mut waiting = std::collections::VecDeque::from([root]);
    while let Some(index) = waiting.pop_front() {
        let (Some(element), Some(kind)) = (elements.get(index), kinds.get(index)) else {
            continue;
        };
        let count = numbers.len();
        if *numbers.entry(*kind).or_insert(count) == count && found.len() == count {
            found.push(by_kind(element, &kinds)?);
            paths.push(rows.get(index).map_or("?", path).to_owned());
            waiting.extend(element.children.iter().map(|child| child.element));
        }
    }
    for child in found.iter_mut().flat_map(|element| &mut element.children) {
        child.element = numbers.get(&child.element).copied().unwrap_or_default();
    }
    Ok((found, paths))
}

/// The element with the kinds of its children in place of their indexes.
fn by_kind(element: &Element, kinds: &[usize]) -> Result<Element, Trouble> {
    let mut element = element.clone();
    for child in &mut element.children {
        let kind = kinds.get(child.element).copied();
        child.element =
            kind.ok_or_else(|| Trouble::Wrong(format!("there is no element {}", child.element)))?;
    }
    Ok(element)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alike_elements_are_one_and_recursion_stays() {
        let file = r#"{"format": "element-vocabulary/1", "root": {"domain": 0}, "elements": [
            {"path": "domain", "children": {"a": {"ref": 1}, "b": {"ref": 2, "many": true}, "override": {"ref": 1}}},
            {"path": "domain/a", "text": {"types": ["text"]}, "children": {"a": {"ref": 2}}},
            {"path": "domain/b", "text": {"types": ["text"]}, "children": {"a": {"ref": 1}}}]}"#;
        let rows: Value = serde_json::from_str(file).unwrap();
        let rows = rows["elements"].as_array().unwrap();
        let elements: Vec<Element> = rows
            .iter()
            .enumerate()
            .map(|(index, row)| element(row, index == 0).unwrap())
            .collect();
        let (found, paths) = smallest(&elements, 0, rows).unwrap();
        assert_eq!(paths, ["domain", "domain/a"]);
        let children: Vec<(&str, bool, usize)> = found[0]
            .children
            .iter()
            .map(|child| (child.name.as_str(), child.many, child.element))
            .collect();
        assert_eq!(children, [("a", false, 1), ("b", true, 1)]);
        assert_eq!(found[1].children[0].element, 1);
        let text = generate(file).unwrap();
        assert!(text.contains("domain/a"), "{text}");
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        for (file, why) in [
            ("{", "not JSON"),
            (r#"{"format": "x"}"#, "only `element-vocabulary/1`"),
            (r#"{"format": "element-vocabulary/1"}"#, "no elements"),
            (
                r#"{"format": "element-vocabulary/1", "root": {"domain": 0}, "elements": [
                    {"path": "domain", "attributes": {"a": {"types": ["pattern:[xyz]*"]}}}]}"#,
                "domain: there is no value class for `pattern:[xyz]*` of `a`",
            ),
        ] {
            let error = generate(file).unwrap_err().to_string();
            assert!(error.contains(why), "{error}");
        }
    }
}
