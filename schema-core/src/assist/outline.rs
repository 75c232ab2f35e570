//! The parts of a document: symbols, folds, selections, the two names of an element.

use crate::order;
use crate::span::Span;
use crate::syntax::tokens::TokenKind;

use super::sketch::{Document, Node};

/// An element in the list of a document's parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// The name of the element.
    pub name: String,
    /// What tells it from others with the name; empty where nothing does.
    pub detail: String,
    /// The whole element.
    pub span: Span,
    /// The name in its start tag.
    pub selection: Span,
    /// The elements inside.
    pub children: Vec<Self>,
}

/// A part that can be folded away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// From its first line to its last.
    pub span: Span,
    /// Whether it is a comment.
    pub is_comment: bool,
}

/// The attributes that tell elements of a name apart, the best first.
const TELLING: &[&str] = &["name", "dev", "address", "type", "model", "mode", "id"];
/// The elements inside that do.
const TELLING_CHILDREN: &[&str] = &["target", "mac", "model", "source", "vendor"];
/// How deep a list of symbols goes; deeper elements are no parts that anybody looks for.
// Many readers of JSON go 128 levels deep, and each level here is two of them.
const MAX_DEPTH: usize = 48;

impl Document<'_> {
    /// The elements as a tree.
    pub fn symbols(&self) -> Vec<Symbol> {
        let top = (0..self.nodes.len())
            .filter(|index| self.node(*index).is_some_and(|node| node.parent.is_none()));
        top.filter_map(|index| self.symbol(index, 0)).collect()
    }

    fn symbol(&self, index: usize, depth: usize) -> Option<Symbol> {
        let node = self.node(index)?;
        let name = self.name(node);
        if name.is_empty() || depth > MAX_DEPTH {
            return None;
        }
        let children = node.children.iter();
        Some(Symbol {
            name: name.to_owned(),
            detail: self.detail(node),
            span: node.span.clone(),
            selection: node.name.clone(),
            children: children
                .filter_map(|child| self.symbol(*child, depth + 1))
                .collect(),
        })
    }

    /// What tells an element from others with its name.
    fn detail(&self, node: &Node) -> String {
        let text = self.slice(&self.content(node));
        if node.children.is_empty() && !text.is_empty() {
            return text.chars().take(60).collect();
        }
        let mut inside = TELLING_CHILDREN
            .iter()
            .filter_map(|name| self.child(node, name));
        let is_device = node
            .parent
            .and_then(|parent| self.node(parent))
            .is_some_and(|parent| self.name(parent) == "devices");
        if is_device && let Some(found) = inside.find_map(|child| self.telling(child)) {
            return found.to_owned();
        }
        self.telling(node).unwrap_or_default().to_owned()
    }

    fn telling(&self, node: &Node) -> Option<&str> {
        TELLING.iter().find_map(|name| self.attribute(node, name))
    }

    /// What can be folded away: elements and comments of several lines.
    pub fn folds(&self) -> Vec<Fold> {
        let elements = self.nodes.iter().map(|node| Fold {
            span: node.span.clone(),
            is_comment: false,
        });
        let comments = self
            .tokens
            .iter()
            .filter(|token| token.kind == TokenKind::Comment);
        let comments = comments.map(|token| Fold {
            span: token.span(),
            is_comment: true,
        });
        let mut folds: Vec<Fold> = elements
            .chain(comments)
            .filter(|fold| self.slice(&fold.span).trim_end().contains('\n'))
            .collect();
        order::by(&mut folds, |fold| (fold.span.start, 0));
        folds
    }

    /// What a selection at `offset` grows to, the smallest first.
    pub fn selections(&self, offset: usize) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut add = |span: Span| {
            let grows = spans.last().is_none_or(|last: &Span| {
                span.start <= last.start && last.end <= span.end && span != *last
            });
            if grows && span.start <= offset && offset <= span.end {
                spans.push(span);
            }
        };
        let at = self.tokens.partition_point(|token| token.end <= offset);
        if let Some(token) = self
            .tokens
            .get(at)
            .filter(|token| token.kind != TokenKind::Blank)
        {
            if token.kind == TokenKind::Value {
                add(self.inside(&token.span()));
            }
            add(token.span());
        }
        let inner = self.innermost(offset).into_iter();
        for index in inner.flat_map(|inner| self.way(inner)) {
            let Some(node) = self.node(index) else { break };
            for attribute in &node.attributes {
                let end = attribute
                    .value
                    .as_ref()
                    .map_or(attribute.name.end, |value| value.end);
                add(attribute.name.start..end);
            }
            add(node.start_tag.clone());
            if let Some(end) = &node.end_tag {
                add(end.clone());
                add(node.start_tag.end..end.start);
            }
            add(node.span.clone());
        }
        add(0..self.text.len());
        spans
    }

    /// The names of the start tag and the end tag of the element whose name is at `offset`.
    pub fn linked(&self, offset: usize) -> Option<[Span; 2]> {
        let touches = |span: &Span| span.start <= offset && offset <= span.end;
        self.nodes.iter().find_map(|node| {
            let end = node.end_name.clone()?;
            (touches(&node.name) || touches(&end)).then(|| [node.name.clone(), end])
        })
    }
}
