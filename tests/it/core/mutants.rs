//! How well faults are named: two thousand documents with one fault each, made from valid ones, always the same.
//!
//! A fault counts as named where a finding is at the element that has it; every further finding is noise. A fix counts
//! where it gives back the document as it was, but for layout and the order of elements with different names.

pub(crate) mod dice;
mod impossible;
mod kinds;
mod sites;
mod structure;

use std::collections::BTreeMap;
use std::ops::Range;

use dice::Dice;
use kinds::{Kind, Mutant};
use schema_core::lint::lint;
use schema_core::parse::parse;
use schema_core::{Applicability, Diagnostic, Domain, fix};
use tests::tree;

use super::corpus::{documents, name, text};

/// The kinds, with how many mutants of each.
const KINDS: &[(&str, usize, Kind)] = &[
    ("value", 250, kinds::value),
    ("name", 250, kinds::name),
    ("order", 250, kinds::order),
    ("duplicate", 250, structure::duplicate),
    ("missing", 250, structure::missing),
    ("unclosed", 250, kinds::unclosed),
    ("misplaced", 250, structure::misplaced),
    ("impossible", 250, impossible::impossible),
];

/// A document without a fault, and what is said about it.
struct Base {
    name: String,
    text: String,
    found: Vec<Diagnostic>,
    domain: Domain,
}

/// What became of the mutants of one kind.
#[derive(Clone, Copy, Default)]
struct Score {
    all: usize,
    named: usize,
    findings: usize,
    restored: usize,
}

fn bases() -> Option<Vec<Base>> {
    let corpus = tree::corpus()?.join("domain");
    let mut texts = Vec::new();
    for folder in ["valid", "vbox", "encoding-variants"] {
        for path in documents(&corpus.join(folder)) {
            texts.push((name(&path), text(&path)));
        }
    }
    for name in ["documented-2009.xml", "documented-2024.xml"] {
        texts.push((name.to_owned(), tree::example(name)));
    }
    let bases = texts.into_iter().map(|(name, text)| Base {
        found: lint(&text),
        domain: parse(&text).domain,
        name,
        text,
    });
    Some(
        bases
            .filter(|base| !base.found.iter().any(Diagnostic::is_error))
            .collect(),
    )
}

/// What is said about a mutant and not about the document that it was made from.
fn new_findings(base: &Base, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut known: BTreeMap<(String, String), usize> = BTreeMap::new();
    for old in &base.found {
        *known
            .entry((old.rule.to_owned(), old.message.clone()))
            .or_default() += 1;
    }
    found
        .into_iter()
        .filter(
            |found| match known.get_mut(&(found.rule.to_owned(), found.message.clone())) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    false
                }
                Some(_) | None => true,
            },
        )
        .collect()
}

/// What a document says, without its layout: elements of one name keep their order.
fn content(text: &str) -> Option<String> {
    fn of(node: roxmltree::Node<'_, '_>) -> String {
        let mut attributes: Vec<String> = node
            .attributes()
            .map(|one| format!("{}='{}'", one.name(), one.value()))
            .collect();
        attributes.sort();
        let elements = node.children().filter(roxmltree::Node::is_element);
        let mut inside: Vec<(&str, String)> = elements
            .map(|child| (child.tag_name().name(), of(child)))
            .collect();
        inside.sort_by_key(|(name, _)| *name);
        let inside: String = inside.into_iter().map(|(_, text)| text).collect();
        let text = node.text().unwrap_or_default().trim();
        format!(
            "<{} {}>{text}{inside}</>",
            node.tag_name().name(),
            attributes.join(" ")
        )
    }
    let document = roxmltree::Document::parse(text).ok()?;
    Some(of(document.root_element()))
}

/// Whether one of the fixes gives back what the document said.
fn is_restored(base: &Base, mutant: &Mutant, found: &[Diagnostic]) -> bool {
    let wanted = content(&base.text);
    let fixes = |found: &Diagnostic| found.fixes.clone().into_iter();
    found
        .iter()
        .flat_map(|found| {
            let only = |fix| Diagnostic {
                fixes: vec![fix],
                ..found.clone()
            };
            fixes(found).map(only).collect::<Vec<_>>()
        })
        .any(|only| {
            let fixed = fix::apply(&mutant.text, &[only], Applicability::Unsafe);
            content(&fixed) == wanted && parse(&fixed).domain == base.domain
        })
}

