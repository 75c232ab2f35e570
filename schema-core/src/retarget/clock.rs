//! The clock keeps UTC, or the host's time.

use super::Verb;
use super::draft::Draft;

pub(super) fn run(draft: &mut Draft) {
    let root = draft.root();
    let Some(clock) = root.child("clock") else {
        return;
    };
    let (offset, why) = match clock.attribute("offset") {
        Some("timezone") => ("localtime", "the clock keeps the time of the host's zone"),
        Some("absolute") => ("utc", "a clock cannot start at a given time"),
        Some(_) | None => return,
    };
    let was = clock.attribute("offset").unwrap_or_default();
    draft.say(
        Verb::Changed,
        &clock.start_tag,
        format!("`offset` is `{offset}` in place of `{was}`: {why}"),
    );
    draft.set(clock, "offset", offset);
    for attribute in ["timezone", "start"] {
        if clock.attribute(attribute).is_some() {
            draft.remove(&clock.path.attribute(attribute));
        }
    }
}
