//! What stands in `<metadata>`: elements of other applications, and Boxwright's own where they are misspelt.

use super::{At, NEIGHBOURS, Reader};
use crate::diagnostic::{Applicability, Edit, Fix, Label};
use crate::domain::metadata::{Foreign, Machine};
use crate::lint::{rules, suggest};
use crate::spec::{ChildSpec, Element as _, ElementSpec, Occurs};
use crate::syntax::{Element, OWN_NAMESPACE, OWN_PREFIX};
use crate::vocabulary;

impl Reader {
    /// Keeps an element of another application, and says where libvirt would not.
    pub fn foreign(
        &mut self,
        at: At<'_, '_>,
        spec: &'static ElementSpec,
        child: Element<'_, '_>,
        found: &mut Vec<Foreign>,
    ) {
        match child.namespace() {
            Some(OWN_NAMESPACE) => return self.unknown_element(at, spec, child),
            Some(namespace) => {
                if suggest::closest(namespace, std::iter::once(OWN_NAMESPACE)).is_some() {
                    self.misspelt_namespace(at, child, namespace);
                }
                self.second_of_namespace(at, child, namespace);
            }
            None => {
                let message = format!("`<{}>` in `<metadata>` is in no namespace", child.name());
                let path = self.source.path(at.place).child(child.name().to_owned());
                let rule = &rules::METADATA_WITHOUT_NAMESPACE;
                let mut diagnostic = rule.diagnostic(message, child.name_span(), path);
                diagnostic.notes.push(
                    "libvirt drops it; give it a namespace of your own with `xmlns`".to_owned(),
                );
                self.diagnostics.push(diagnostic);
            }
        }
        found.push(Foreign::of(child));
    }

    fn misspelt_namespace(&mut self, at: At<'_, '_>, child: Element<'_, '_>, namespace: &str) {
        let message = format!("the namespace `{namespace}` is not the one that is known");
        let name = child.written_name().to_owned();
        let path = self.source.path(at.place).child(name);
        let rule = &rules::UNKNOWN_VBOX_NAMESPACE;
        let mut diagnostic = rule.diagnostic(message, child.name_span(), path);
        diagnostic
            .notes
            .push(format!("did you mean `{OWN_NAMESPACE}`?"));
        self.diagnostics.push(diagnostic);
    }

    fn second_of_namespace(&mut self, at: At<'_, '_>, child: Element<'_, '_>, namespace: &str) {
        let before = at.element.children().take(NEIGHBOURS);
        let before = before.take_while(|other| other.number() != child.number());
        let Some(first) = before
            .into_iter()
            .find(|other| other.namespace() == Some(namespace))
        else {
            return;
        };
        let message = format!("a second element of the namespace `{namespace}` in `<metadata>`");
        let name = child.written_name().to_owned();
        let path = self.source.path(at.place).child(name);
        let rule = &rules::SECOND_METADATA_OF_NAMESPACE;
        let mut diagnostic = rule.diagnostic(message, child.name_span(), path);
        diagnostic.related.push(Label {
            message: "the first is here".to_owned(),
            span: first.name_span(),
        });
        let note = "libvirt keeps only the first; put both into one element".to_owned();
        diagnostic.notes.push(note);
        diagnostic.fixes.push(Fix {
            title: format!("remove the second `<{}>`", child.written_name()),
            applicability: Applicability::Unsafe,
            edits: vec![self.source.removal(&child.range())],
        });
        self.diagnostics.push(diagnostic);
    }

    /// Reports an element that is or should be in Boxwright's own namespace.
    pub(super) fn unknown_own_element(
        &mut self,
        at: At<'_, '_>,
        spec: &'static ElementSpec,
        child: Element<'_, '_>,
    ) {
        let name = child.name();
        if child.own_name().is_empty() && child.plain_name().is_empty() {
            return;
        }
        let declared = spec.children.iter().filter(|known| {
            known.occurs == Occurs::Repeated || has_no_child_in_own(at.element, known.name)
        });
        let declared = declared.filter_map(|known| known.name.strip_prefix(OWN_PREFIX));
        let meant = suggest::closest(name, declared);
        let (written, outer) = (child.written_name(), at.element.written_name());
        let message = format!("unknown element `<{written}>` in `<{outer}>`");
        let path = self.source.path(at.place).child(written.to_owned());
        let rule = &rules::UNKNOWN_ELEMENT;
        let mut diagnostic = rule.diagnostic(message, child.name_span(), path);
        if let Some(list) = list_of(spec, name) {
            let (note, fix) = self.offer_list(at.element, child, list);
            diagnostic.notes.push(note);
            diagnostic.fixes.extend(fix);
            self.diagnostics.push(diagnostic);
            return;
        }
        match meant {
            Some(meant) => {
                // With the prefix that the document has.
                let prefix = [written, outer]
                    .into_iter()
                    .find_map(|name| name.split_once(':'));
                let meant = match prefix {
                    Some((prefix, _)) => format!("{prefix}:{meant}"),
                    None => meant.to_owned(),
                };
                diagnostic.notes.push(format!("did you mean `<{meant}>`?"));
                let mut spans = vec![child.name_span()];
                spans.extend(child.end_name_span());
                let fix = suggest::rename(&meant, written, spans);
                diagnostic.fixes.push(fix);
            }
            None if spec.name.starts_with(OWN_PREFIX) => {
                let known: Vec<String> = spec
                    .children
                    .iter()
                    .map(|known| format!("`<{}>`", known.name))
                    .collect();
                diagnostic.notes.push(match known.as_slice() {
                    [] => "there are no elements in it".to_owned(),
                    [..] => format!("it can have {}", known.join(", ")),
                });
            }
            None => diagnostic.notes.push(
                "what is in this namespace stands in `<vbox:machine>` in `<metadata>`".to_owned(),
            ),
        }
        self.diagnostics.push(diagnostic);
    }
}