fn touches(span: &Range<usize>, place: &Range<usize>) -> bool {
    span.start <= place.end && place.start <= span.end
}

fn is_named(mutant: &Mutant, found: &[Diagnostic]) -> bool {
    found.iter().any(|found| {
        let others = found.related.iter().map(|other| &other.span);
        std::iter::once(&found.span)
            .chain(others)
            .any(|span| mutant.at.iter().any(|place| touches(span, place)))
    })
}

fn mutants(kind: Kind, count: usize, seed: u64, bases: &[Base]) -> Vec<(&Base, Mutant)> {
    let mut dice = Dice::new(seed);
    let mut all = Vec::new();
    while all.len() < count {
        let base = dice.pick(bases).unwrap();
        let document = roxmltree::Document::parse(&base.text).unwrap();
        let mutant = kind(&sites::sites(&document), &mut dice);
        all.extend(mutant.map(|mutant| (base, mutant)));
    }
    all
}

#[test]
fn single_faults_are_named_where_they_are_and_mended() {
    let Some(bases) = bases() else { return };
    let vbox: Vec<Base> = bases_for_virtualbox(&bases);
    let mut table = Vec::new();
    for (seed, (name, count, kind)) in KINDS.iter().enumerate() {
        let from = if *name == "impossible" { &vbox } else { &bases };
        let mut score = Score::default();
        for (base, mutant) in mutants(*kind, *count, seed as u64, from) {
            let found = new_findings(base, lint(&mutant.text));
            let (named, restored) = (
                is_named(&mutant, &found),
                is_restored(base, &mutant, &found),
            );
            score.all += 1;
            score.named += usize::from(named);
            score.findings += found.len();
            score.restored += usize::from(restored);
            // For whoever wants to see which fault is not named or mended.
            if std::env::var_os("BOXWRIGHT_MUTANTS").is_some() {
                let said: Vec<String> = found
                    .iter()
                    .map(|found| {
                        format!("{}({}): {}", found.rule, found.fixes.len(), found.message)
                    })
                    .collect();
                println!(
                    "{name}|{}|{}|{}|{}|{}|{}",
                    u8::from(named),
                    found.len(),
                    u8::from(restored),
                    mutant.what.replace('\n', " "),
                    said.join("; "),
                    base.name
                );
            }
        }
        table.push((*name, score));
    }
    let (lines, sum) = shown(&table);
    println!("{}", lines.join("\n"));
    let Score {
        all,
        named,
        findings,
        restored,
    } = sum;
    assert!(named * 100 >= all * 98, "too few are named");
    assert!(findings * 10 <= all * 12, "too much is said");
    assert!(restored * 10 >= all * 7, "too few are mended");
}

fn bases_for_virtualbox(bases: &[Base]) -> Vec<Base> {
    let vbox = bases
        .iter()
        .filter(|base| base.domain.kind == schema_core::domain::DomainType::Vbox);
    vbox.map(|base| Base {
        name: base.name.clone(),
        text: base.text.clone(),
        found: base.found.clone(),
        domain: base.domain.clone(),
    })
    .collect()
}

/// The table as it is printed, with its sum.
fn shown(table: &[(&str, Score)]) -> (Vec<String>, Score) {
    let mut lines = vec![format!(
        "{:12} mutants  named  findings  restored",
        "kind of fault"
    )];
    let mut sum = Score::default();
    let line = |name: &str, score: Score| {
        let Score {
            all,
            named,
            findings,
            restored,
        } = score;
        format!("{name:12} {all:8} {named:6} {findings:9} {restored:9}")
    };
    for (name, score) in table {
        lines.push(line(name, *score));
        sum.all += score.all;
        sum.named += score.named;
        sum.findings += score.findings;
        sum.restored += score.restored;
    }
    lines.push(line("all", sum));
    (lines, sum)
}
