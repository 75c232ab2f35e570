//! One attribute of a settings file, and the setting that it is: read and written by the same row.

use schema_core::settings::Version;

use super::super::parts::Part;
use super::super::settings::Settings;
use super::super::value::Plain;
use crate::typelib::Typelib;

/// One attribute of a settings file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// The elements from the one that the table is about, and the attribute: `BIOS/ACPI@enabled`. Other ways that older
    /// files go are behind a `|`; the first is the one that is written.
    pub(super) at: &'static str,
    pub(super) is: Is,
    pub(super) form: Form,
    /// What it means that it is absent.
    absent: Say,
    /// From which version on it means something else.
    changed: Option<(Version, Say)>,
    /// The versions that have it; the last is the first without.
    from: Version,
    to: Version,
    /// Whether files of versions before do not have it even where somebody wrote it: VirtualBox looks at the version.
    strictly: bool,
    /// Whether it is written also where it says what its absence says.
    pub(super) always: bool,
    /// Whether it is written wherever its element is: VirtualBox refuses the element without it.
    pub(super) completes: bool,
}

/// The setting that an attribute is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Is {
    /// An attribute of a part of the machine.
    Of(Part, &'static str),
    /// A feature that is on or off, and what it is on a fresh machine.
    Feature(&'static str, bool),
    /// A free property of a part.
    Property(Part, &'static str),
}

/// How a value is written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
    Flag,
    Number,
    /// A number with `0x` before it.
    Hex,
    Text,
    /// A flag whose two states have words: on, off.
    OneOf(&'static str, &'static str),
    /// Constants of an enum: the file's word for each.
    Words(&'static str, &'static [(&'static str, &'static str)]),
}

/// A value in a table.
#[derive(Clone, Copy, Debug)]
pub(super) enum Say {
    /// What a fresh machine has.
    Fresh,
    Flag(bool),
    Int(i64),
    Text(&'static str),
    /// A constant of the enum of the form.
    Constant(&'static str),
}

pub(super) const fn row(at: &'static str, is: Is, form: Form, absent: Say) -> Row {
    Row {
        at,
        is,
        form,
        absent,
        changed: None,
        from: Version::new(0),
        to: Version::new(u16::MAX),
        strictly: false,
        always: false,
        completes: false,
    }
}

impl Row {
    /// Absence means something else from a version on.
    pub(super) const fn since(mut self, minor: u16, absent: Say) -> Self {
        self.changed = Some((Version::new(minor), absent));
        self
    }

    /// Files have it from a version on, and are not read for it before.
    pub(super) const fn only_from(mut self, minor: u16) -> Self {
        self.strictly = true;
        self.from(minor)
    }

    /// Files have it from a version on.
    pub(super) const fn from(mut self, minor: u16) -> Self {
        self.from = Version::new(minor);
        self
    }

    /// Files have it up to a version, which is the first without.
    pub(super) const fn until(mut self, minor: u16) -> Self {
        self.to = Version::new(minor);
        self
    }

    /// It is written always.
    pub(super) const fn always(mut self) -> Self {
        self.always = true;
        self
    }

    /// It is written wherever its element is.
    pub(super) const fn completes(mut self) -> Self {
        self.completes = true;
        self
    }

    /// Whether it is written in a version.
    pub(super) fn is_written_in(&self, version: Version) -> bool {
        self.from <= version && version < self.to
    }

    /// Whether a file of a version is read for it.
    pub(super) fn is_read_in(&self, version: Version) -> bool {
        (!self.strictly || self.from <= version) && version < self.to
    }

    /// The ways to the attribute: the element, and its name there.
    pub(super) fn ways(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.at
            .split('|')
            .map(|way| way.split_once('@').unwrap_or(("", way)))
    }

    /// What it means in a version that it is absent; `None` for what a fresh machine has.
    pub(super) fn absent(&self, version: Version, typelib: &Typelib) -> Option<Plain> {
        let say = match self.changed {
            Some((since, say)) if version >= since => say,
            Some(_) | None => self.absent,
        };
        match say {
            Say::Fresh => None,
            Say::Flag(flag) => Some(Plain::Bool(flag)),
            Say::Int(number) => Some(Plain::Int(number)),
            Say::Text(text) => Some(Plain::Text(text.to_owned())),
            Say::Constant(name) => self.form.constant(name, typelib).map(Plain::Int),
        }
    }
}

impl Form {
    fn constant(self, name: &str, typelib: &Typelib) -> Option<i64> {
        match self {
            Self::Words(of, _) => typelib.enum_value(of, name).map(i64::from),
            Self::Flag | Self::Number | Self::Hex | Self::Text | Self::OneOf(..) => None,
        }
    }

    /// The value that a text says; `None` where it says none. Files of old releases have words in lower case.
    pub(super) fn read(self, text: &str, typelib: &Typelib) -> Option<Plain> {
        match self {
            Self::Flag => flag(text).map(Plain::Bool),
            Self::Number | Self::Hex => number(text).map(Plain::Int),
            Self::Text => Some(Plain::Text(text.to_owned())),
            Self::OneOf(on, _) => Some(Plain::Bool(text == on)),
            Self::Words(_, words) => {
                let known = words
                    .iter()
                    .find(|(word, _)| word.eq_ignore_ascii_case(text))?;
                self.constant(known.1, typelib).map(Plain::Int)
            }
        }
    }

    /// The text that says a value; `None` where the file has no word for it.
    pub(super) fn write(self, value: &Plain, typelib: &Typelib) -> Option<String> {
        Some(match (self, value) {
            (Self::Flag, Plain::Bool(flag)) => flag.to_string(),
            (Self::Number, Plain::Int(number)) => number.to_string(),
            (Self::Hex, Plain::Int(number)) => format!("0x{number:x}"),
            (Self::Text, Plain::Text(text)) => text.clone(),
            (Self::OneOf(on, off), Plain::Bool(flag)) => (if *flag { on } else { off }).to_owned(),
            (Self::Words(of, words), Plain::Int(number)) => {
                let name = typelib.enum_name(of, u32::try_from(*number).ok()?)?;
                words.iter().find(|(_, is)| *is == name)?.0.to_owned()
            }
            (
                Self::Flag
                | Self::Number
                | Self::Hex
                | Self::Text
                | Self::OneOf(..)
                | Self::Words(..),
                Plain::Bool(_) | Plain::Int(_) | Plain::Text(_) | Plain::List(_),
            ) => return None,
        })
    }

    /// The words that it has, for messages.
    pub(super) fn words(self) -> String {
        match self {
            Self::Flag => "`true` or `false`".to_owned(),
            Self::Number | Self::Hex => "a number".to_owned(),
            Self::Text => "a text".to_owned(),
            Self::OneOf(on, off) => format!("`{on}` or `{off}`"),
            Self::Words(_, words) => {
                let words: Vec<String> =
                    words.iter().map(|(word, _)| format!("`{word}`")).collect();
                words.join(", ")
            }
        }
    }
}

/// A boolean as VirtualBox reads it.
pub(super) fn flag(text: &str) -> Option<bool> {
    match text {
        "true" | "yes" | "1" | "on" => Some(true),
        "false" | "no" | "0" | "off" => Some(false),
        _ => None,
    }
}

/// A number, decimal or with `0x` before it.
pub(super) fn number(text: &str) -> Option<i64> {
    match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(digits) => i64::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

impl Is {
    /// What reports call the setting; the same as in [`super::flat`].
    pub(super) fn key(self, index: u32) -> String {
        match self {
            Self::Of(part, member) => format!("{}.{member}", part.key(index)),
            Self::Feature(key, _) => key.to_owned(),
            Self::Property(part, name) => property_key(&part.key(index), name),
        }
    }

    pub(super) fn get(self, settings: &Settings, index: u32) -> Option<Plain> {
        match self {
            Self::Of(part, member) => settings.read(part, index, member),
            Self::Feature(key, fresh) => Some(Plain::Bool(
                settings.features.get(key).copied().unwrap_or(fresh),
            )),
            Self::Property(part, name) => {
                let properties = settings.properties.get(&part.key(index))?;
                properties.get(name).cloned().map(Plain::Text)
            }
        }
    }

    pub(super) fn set(self, settings: &mut Settings, index: u32, value: Plain) {
        match self {
            Self::Of(part, member) => settings.write(part, index, member, value),
            Self::Feature(key, fresh) => settings.set_feature(key, value.flag(), fresh),
            Self::Property(part, name) => {
                settings.set_property(&part.key(index), name, value.text());
            }
        }
    }
}

/// What reports call a free property.
pub(super) fn property_key(part: &str, name: &str) -> String {
    format!("{part}[{name}]")
}

#[cfg(test)]
mod tests {
    use super::super::tables;
    use super::*;
    use crate::backend::sim::typelib;

    #[test]
    fn every_row_names_a_setting_and_constants_that_there_are() {
        let typelib = typelib();
        for row in tables::all() {
            if let Is::Of(part, member) = row.is {
                let known = part.spec().find(member);
                assert!(
                    known.is_some_and(super::super::super::parts::Attribute::is_kept),
                    "{}",
                    row.at
                );
            }
            if let Form::Words(of, words) = row.form {
                for (word, name) in words {
                    assert!(typelib.enum_value(of, name).is_some(), "{}: {word}", row.at);
                }
            }
            for minor in [2, 7, 14, 16, 19, 21] {
                let absent = row.absent(Version::new(minor), &typelib);
                if let Some(absent) = absent {
                    let is_nothing = absent == Plain::Text(String::new());
                    assert!(
                        is_nothing || row.form.write(&absent, &typelib).is_some(),
                        "{}",
                        row.at
                    );
                }
            }
        }
    }

    #[test]
    fn values_are_read_as_virtualbox_reads_them() {
        let typelib = typelib();
        let words = Form::Words("AuthType", &[("Null", "Null"), ("Guest", "Guest")]);
        for (form, text, expected) in [
            (Form::Flag, "true", Some(Plain::Bool(true))),
            (Form::Flag, "0", Some(Plain::Bool(false))),
            (Form::Flag, "maybe", None),
            (Form::Number, "12", Some(Plain::Int(12))),
            (Form::Hex, "0x3f8", Some(Plain::Int(0x3f8))),
            (Form::Number, "many", None),
            (words, "guest", Some(Plain::Int(2))),
            (words, "nobody", None),
        ] {
            assert_eq!(form.read(text, &typelib), expected, "{text}");
        }
        assert_eq!(
            Form::Hex.write(&Plain::Int(0x3f8), &typelib).as_deref(),
            Some("0x3f8")
        );
        assert_eq!(
            words.write(&Plain::Int(2), &typelib).as_deref(),
            Some("Guest")
        );
        assert_eq!(words.write(&Plain::Int(1), &typelib), None);
    }
}
