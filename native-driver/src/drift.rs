//! What was applied last, kept with the machine in its extra data, to tell who made a difference: the document, or
//! somebody who changed the machine.

use schema_core::domain::Domain;
use schema_core::domain::metadata::{Secret, SecretIs};
use schema_core::normalize::{Normalized, normalize};
use schema_core::parse::parse;
use schema_core::validate::validate;
use schema_core::write::write;

use crate::current::{Current, fnv1a};
use crate::document::Document;
use crate::mapping;
use crate::media::Media;
use crate::obstacle;
use crate::plan::builder::Builder;
use crate::plan::{Cause, Change, ChangeAction};
use crate::typelib::Typelib;

/// What is kept of a document: a digest, and behind a line end the normal form, without secrets that stand in it.
pub(crate) fn kept(domain: &Domain) -> String {
    let mut domain = domain.clone();
    let machine = domain
        .metadata
        .as_mut()
        .and_then(|all| all.machine.as_mut());
    let display = machine.and_then(|machine| machine.remote_display.as_mut());
    if let Some(secret) = display.and_then(|display| display.vnc_password.as_mut())
        && matches!(secret.is(), SecretIs::Plain(_))
    {
        *secret = Secret::new(Secret::KEPT);
    }
    for graphics in &mut domain.devices.graphics {
        if let Some(secret) = &mut graphics.passwd
            && matches!(secret.is(), SecretIs::Plain(_))
        {
            *secret = Secret::new(Secret::KEPT);
        }
    }
    let text = write(&domain);
    format!("{}\n{text}", fnv1a(text.as_bytes()))
}

/// The document that was kept; `None` where there is none, somebody altered it, or it is of another release of
/// Boxwright that this one cannot read.
fn last(kept: &str) -> Option<Normalized> {
    let (digest, text) = kept.split_once('\n')?;
    if fnv1a(text.as_bytes()) != digest {
        return None;
    }
    let validated = validate(parse(text)).ok()?;
    Some(normalize(&validated))
}

/// Tells for each change whether the document is another one than the last, the machine is not as the last one left
/// it, or both.
pub(crate) fn tell(changes: &mut [Change], current: &Current, typelib: &Typelib) {
    let Some(last) = last(&current.applied) else {
        return;
    };
    // What would have to be done to have the last document again is what was done since.
    let media = Media::default();
    let mut out = Builder::new(typelib, Document::new(&last), &media, current.uuid, false);
    mapping::plan(&last.domain, Some(current), &mut out);
    let built = out.finish();
    let refused: Vec<String> = built
        .refusals
        .iter()
        // That a secret of then is not known now tells nothing of the machine.
        .filter(|refusal| refusal.obstacle.name != obstacle::MISSING_SECRET.name)
        .map(|refusal| refusal.path.to_string())
        .collect();
    for change in changes {
        let cause = if built.changes.iter().any(|other| is_same(other, change)) {
            Cause::Machine
        } else if is_touched(change, &built.changes) || refused.contains(&change.path) {
            Cause::Both
        } else {
            Cause::Document
        };
        change.cause = Some(cause);
    }
}

/// Whether two changes lead from one value to another.
fn is_same(one: &Change, other: &Change) -> bool {
    (&one.path, one.action, &one.before, &one.after)
        == (&other.path, other.action, &other.before, &other.after)
}

/// Whether the machine has another value at the place of a change than the last document gave it. What is added or
/// removed has the place of its list, which others share.
fn is_touched(change: &Change, since: &[Change]) -> bool {
    let is_value = |change: &Change| change.action == ChangeAction::Change;
    is_value(change)
        && since
            .iter()
            .any(|other| is_value(other) && other.path == change.path)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "<domain type='vbox'><name>a</name><memory unit='MiB'>64</memory></domain>";

    fn domain(text: &str) -> Domain {
        normalize(&validate(parse(text)).unwrap()).domain
    }

    #[test]
    fn what_is_kept_comes_back_unless_somebody_altered_it() {
        let domain = domain(TEXT);
        let kept = kept(&domain);
        assert_eq!(last(&kept).unwrap().domain, domain);
        assert!(last(&kept.replace("65536", "65537")).is_none());
        assert!(last("1").is_none());
    }

    #[test]
    fn no_secret_is_kept() {
        let text = TEXT.replace(
            "</domain>",
            "<metadata><vbox:machine xmlns:vbox='urn:boxwright:vbox:1'>\
             <vbox:remoteDisplay vncPassword='hush'/></vbox:machine></metadata></domain>",
        );
        let kept = kept(&domain(&text));
        assert!(
            !kept.contains("hush") && kept.contains(Secret::KEPT),
            "{kept}"
        );
    }
}
