//! What is wrong with a document: the form, as the reader saw it, and the meaning, by rules.

pub(crate) mod findings;
pub mod rule;
pub mod rules;
pub mod suggest;
pub(crate) mod suppress;
pub mod tree;

pub use rule::{Check, Context, Rule, page};
pub use suppress::ignore;
pub use tree::Tree;

use crate::diagnostic::{Diagnostic, Severity};
use crate::domain::DomainType;
use crate::order;
use crate::parse::{Parsed, parse};
use crate::source::SourceMap;
use crate::support::Release;
use crate::syntax::Document;

/// Everything that is wrong with a text, in the order of the text.
pub fn lint(text: &str) -> Vec<Diagnostic> {
    check(&parse(text))
}

/// Everything that is wrong with what was read, in the order of the text, but for what comments in it suppress.
pub fn check(parsed: &Parsed) -> Vec<Diagnostic> {
    check_for(parsed, None)
}

/// The same, and what a release of VirtualBox cannot do.
pub fn check_for(parsed: &Parsed, target: Option<Release>) -> Vec<Diagnostic> {
    let on_demand = false;
    check_in(parsed, Scope { target, on_demand })
}

/// The same, and what is only reported where it is asked for: what the document gives away of the host.
pub fn check_all(parsed: &Parsed, target: Option<Release>) -> Vec<Diagnostic> {
    let on_demand = true;
    check_in(parsed, Scope { target, on_demand })
}

fn check_in(parsed: &Parsed, scope: Scope) -> Vec<Diagnostic> {
    suppress::apply(parsed, scope, found(parsed, scope), |_| true)
}

/// What is asked.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Scope {
    /// The release that the machine is for, where one is named.
    pub(crate) target: Option<Release>,
    /// Whether rules that find no faults are asked as well.
    pub(crate) on_demand: bool,
}

/// Everything that is wrong, whatever is suppressed.
pub(crate) fn found(parsed: &Parsed, scope: Scope) -> Vec<Diagnostic> {
    let mut diagnostics = parsed.diagnostics.clone();
    if parsed.domain.kind != DomainType::Vbox || parsed.is_for_another {
        // Some devices that only other hypervisors have hold an element twice, such as the two ends of a UDP port.
        for diagnostic in &mut diagnostics {
            if diagnostic.rule == rules::DUPLICATE_ELEMENT.name {
                diagnostic.severity = Severity::Warning;
            }
        }
    }
    // Where there is no root element there is nothing that rules could say anything about.
    if parsed.is_domain() {
        let mut context = Context::new(parsed, scope);
        for rule in rules::ALL {
            context.run(rule);
        }
        diagnostics.extend(context.finish());
    }
    sort(&mut diagnostics);
    // Each way of looking at a document has a limit of its own.
    let mut is_more = false;
    diagnostics.retain(|found| {
        let says_so = found.rule == rules::TOO_MANY_FINDINGS.name;
        !(says_so && std::mem::replace(&mut is_more, true))
    });
    diagnostics
}

fn sort(diagnostics: &mut Vec<Diagnostic>) {
    order::with(diagnostics, |a, b| {
        (a.span.start, a.span.end, a.severity, a.rule).cmp(&(
            b.span.start,
            b.span.end,
            b.severity,
            b.rule,
        ))
    });
}

/// What the rules that look at the elements of a text find.
pub(crate) fn check_tree(
    source: &SourceMap,
    document: &Document<'_>,
    for_vbox: bool,
) -> Vec<Diagnostic> {
    let names = document.names();
    let devices = tree::Devices::of(document.root());
    let mut tree = Tree::new(source, document.root(), &devices).meant(for_vbox);
    for rule in rules::ALL {
        if let Check::Tree(needed, check) = rule.check
            && needed.iter().any(|name| names.has(name))
        {
            check(&mut tree, rule);
        }
    }
    tree.finish()
}

/// Whether a finding is of a policy that nothing can switch off.
pub fn is_locked(found: &Diagnostic) -> bool {
    found.rule == rules::LOCKED_POLICY_VIOLATION.name
}

/// The family of rules that find what a document gives away of the host.
pub const EXPOSURE: &str = "exposure";

/// The rules of a family; none where there is no such family.
pub fn family(name: &str) -> impl Iterator<Item = &'static Rule> {
    let is_known = name == EXPOSURE;
    let rules = rules::ALL.iter().copied();
    rules.filter(move |rule| is_known && rule.is_exposure())
}

/// The rule with this name or alias.
pub fn rule(name: &str) -> Option<&'static Rule> {
    rules::ALL
        .iter()
        .copied()
        .find(|rule| rule.name == name || rule.alias.eq_ignore_ascii_case(name))
}

/// The name of the rule that is close enough to `name` to be what was meant.
pub fn closest(name: &str) -> Option<&'static str> {
    suggest::closest(name, rules::ALL.iter().map(|rule| rule.name))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_misspelt_rule_is_guessed() {
        assert_eq!(super::closest("unknwon-element"), Some("unknown-element"));
        assert_eq!(super::closest("nonsense"), None);
    }
}
