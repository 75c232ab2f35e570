//! What may be written where the cursor is.

mod snippet;
mod values;

use crate::diagnostic::Edit;
use crate::lint::rules;
use crate::order;
use crate::span::Span;
use crate::spec::Occurs;

use super::Context;
use super::cursor::Typing;
use super::hover;
use super::known::{Effect, Known};
use super::sketch::Document;

use snippet::Snippet;

/// What may be written at a place, the best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// The suggestions.
    pub items: Vec<Completion>,
}

/// Something that may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is shown.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// What it is, in a few words.
    pub detail: String,
    /// What it means, in Markdown.
    pub docs: String,
    /// What is written. Further lines are indented as if the first were not.
    pub edit: Edit,
    /// The same with places to fill in, as editors have them: `$1`, `${2:text}`, `${3|one,two|}`, `$0`.
    pub snippet: Option<String>,
    /// What is compared with what has been typed in the place of `edit`.
    pub filter: String,
    /// The lower the better.
    pub rank: u8,
}

/// What a suggestion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// An element.
    Element,
    /// An end tag.
    EndTag,
    /// An attribute.
    Attribute,
    /// A word of a list.
    Word,
    /// A value that was made for this document.
    Fresh,
    /// A file of the host.
    File,
    /// A folder of the host.
    Folder,
    /// A rule of the linter.
    Rule,
}

