//! Findings that a comment of the document keeps quiet: `<!-- boxwright-ignore RULE[, RULE]: reason -->` before an
//! element suppresses what these rules find in that element, from its start tag to its end tag.

mod add;

pub use add::ignore;

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::lint::{Check, Rule, Scope, rule, rules, sort, suggest};
use crate::parse::Parsed;
use crate::path::Path;
use crate::span::Span;
use crate::syntax::tokens::{Token, TokenKind, Tokens};

const MARK: &str = "boxwright-ignore";
/// What a mark that is misspelt begins with all the same.
const OURS: &str = "boxwright";
/// The most comments of a document that suppress, since each of them is held against each finding.
const MOST: usize = 1000;

/// A comment that suppresses.
#[derive(Debug)]
struct Suppression {
    comment: Span,
    /// The names that it gives, in their order.
    names: Vec<Name>,
    has_reason: bool,
    /// The element behind it, from `<` to the `>` of its end tag; empty where there is none.
    element: Span,
}

#[derive(Debug)]
struct Name {
    span: Span,
    rule: Option<&'static Rule>,
    used: bool,
}

/// Takes out what is suppressed of what was found, where `hides` agrees, and adds what is wrong with the suppressions.
pub(crate) fn apply(
    parsed: &Parsed,
    scope: Scope,
    mut diagnostics: Vec<Diagnostic>,
    hides: impl Fn(&Diagnostic) -> bool,
) -> Vec<Diagnostic> {
    let text = parsed.source.text();
    // Few documents have any, and the others are not to pay for them.
    if !text.contains(OURS) {
        return diagnostics;
    }
    for token in Tokens::new(text).filter(|token| token.kind == TokenKind::Comment) {
        diagnostics.extend(misspelt(text, &token));
    }
    let mut suppressions = find(text);
    let beyond = suppressions.get(MOST).map(|first| first.comment.clone());
    suppressions.truncate(MOST);
    diagnostics.retain(|found| {
        let mut suppressed = false;
        for suppression in &mut suppressions {
            suppressed |= suppression.covers(found);
        }
        !(suppressed && found.rule != rules::LOCKED_POLICY_VIOLATION.name && hides(found))
    });
    for suppression in &suppressions {
        report(parsed, scope, suppression, &mut diagnostics);
    }
    if let Some(first) = beyond {
        let message = format!("only the first {MOST} suppressions of a document count");
        let rule = &rules::INVALID_SUPPRESSION;
        let mut found = rule.diagnostic(message, first, Path::default());
        found
            .notes
            .push("ignore the rule in `boxwright.toml` instead".to_owned());
        diagnostics.push(found);
    }
    sort(&mut diagnostics);
    diagnostics
}

impl Suppression {
    /// Whether it suppresses a finding; remembers that it does.
    fn covers(&mut self, found: &Diagnostic) -> bool {
        if !self.element.contains(&found.span.start) {
            return false;
        }
        let name = self
            .names
            .iter_mut()
            .find(|name| name.rule.is_some_and(|rule| rule.name == found.rule));
        name.map(|name| name.used = true).is_some()
    }
}

/// The suppressions of a text, which need not be well-formed.
fn find(text: &str) -> Vec<Suppression> {
    let tokens: Vec<Token> = Tokens::new(text).collect();
    let mut found = Vec::new();
    // From the end, so that comments in a row look for their element once.
    let mut element_behind: Option<Span> = None;
    for (at, token) in tokens.iter().enumerate().rev() {
        if !is_between(text, token) {
            element_behind = None;
        } else if token.kind == TokenKind::Comment
            && let Some(mut suppression) = read(text, token)
        {
            let behind = tokens.get(at + 1..).unwrap_or_default();
            suppression.element = element_behind
                .get_or_insert_with(|| element(text, behind))
                .clone();
            found.push(suppression);
        }
    }
    found.reverse();
    found
}

/// Whether a token may stand between a suppression and its element.
fn is_between(text: &str, token: &Token) -> bool {
    token.kind == TokenKind::Comment
        || token.kind == TokenKind::Instruction
        || token.kind == TokenKind::Doctype
        || token.kind == TokenKind::Text && token.text(text).trim().is_empty()
}

