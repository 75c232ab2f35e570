//! How a screen is recorded. The options of `modifyvm` are about all screens at once.

use super::command::{Script, Word, option, others, plain, written};
use crate::plan::{Arg, Step};
use crate::value::Value;

const OPTIONS: &[(&str, &str)] = &[
    ("videoFPS", "--recording-video-fps"),
    ("videoRate", "--recording-video-rate"),
    ("maxTime", "--recording-max-time"),
    ("maxFileSize", "--recording-max-size"),
    ("options", "--recording-opts"),
];

/// Everything that is written into a screen: its width and height are one option.
pub(super) fn screen<'s>(steps: &'s [Step], script: &mut Script) -> Vec<&'s Step> {
    if !script.one_screen {
        return steps.iter().collect();
    }
    let wrote = written(steps);
    let text = |member: &str| match wrote.get(member) {
        Some(Arg::Value(value)) => plain(value),
        Some(Arg::Object(_) | Arg::Secret(_) | Arg::Digest(_)) | None => None,
    };
    let mut said = Vec::new();
    let mut say = |members: &[&'static str], words: Vec<Word>| {
        script.modify(words);
        said.extend(members);
    };
    if let Some(Arg::Value(Value::Bool(enabled))) = wrote.get("enabled") {
        let which = if *enabled { "all" } else { "none" };
        say(&["enabled"], option("--recording-screens", which));
    }
    if let (Some(width), Some(height)) = (text("videoWidth"), text("videoHeight")) {
        let size = format!("{width}x{height}");
        say(
            &["videoWidth", "videoHeight"],
            option("--recording-video-res", size),
        );
    }
    for (member, name) in OPTIONS {
        if let Some(value) = text(member) {
            say(&[member], option(*name, value));
        }
    }
    others(steps, &said)
}
