//! Changes to a document, held against the same changes to a tree.
#![expect(
    clippy::indexing_slicing,
    reason = "a test's own tree: a wrong place is a failure"
)]

use schema_core::Path;
use schema_core::edit::{Change, Place, apply, edits};

use super::syntax::Numbers;

/// An element, without the blanks between elements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Tree {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<Self>,
}

impl Tree {
    fn read(text: &str) -> Self {
        Self::of(roxmltree::Document::parse(text).unwrap().root_element())
    }

    fn of(node: roxmltree::Node<'_, '_>) -> Self {
        let attributes = node
            .attributes()
            .map(|one| (one.name().to_owned(), one.value().to_owned()));
        let children: Vec<Self> = node
            .children()
            .filter(roxmltree::Node::is_element)
            .map(Self::of)
            .collect();
        let texts = node
            .children()
            .filter(roxmltree::Node::is_text)
            .filter_map(|text| text.text());
        let text: String = texts.collect();
        let keeps = children.is_empty() && !text.trim().is_empty();
        Self {
            name: node.tag_name().name().to_owned(),
            attributes: attributes.collect(),
            text: if keeps { text } else { String::new() },
            children,
        }
    }

    /// The paths of all elements, and how to get to each.
    fn places(&self) -> Vec<(Path, Vec<usize>)> {
        let mut found = vec![(Path::default().child(self.name.clone()), Vec::new())];
        let mut next = 0;
        while let Some((path, steps)) = found.get(next).cloned() {
            let node = self.at(&steps);
            for (index, child) in node.children.iter().enumerate() {
                let same = node.children[..index]
                    .iter()
                    .filter(|other| other.name == child.name)
                    .count();
                let mut steps = steps.clone();
                steps.push(index);
                found.push((path.item(child.name.clone(), same), steps));
            }
            next += 1;
        }
        found
    }

    fn at(&self, steps: &[usize]) -> &Self {
        steps.iter().fold(self, |node, step| &node.children[*step])
    }

    fn at_mut(&mut self, steps: &[usize]) -> &mut Self {
        steps
            .iter()
            .fold(self, |node, step| &mut node.children[*step])
    }
}

const TEXTS: &[&str] = &["x", "a < b", "]]>", "'\"&", "\u{e9}", "two words", "x\ty"];

/// A change that can be made, and the tree with it made.
fn change(tree: &Tree, numbers: &mut Numbers) -> Option<(Change, Tree)> {
    let places = tree.places();
    let (path, steps) = &places[numbers.below(places.len())];
    let node = tree.at(steps);
    let mut after = tree.clone();
    let text = TEXTS[numbers.below(TEXTS.len())].to_owned();
    let change = match numbers.below(6) {
        0 => {
            let name = ["a", "b", "type"][numbers.below(3)];
            let attributes = &mut after.at_mut(steps).attributes;
            match attributes.iter_mut().find(|(other, _)| other == name) {
                Some((_, value)) => value.clone_from(&text),
                None => attributes.push((name.to_owned(), text.clone())),
            }
            Change::SetAttribute {
                path: path.attribute(name),
                value: text,
            }
        }
        1 => {
            let (name, _) = node.attributes.first()?.clone();
            after.at_mut(steps).attributes.remove(0);
            Change::RemoveAttribute {
                path: path.attribute(name),
            }
        }
        2 if node.children.is_empty() => {
            after.at_mut(steps).text.clone_from(&text);
            Change::SetText {
                path: path.clone(),
                text,
            }
        }
        3 if node.text.is_empty() => {
            let children = &mut after.at_mut(steps).children;
            let at = numbers.below(children.len() + 1);
            let place = match numbers.below(3) {
                0 if at == 0 => Place::First,
                _ if at == children.len() => Place::Last,
                _ => Place::Before(
                    places
                        .iter()
                        .find(|(_, other)| *other == [&steps[..], &[at]].concat())?
                        .0
                        .clone(),
                ),
            };
            let xml = "<new a='1'>\n  <inner>x</inner>\n</new>".to_owned();
            children.insert(at, Tree::read(&xml));
            Change::InsertElement {
                parent: path.clone(),
                place,
                xml,
            }
        }
        4 => {
            let (last, parent) = steps.split_last()?;
            after.at_mut(parent).children.remove(*last);
            Change::RemoveElement { path: path.clone() }
        }
        5 => {
            let (last, parent) = steps.split_last()?;
            let moved = after.at_mut(parent).children.remove(*last);
            after.children.push(moved);
            Change::MoveElement {
                path: path.clone(),
                parent: places[0].0.clone(),
                place: Place::Last,
            }
        }
        _ => return None,
    };
    Some((change, after))
}

/// The comments of a document, in their order.
fn comments(text: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(text).unwrap();
    document
        .descendants()
        .filter(roxmltree::Node::is_comment)
        .map(|one| one.text().unwrap().to_owned())
        .collect()
}

#[test]
fn after_any_sequence_of_changes_the_text_says_what_the_tree_says() {
    const TEXT: &str = "<?xml version='1.0'?>\n<domain type='vbox'>\n  <name>a &amp; <![CDATA[b]]></name>\n  <!-- c -->\n  <devices>\n    <disk  type = \"file\">\n      <source file='x'/> <!-- d -->\n    </disk>\n\n    <disk/><disk></disk>\n  </devices>\n  <os>\n  </os>\n</domain>\n<!-- e -->\n";
    let mut numbers = Numbers(7);
    for _ in 0..150 {
        let mut text = TEXT.to_owned();
        let mut tree = Tree::read(&text);
        for _ in 0..12 {
            let Some((change, after)) = change(&tree, &mut numbers) else {
                continue;
            };
            let edits = edits(&text, std::slice::from_ref(&change))
                .unwrap_or_else(|error| panic!("{change:?}: {error}\n{text}"));
            let next = apply(&text, &edits);
            assert_eq!(Tree::read(&next), after, "{change:?}\n{text}\n{next}");
            if !matches!(
                change,
                Change::RemoveElement { .. } | Change::MoveElement { .. }
            ) {
                assert_eq!(
                    comments(&next),
                    comments(&text),
                    "{change:?}\n{text}\n{next}"
                );
            }
            // One place is changed, or two where something moves.
            assert!(edits.len() <= 4, "{change:?}: {edits:?}");
            text = next;
            tree = after;
        }
        assert!(
            text.contains("<?xml version='1.0'?>\n") && text.ends_with("<!-- e -->\n"),
            "{text}"
        );
    }
}