fn read(text: &str, comment: &Token) -> Option<Suppression> {
    let inside = comment.text(text).strip_prefix("<!--")?;
    let inside = inside.strip_suffix("-->").unwrap_or(inside);
    let rest = inside.trim_start().strip_prefix(MARK)?;
    if rest.starts_with(|c: char| c != ':' && !c.is_whitespace()) {
        return None;
    }
    let start = comment.start + "<!--".len() + (inside.len() - rest.len());
    let (list, reason) = rest.split_once(':').unwrap_or((rest, ""));
    let mut names = Vec::new();
    let mut at = start;
    for name in list.split(',') {
        let trimmed = name.trim();
        let begins = at + (name.len() - name.trim_start().len());
        if !trimmed.is_empty() {
            names.push(Name {
                span: begins..begins + trimmed.len(),
                rule: rule(trimmed),
                used: false,
            });
        }
        at += name.len() + 1;
    }
    Some(Suppression {
        comment: comment.span(),
        names,
        has_reason: !reason.trim().is_empty(),
        element: 0..0,
    })
}

/// What is wrong with a comment that is nearly a suppression, and suppresses nothing.
fn misspelt(text: &str, comment: &Token) -> Option<Diagnostic> {
    let inside = comment.text(text).strip_prefix("<!--")?;
    let rest = inside.trim_start();
    let ends = |c: char| c == ':' || c.is_whitespace();
    let word = rest.split(ends).next()?.trim_end_matches("-->");
    let behind = rest.strip_prefix(OURS)?;
    // `boxwright ignore` is two words.
    let written = match behind.trim_start().split(ends).next() {
        Some(second) if word == OURS && second.to_lowercase().starts_with("ignor") => {
            OURS.len() + (behind.len() - behind.trim_start().len()) + second.len()
        }
        _ if word != MARK && behind.starts_with(['-', '_']) => word.len(),
        _ => return None,
    };
    let start = comment.start + "<!--".len() + (inside.len() - rest.len());
    let span = start..start + written;
    let message = format!("`{}` suppresses nothing", text.get(span.clone())?);
    let mut found = rules::INVALID_SUPPRESSION.diagnostic(message, span.clone(), Path::default());
    found
        .notes
        .push(format!("a suppression begins with `{MARK}`"));
    found.fixes.push(Fix {
        title: format!("write `{MARK}`"),
        applicability: Applicability::Unsafe,
        edits: vec![Edit {
            span,
            text: MARK.to_owned(),
        }],
    });
    Some(found)
}

/// The element with which `tokens` begin, blanks and comments left out; empty where they begin otherwise.
fn element(text: &str, tokens: &[Token]) -> Span {
    let between = tokens
        .iter()
        .take_while(|token| is_between(text, token))
        .count();
    let tokens = tokens.get(between..).unwrap_or_default();
    let Some(first) = tokens
        .first()
        .filter(|token| token.kind == TokenKind::StartTag)
    else {
        return 0..0;
    };
    let mut open: Vec<&str> = Vec::new();
    let mut closing = false;
    for token in tokens {
        if token.kind == TokenKind::StartTag {
            open.push("");
        } else if token.kind == TokenKind::EndTag {
            closing = true;
        } else if token.kind == TokenKind::TagName && !closing {
            if let Some(last) = open.last_mut() {
                *last = token.text(text);
            }
        } else if token.kind == TokenKind::TagName {
            let name = token.text(text);
            match open.iter().rposition(|known| *known == name) {
                // What was not closed inside it ends with it.
                Some(at) => open.truncate(at),
                // It closes what is around the element, which therefore ends before.
                None => return first.start..token.start.saturating_sub("</".len()),
            }
        } else if matches!(token.kind, TokenKind::EmptyTagEnd | TokenKind::TagEnd) {
            if token.kind == TokenKind::EmptyTagEnd {
                open.pop();
            }
            closing = false;
            if open.is_empty() {
                return first.start..token.end;
            }
        }
    }
    first.start..text.len()
}

