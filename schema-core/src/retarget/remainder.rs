//! What is left is what the linter says it is: what has no effect goes, and what is an error is mended or goes.

use crate::diagnostic::Diagnostic;
use crate::elements::{self, Element};
use crate::lint::{self, rules};
use crate::parse::parse;
use crate::path::{Path, Segment};

use super::Verb;
use super::draft::Draft;

/// More rounds than this mean that what is done makes new faults.
const ROUNDS: usize = 30;
/// Elements that say nothing when they hold nothing.
const HOLDERS: &[&str] = &[
    "driver",
    "cpu",
    "iotune",
    "cputune",
    "os/bootmenu",
    "sysinfo",
];

pub(super) fn run(draft: &mut Draft) {
    for _ in 0..ROUNDS {
        let found = lint::check_for(&parse(draft.text()), Some(draft.target));
        let idle: Vec<&Diagnostic> = found
            .iter()
            .filter(|it| it.rule == rules::NO_EFFECT_ON_VIRTUALBOX.name)
            .collect();
        let is_done = if idle.is_empty() {
            match found.iter().find(|it| it.is_error()) {
                Some(error) => !mend(error, draft),
                None => true,
            }
        } else {
            for finding in idle {
                idle_goes(finding, draft);
            }
            false
        };
        // What cannot be edited is left, and named as what it is.
        if is_done || draft.commit().is_err() {
            break;
        }
    }
    empty(draft);
}

/// Why some of what VirtualBox has nothing for is not missed.
const WHY: &[(&str, &str)] = &[
    ("emulator", "VirtualBox is the program"),
    ("channel", "what it is for, the Guest Additions do"),
    (
        "memballoon",
        "VirtualBox has its own, in the Guest Additions",
    ),
    ("rng", "guests of today have other sources of randomness"),
    ("console", "the serial port is where a guest writes to"),
    ("redirdev", "USB devices are handed on by filters"),
    ("on_crash", "VirtualBox stops the machine"),
    ("on_reboot", "VirtualBox starts it again"),
    ("on_poweroff", "VirtualBox stops it"),
];

fn idle_goes(finding: &Diagnostic, draft: &mut Draft) {
    let name = match finding.path.segments().last() {
        Some(Segment::Child(name) | Segment::Item(name, _)) => name.to_string(),
        Some(Segment::Attribute(_)) | None => String::new(),
    };
    let why = WHY.iter().find(|(known, _)| *known == name);
    let message = match why {
        Some((_, why)) => format!("{}: {why}", finding.message),
        None => finding.message.clone(),
    };
    draft.say(Verb::Dropped, &finding.span, message);
    // An address does not tell siblings apart that no declaration knows; the place does.
    let path = match draft.element_at(&finding.span) {
        Some(element) if !finding.path.is_attribute() => element,
        Some(_) | None => finding.path.clone(),
    };
    draft.remove(&path);
}

/// Carries out the fix of an error, or takes away what it is about; says whether anything was done.
fn mend(error: &Diagnostic, draft: &mut Draft) -> bool {
    if let Some(fix) = error.fixes.first() {
        let before = draft.text().to_owned();
        draft.say(
            Verb::Changed,
            &error.span,
            format!("{}: {}", error.message, fix.title),
        );
        draft.take(&fix.edits);
        return draft.text() != before;
    }
    let Some(path) = victim(&error.path) else {
        return false;
    };
    draft.say(Verb::Dropped, &error.span, error.message.clone());
    draft.remove(&path);
    true
}

/// What goes where something in it is wrong: the device, or the innermost that is no device.
fn victim(path: &Path) -> Option<Path> {
    let segments = path.segments();
    let is_device = matches!(
        segments.get(1),
        Some(Segment::Child(name) | Segment::Item(name, _)) if name == "devices"
    );
    match segments.len() {
        0 | 1 => None,
        2 if is_device => None,
        3.. if is_device => Some(Path::from_segments(
            segments.iter().take(3).cloned().collect(),
        )),
        _ => Some(path.clone()),
    }
}

/// Takes away what holds nothing any more.
fn empty(draft: &mut Draft) {
    fn visit(element: &Element, draft: &mut Draft) {
        if HOLDERS.contains(&element.name.as_str())
            && element.attributes.is_empty()
            && element.children.is_empty()
            && element.text.is_empty()
        {
            draft.remove(&element.path);
        }
        for child in &element.children {
            visit(child, draft);
        }
    }
    if let Some(root) = elements::elements(draft.text()) {
        visit(&root, draft);
    }
}
