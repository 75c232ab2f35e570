//! What a client asks for: at its start, and when its user changes it.

use schema_core::support::Release;
use serde::Deserialize;
use serde_json::Value;

/// What a client asks for. Like the options of a command line it has the last word over a project's file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The release of VirtualBox that machines are for.
    pub target: Option<Release>,
    /// The rules that are reported, by name or short id; all where there is none.
    pub select: Vec<String>,
    /// The rules that are not reported.
    pub ignore: Vec<String>,
    /// What the name of a rule is put behind to make the address of its page.
    pub rule_pages: Option<String>,
}

/// The same as a client writes it.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Written {
    target: Option<String>,
    select: Vec<String>,
    ignore: Vec<String>,
    rule_pages: Option<String>,
}

impl Settings {
    /// Reads what a client sends, whether or not it is inside of `boxwright`; everything that it does not say is as if it
    /// had never been said.
    pub(crate) fn read(value: &Value) -> Result<Self, String> {
        let value = value.get("boxwright").unwrap_or(value);
        if value.is_null() {
            return Ok(Self::default());
        }
        let written = Written::deserialize(value)
            .map_err(|error| format!("the settings of the client cannot be read: {error}"))?;
        let target = match written.target.as_deref().map(str::trim) {
            None | Some("") => None,
            Some(text) => Some(
                text.parse::<Release>()
                    .map_err(|error| format!("setting `target`: {error}"))?,
            ),
        };
        for name in written.select.iter().chain(&written.ignore) {
            if schema_core::lint::rule(name).is_none() {
                let hint = schema_core::lint::closest(name)
                    .map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
                return Err(format!("there is no rule `{name}`{hint}"));
            }
        }
        Ok(Self {
            target,
            select: written.select,
            ignore: written.ignore,
            rule_pages: written.rule_pages.filter(|base| !base.is_empty()),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_are_read_inside_of_the_name_of_the_program_or_without() {
        let inside =
            Settings::read(&json!({ "boxwright": { "target": "6.1", "ignore": ["K408"] } }));
        let bare = Settings::read(&json!({ "target": "6.1", "ignore": ["K408"], "trace": "off" }));
        assert_eq!(inside, bare);
        assert_eq!(bare.unwrap().target, Some(Release::new(6, 1)));
        assert_eq!(Settings::read(&Value::Null), Ok(Settings::default()));
    }

    #[test]
    fn what_is_wrong_with_settings_is_said() {
        for (value, says) in [
            (
                json!({ "target": "x" }),
                "setting `target`: `x` is no release",
            ),
            (
                json!({ "ignore": ["duplicate-target-de"] }),
                "did you mean `duplicate-target-dev`?",
            ),
            (json!({ "ignore": 1 }), "cannot be read"),
        ] {
            let error = Settings::read(&value).unwrap_err();
            assert!(error.contains(says), "{error}");
        }
    }
}