fn report(
    parsed: &Parsed,
    scope: Scope,
    suppression: &Suppression,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let invalid = |message: &str, span: &Span| {
        rules::INVALID_SUPPRESSION.diagnostic(message.to_owned(), span.clone(), Path::default())
    };
    let form = || format!("write `<!-- {MARK} RULE: reason -->`");
    let text = parsed.source.text();
    if suppression.names.is_empty() {
        let mut found = invalid("the suppression names no rule", &suppression.comment);
        found.notes.push(form());
        diagnostics.push(found);
    } else if !suppression.has_reason {
        let mut found = invalid("the suppression has no reason", &suppression.comment);
        found.notes.push(form());
        diagnostics.push(found);
    }
    for (index, name) in suppression.names.iter().enumerate() {
        let written = text.get(name.span.clone()).unwrap_or_default();
        let Some(rule) = name.rule else {
            let mut found = invalid(&format!("there is no rule `{written}`"), &name.span);
            if let Some(several) = several(written) {
                found
                    .notes
                    .push("several rules have commas between them".to_owned());
                found.fixes.push(Fix {
                    title: format!("write `{several}`"),
                    applicability: Applicability::Safe,
                    edits: vec![Edit {
                        span: name.span.clone(),
                        text: several,
                    }],
                });
            } else if let Some(meant) = super::closest(written) {
                found.notes.push(format!("did you mean `{meant}`?"));
                let fix = suggest::rename(meant, written, vec![name.span.clone()]);
                found.fixes.push(fix);
            }
            diagnostics.push(found);
            continue;
        };
        if rule.name == rules::LOCKED_POLICY_VIOLATION.name {
            let mut found = invalid(&format!("nothing suppresses `{written}`"), &name.span);
            let note = "whoever wrote the policy has locked it; satisfy it, or ask them";
            found.notes.push(note.to_owned());
            found.fixes.push(Fix {
                title: format!("remove `{written}`"),
                applicability: Applicability::Safe,
                edits: vec![removal(parsed, suppression, index)],
            });
            diagnostics.push(found);
            continue;
        }
        if name.used || !can_find(rule, scope) {
            continue;
        }
        let message = format!("`{written}` finds nothing here to suppress");
        let mut found =
            rules::UNUSED_SUPPRESSION.diagnostic(message, name.span.clone(), Path::default());
        found.fixes.push(Fix {
            title: format!("remove `{written}`"),
            applicability: Applicability::Safe,
            edits: vec![removal(parsed, suppression, index)],
        });
        diagnostics.push(found);
    }
}

/// The rules that a text names with blanks between them, with commas.
fn several(written: &str) -> Option<String> {
    let names: Vec<&str> = written.split_whitespace().collect();
    let are_rules = names.iter().all(|name| rule(name).is_some());
    (names.len() > 1 && are_rules).then(|| names.join(", "))
}

/// Whether what a rule finds depends on policies.
fn is_policy(rule: &str) -> bool {
    rule == rules::POLICY_VIOLATION.name || rule == rules::LOCKED_POLICY_VIOLATION.name
}

/// Whether a rule was asked at all.
fn can_find(rule: &Rule, scope: Scope) -> bool {
    let for_a_release = [
        rules::BEYOND_TARGET_LIMIT.name,
        rules::DEVICE_NEWER_THAN_TARGET.name,
        rules::EXTENSION_PACK_NEEDED.name,
        rules::OWN_SETTING_NEWER_THAN_TARGET.name,
        rules::SETTING_NEWER_THAN_TARGET.name,
    ];
    let by_linting = match rule.check {
        Check::Reading | Check::Domain(_) | Check::Tree(..) => true,
        Check::Exposure(_) => scope.on_demand || !rule.is_on_demand(),
        Check::Normalizing => false,
    };
    // Whether there is a policy at all depends on who asks.
    let by_linting = by_linting && !is_policy(rule.name);
    by_linting && (scope.target.is_some() || !for_a_release.contains(&rule.name))
}