impl Document<'_> {
    /// What may be written at `offset`.
    pub fn complete(&self, offset: usize, context: &Context<'_>) -> Completions {
        let mut items = match self.typing(offset) {
            Typing::Element {
                parent,
                own,
                span,
                is_name_only,
            } => self.elements(parent, own, &span, is_name_only, context),
            Typing::EndTag { element, span } => {
                self.end_tag_of(element, &span).into_iter().collect()
            }
            Typing::Attribute {
                element,
                span,
                has_value,
            } => self.attributes(element, &span, has_value, context),
            Typing::Value {
                element,
                name,
                span,
                quotes,
            } => self.attribute_values(element, &name, &span, quotes, context),
            Typing::Text { element, span } => self.text_values(element, &span, context),
            Typing::Comment { span } => self.rules(&span, offset),
            Typing::Nothing => Vec::new(),
        };
        order::by(&mut items, |item| (item.rank.into(), 0));
        Completions { items }
    }

    fn elements(
        &self,
        parent: Option<usize>,
        own: Option<usize>,
        span: &Span,
        is_name_only: bool,
        context: &Context<'_>,
    ) -> Vec<Completion> {
        let mut items = Vec::new();
        let Some(parent) = parent else {
            let is_first = self.nodes.is_empty() || own == Some(0);
            return if is_first {
                vec![self.element("domain", &Known::root(), span, is_name_only, context)]
            } else {
                items
            };
        };
        let Some(known) = self.known(parent) else {
            return items;
        };
        if !is_name_only {
            let unclosed = self.node(parent).is_some_and(|node| node.end_tag.is_none());
            items.extend(
                unclosed
                    .then(|| self.end_tag_of(Some(parent), span))
                    .flatten(),
            );
        }
        for name in known.child_names() {
            let Some(child) = known.child(name) else {
                continue;
            };
            if child.occurs != Occurs::Repeated && self.has_other(parent, name, own) {
                continue;
            }
            items.push(self.element(name, &child, span, is_name_only, context));
        }
        items
    }

    /// Whether an element has another one with a name than `own`.
    fn has_other(&self, parent: usize, name: &str, own: Option<usize>) -> bool {
        let Some(parent) = self.node(parent) else {
            return false;
        };
        parent.children.iter().any(|index| {
            Some(*index) != own
                && self
                    .node(*index)
                    .is_some_and(|child| self.name(child) == name)
        })
    }

    fn element(
        &self,
        name: &'static str,
        known: &Known,
        span: &Span,
        is_name_only: bool,
        context: &Context<'_>,
    ) -> Completion {
        let (plain, snippet) = if is_name_only {
            (format!("<{name}"), None)
        } else {
            let snippet = Snippet::element(self, name, known, context);
            (snippet.plain, Some(snippet.stops))
        };
        // A word that was typed without `<` is compared with the name.
        let has_less = self.slice(span).starts_with('<');
        Completion {
            label: name.to_owned(),
            kind: CompletionKind::Element,
            detail: detail(known.effect, known.occurs == Occurs::Required),
            docs: hover::element(name, known),
            edit: Edit {
                span: span.clone(),
                text: plain,
            },
            snippet,
            filter: if has_less {
                format!("<{name}")
            } else {
                name.to_owned()
            },
            rank: rank(known.effect, known.occurs == Occurs::Required),
        }
    }

    fn end_tag_of(&self, element: Option<usize>, span: &Span) -> Option<Completion> {
        let node = self.node(element?)?;
        let text = format!("</{}>", self.name(node));
        Some(Completion {
            label: text.clone(),
            kind: CompletionKind::EndTag,
            detail: "end of the element".to_owned(),
            docs: String::new(),
            edit: Edit {
                span: span.clone(),
                text: text.clone(),
            },
            snippet: None,
            filter: text,
            rank: 2,
        })
    }

    fn attributes(
        &self,
        element: usize,
        span: &Span,
        has_value: bool,
        context: &Context<'_>,
    ) -> Vec<Completion> {
        let (Some(known), Some(node)) = (self.known(element), self.node(element)) else {
            return Vec::new();
        };
        let mut items = Vec::new();
        for name in known.attribute_names() {
            let is_there = node
                .attributes
                .iter()
                .any(|other| other.name != *span && self.slice(&other.name) == name);
            let Some(value) = known.attribute(name).filter(|_| !is_there) else {
                continue;
            };
            let suggestions = self.suggestions(&value, Some(element), context);
            let (plain, stops) = if has_value {
                (name.to_owned(), None)
            } else {
                let mut snippet = Snippet::default();
                snippet.attribute(name, &suggestions);
                (snippet.plain, Some(snippet.stops))
            };
            items.push(Completion {
                label: name.to_owned(),
                kind: CompletionKind::Attribute,
                detail: detail(value.effect, value.is_required),
                docs: hover::value(name, &value, context.release()),
                edit: Edit {
                    span: span.clone(),
                    text: plain,
                },
                snippet: stops,
                filter: name.to_owned(),
                rank: rank(value.effect, value.is_required),
            });
        }
        items
    }

    fn attribute_values(
        &self,
        element: usize,
        name: &Span,
        span: &Span,
        (before, behind): (&str, &str),
        context: &Context<'_>,
    ) -> Vec<Completion> {
        let known = self.known(element);
        let value = known.and_then(|known| known.attribute(self.slice(name)));
        let Some(value) = value else {
            return Vec::new();
        };
        let typed = self.slice(span);
        let mut suggestions = self.suggestions(&value, Some(element), context);
        suggestions.extend(self.host_entries(&value.path, typed, context));
        suggestions
            .into_iter()
            .map(|suggestion| suggestion.completion(span, before, behind))
            .collect()
    }

    fn text_values(&self, element: usize, span: &Span, context: &Context<'_>) -> Vec<Completion> {
        let known = self.known(element);
        let Some(value) = known.and_then(|known| known.text()) else {
            return Vec::new();
        };
        self.suggestions(&value, Some(element), context)
            .into_iter()
            .map(|suggestion| suggestion.completion(span, "", ""))
            .collect()
    }

    /// The rules of a suppression.
    fn rules(&self, comment: &Span, offset: usize) -> Vec<Completion> {
        let before = self.slice(&(comment.start..offset));
        let inside = before.strip_prefix("<!--").unwrap_or_default().trim_start();
        let Some(names) = inside.strip_prefix("boxwright-ignore") else {
            return Vec::new();
        };
        let typed = names.rsplit([' ', ',']).next().unwrap_or_default();
        if names.contains(':') || names.len() == typed.len() {
            return Vec::new();
        }
        let span = offset - typed.len()..offset;
        let has_reason = self.slice(&(offset..comment.end)).contains(':');
        rules::ALL
            .iter()
            .map(|rule| Completion {
                label: rule.name.to_owned(),
                kind: CompletionKind::Rule,
                detail: rule.alias.to_owned(),
                docs: rule.docs.to_owned(),
                edit: Edit {
                    span: span.clone(),
                    text: rule.name.to_owned(),
                },
                snippet: (!has_reason).then(|| format!("{}: ${{1:reason}}", rule.name)),
                filter: rule.name.to_owned(),
                rank: 3,
            })
            .collect()
    }
}

fn detail(effect: Effect, is_required: bool) -> String {
    let detail = match (effect, is_required) {
        (Effect::Applied, true) => "required",
        (Effect::Applied, false) => "",
        (Effect::Known, _) => "VirtualBox has something for it",
        (Effect::None, _) => "no effect on VirtualBox",
    };
    detail.to_owned()
}

const fn rank(effect: Effect, is_required: bool) -> u8 {
    match (effect, is_required) {
        (Effect::Applied, true) => 1,
        (Effect::Applied, false) => 3,
        (Effect::Known, _) => 4,
        (Effect::None, _) => 5,
    }
}