impl Reader {
    /// How to put an element into the list that has such ones, which stands beside it or is missing.
    fn offer_list(
        &self,
        parent: Element<'_, '_>,
        child: Element<'_, '_>,
        list: &str,
    ) -> (String, Option<Fix>) {
        let written = child.written_name();
        let list = match written.split_once(':') {
            Some((prefix, _)) => format!("{prefix}:{list}"),
            None => list.to_owned(),
        };
        let range = child.range();
        let edit = |at: usize, text: String| Edit { span: at..at, text };
        let mut beside = parent.children().take(NEIGHBOURS);
        let there = beside.find(|beside| beside.written_name() == list);
        let edits = match there {
            Some(there) => there.end_name_span().map(|end| {
                let text = self.source.text().get(range.clone()).unwrap_or_default();
                let end = end.start.saturating_sub("</".len());
                vec![self.source.removal(&range), edit(end, text.to_owned())]
            }),
            // The next ones of the name have a place to go to then.
            None => is_first_of_its_name(parent, child).then(|| {
                vec![
                    edit(range.start, format!("<{list}>")),
                    edit(range.end, format!("</{list}>")),
                ]
            }),
        };
        let fix = edits.map(|edits| Fix {
            title: format!("put it into `<{list}>`"),
            applicability: Applicability::Unsafe,
            edits,
        });
        (format!("it belongs into `<{list}>`"), fix)
    }
}

impl Reader {
    /// Says of the element that was reported last, and that libvirt knows nowhere, that it is one of Boxwright's own;
    /// whether it is.
    pub(super) fn offer_own(&mut self, child: Element<'_, '_>) -> bool {
        let name = child.plain_name();
        let mut own = Machine::SPEC.children.iter();
        let own = own.find(|own| own.name.strip_prefix(OWN_PREFIX) == Some(name));
        let is_looking = self.is_looking();
        let Some(own) = own.filter(|_| is_looking && !vocabulary::is_name(name)) else {
            return false;
        };
        self.homed += 1;
        let mut around = std::iter::successors(child.parent(), |one| one.parent());
        let root = around.find(|one| one.parent().is_none());
        let metadata = root.and_then(|root| {
            let mut inside = root.children().take(NEIGHBOURS);
            inside.find(|inside| inside.plain_name() == "metadata")
        });
        let machine = metadata.and_then(|metadata| {
            let mut inside = metadata.children().take(NEIGHBOURS);
            inside.find(|inside| inside.own_name() == "machine")
        });
        let text = self.source.text();
        let inside = child.children().next().is_none().then(|| child.text_span());
        let inside = inside.and_then(|span| text.get(span)).unwrap_or_default();
        // With the prefix that the document has.
        let written = machine.map(Element::written_name);
        let prefix = written.and_then(|written| written.split_once(':'));
        let prefix = prefix.map_or("", |(prefix, _)| prefix);
        let usual = OWN_PREFIX.trim_end_matches(':');
        let prefix = if machine.is_some() { prefix } else { usual };
        let colon = if prefix.is_empty() { "" } else { ":" };
        let element = format!("<{prefix}{colon}{name}>{inside}</{prefix}{colon}{name}>");
        let made =
            format!("<{usual}:machine xmlns:{usual}='{OWN_NAMESPACE}'>{element}</{usual}:machine>");
        let end =
            |one: Element<'_, '_>| Some(one.end_name_span()?.start.saturating_sub("</".len()));
        let insertion = match (metadata, machine) {
            (None, _) => root.and_then(|root| {
                let first = root.children().next()?.range().start;
                Some((first, format!("<metadata>{made}</metadata>")))
            }),
            (Some(metadata), None) => end(metadata).map(|at| (at, made)),
            (Some(_), Some(machine)) => end(machine).map(|at| (at, element)),
        };
        let is_leaf = !inside.trim().is_empty();
        let insertion = insertion.filter(|_| is_leaf);
        let fix = insertion.map(|(at, text)| Fix {
            title: format!("write `<{}>` in `<metadata>`", own.name),
            applicability: Applicability::Unsafe,
            edits: vec![
                self.source.removal(&child.range()),
                Edit { span: at..at, text },
            ],
        });
        if let Some(reported) = self.diagnostics.last_mut() {
            let note = format!(
                "did you mean `<{}>` in `<{OWN_PREFIX}machine>` in `<metadata>`?",
                own.name
            );
            reported.notes = vec![note];
            reported.fixes = fix.into_iter().collect();
        }
        true
    }
}

/// The element of an element that has ones of this name inside, without the prefix of either.
fn list_of(spec: &'static ElementSpec, name: &str) -> Option<&'static str> {
    let is_it = |inner: &ChildSpec| inner.name.strip_prefix(OWN_PREFIX) == Some(name);
    let mut lists = spec.children.iter().filter(|outer| {
        let inside = outer.content.element();
        inside
            .is_some_and(|inside| inside.attributes.is_empty() && inside.children.iter().any(is_it))
    });
    let list = lists.next()?;
    list.name.strip_prefix(OWN_PREFIX)
}

fn is_first_of_its_name(parent: Element<'_, '_>, child: Element<'_, '_>) -> bool {
    let mut beside = parent.children().take(NEIGHBOURS);
    let first = beside.find(|beside| beside.written_name() == child.written_name());
    first.is_some_and(|first| first.number() == child.number())
}

fn has_no_child_in_own(element: Element<'_, '_>, name: &str) -> bool {
    let name = name.strip_prefix(OWN_PREFIX).unwrap_or(name);
    let mut children = element.children().take(NEIGHBOURS);
    children.all(|child| child.own_name() != name)
}