/// Removes the name with the comma beside it, or the comment where no other name is in it.
fn removal(parsed: &Parsed, suppression: &Suppression, index: usize) -> Edit {
    let names = &suppression.names;
    let here = names.get(index).map(|name| &name.span);
    let before = index.checked_sub(1).and_then(|index| names.get(index));
    let behind = names.get(index + 1);
    let span = match (here, before, behind) {
        (Some(here), Some(before), _) => before.span.end..here.end,
        (Some(here), None, Some(behind)) => here.start..behind.span.start,
        (Some(_), None, None) | (None, _, _) => {
            return parsed.source.removal(&suppression.comment);
        }
    };
    Edit {
        span,
        text: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::lint;
    use crate::lint::rules::testing::{check, devices, domain};

    const IGNORE: &str = "<!-- boxwright-ignore unknown-element: why -->";

    #[test]
    fn everything_in_the_element_is_suppressed_and_nothing_behind_it() {
        check(
            &domain(&format!(
                "{IGNORE}\n<clock offset='utc'><x/><y><z/></y></clock><tilt/>"
            )),
            &["unknown-element at `tilt`: unknown element `<tilt>` in `<domain>`"],
        );
        check(
            &devices(&format!(
                "{IGNORE}<?pi?><!-- c --><tilt/>{IGNORE}<turn a='1'/>"
            )),
            &[],
        );
    }

    #[test]
    fn several_comments_and_rules_go_together() {
        check(
            &domain(&format!(
                "{IGNORE}<!-- boxwright-ignore unknown-attribute, K408: two --><clock offset='utc' lean='1'><tilt/>\
                 </clock>"
            )),
            &["unused-suppression at `K408`: `K408` finds nothing here to suppress"],
        );
    }

    #[test]
    fn before_the_root_it_is_for_the_whole_document() {
        let text = domain("<tilt/><clock offset='utc'><tilt/></clock>");
        check(&format!("<?xml version='1.0'?>\n{IGNORE}\n{text}"), &[]);
    }

    #[test]
    fn that_a_locked_policy_stays_is_told() {
        check(
            &domain("<!-- boxwright-ignore locked-policy-violation: why --><clock offset='utc'/>"),
            &[
                "invalid-suppression at `locked-policy-violation`: nothing suppresses `locked-policy-violation`",
            ],
        );
    }

    #[test]
    fn what_is_nearly_a_suppression_is_told() {
        for (comment, said) in [
            (
                "boxwright-ignor empty-name: x",
                vec!["`boxwright-ignor` suppresses nothing"],
            ),
            (
                "boxwright_ignore empty-name: x",
                vec!["`boxwright_ignore` suppresses nothing"],
            ),
            (
                "boxwright Ignore empty-name: x",
                vec!["`boxwright Ignore` suppresses nothing"],
            ),
            ("boxwright made this", vec![]),
            ("made for boxwright-ignore", vec![]),
        ] {
            let text = format!(
                "<!-- {comment} --><domain type='vbox'><name>a</name><memory>1048576</memory></domain>"
            );
            let found = lint(&text);
            let ours = found.iter().filter(|one| one.rule == "invalid-suppression");
            assert_eq!(
                ours.map(|one| one.message.as_str()).collect::<Vec<_>>(),
                said,
                "{comment}"
            );
        }
    }

    #[test]
    fn without_an_element_behind_it_nothing_is_suppressed() {
        check(
            &domain(&format!("<clock offset='utc'><tilt/>{IGNORE}</clock>")),
            &[
                "unknown-element at `tilt`: unknown element `<tilt>` in `<clock>`",
                "unused-suppression at `unknown-element`: `unknown-element` finds nothing here to suppress",
            ],
        );
    }

    #[test]
    fn what_is_not_closed_ends_where_what_is_around_it_does() {
        check(
            &domain(&format!("<devices>{IGNORE}<tilt><b></devices><turn/>")),
            &[
                "unclosed-element at `<tilt>`: `<tilt>` is not closed",
                "unclosed-element at `<b>`: `<b>` is not closed",
                "unknown-element at `turn`: unknown element `<turn>` in `<domain>`",
            ],
        );
    }
}
