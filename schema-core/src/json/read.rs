//! What declarations are read from JSON with.
//!
//! Serde could do it, at several times the size in a browser, and without saying where in the document something is wrong.

use std::fmt;

use serde_json::{Map, Value as Json};

use crate::lint::suggest;
use crate::spec::ValueSpec;

/// What has a JSON form that it can be read from.
pub trait FromJson: Sized {
    /// Reads it.
    fn from_json(json: &Json) -> Result<Self, Misfit>;
}

/// Something in a JSON form that does not fit, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The names on the way, the innermost first.
    way: Vec<String>,
    message: String,
}

impl Misfit {
    /// What is wrong with the value that is read.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            way: Vec::new(),
            message: message.into(),
        }
    }

    /// The same, seen from around it.
    pub(super) fn inside(mut self, name: impl Into<String>) -> Self {
        self.way.push(name.into());
        self
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut way = self.way.iter().rev().peekable();
        if way.peek().is_none() {
            return f.write_str(&self.message);
        }
        f.write_str("`")?;
        for (depth, name) in way.enumerate() {
            let dot = if depth > 0 && !name.starts_with('[') {
                "."
            } else {
                ""
            };
            write!(f, "{dot}{name}")?;
        }
        write!(f, "`: {}", self.message)
    }
}

impl std::error::Error for Misfit {}

/// The members of an object, which is an element.
#[derive(Debug)]
pub struct Members<'j>(&'j Map<String, Json>);

impl<'j> Members<'j> {
    /// The members of a value that has to be an object with none but these.
    pub fn new(json: &'j Json, known: &[&str]) -> Result<Self, Misfit> {
        let members = json
            .as_object()
            .ok_or_else(|| Misfit::new("this has to be an object"))?;
        match members.keys().find(|name| !known.contains(&name.as_str())) {
            None => Ok(Self(members)),
            Some(name) => Err(Misfit::new(
                match suggest::closest(name, known.iter().copied()) {
                    Some(meant) => format!("there is no `{name}`; did you mean `{meant}`?"),
                    None => format!("there is no `{name}`, only `{}`", known.join("`, `")),
                },
            )),
        }
    }

    /// A member that may be left out.
    pub fn optional<T: FromJson>(&self, name: &str) -> Result<Option<T>, Misfit> {
        match self.0.get(name) {
            None | Some(Json::Null) => Ok(None),
            Some(json) => match T::from_json(json) {
                Ok(value) => Ok(Some(value)),
                Err(misfit) => Err(misfit.inside(name)),
            },
        }
    }

    /// A member that has to be there.
    pub fn required<T: FromJson>(&self, name: &str) -> Result<T, Misfit> {
        self.optional(name)?
            .ok_or_else(|| Misfit::new(format!("`{name}` is missing")))
    }

    /// A member that has a meaning where it is left out.
    pub fn or_default<T: FromJson + Default>(&self, name: &str) -> Result<T, Misfit> {
        self.optional(name).map(Option::unwrap_or_default)
    }

    /// The values of a member that is a list; none where it is left out.
    pub fn list<T: FromJson>(&self, name: &str) -> Result<Vec<T>, Misfit> {
        let Some(json) = self.0.get(name) else {
            return Ok(Vec::new());
        };
        let list = json
            .as_array()
            .ok_or_else(|| Misfit::new("this has to be a list").inside(name))?;
        let mut values = Vec::with_capacity(list.len());
        for (index, json) in list.iter().enumerate() {
            let place = |misfit: Misfit| misfit.inside(format!("[{index}]")).inside(name);
            values.push(T::from_json(json).map_err(place)?);
        }
        Ok(values)
    }
}

/// Reads a value from its text.
pub fn value<T: crate::spec::Value>(json: &Json) -> Result<T, Misfit> {
    let text = text(json)?;
    T::read(text).ok_or_else(|| no_value(text, &T::SPEC))
}

fn text(json: &Json) -> Result<&str, Misfit> {
    json.as_str()
        .ok_or_else(|| Misfit::new("this has to be a text"))
}

fn no_value(text: &str, spec: &ValueSpec) -> Misfit {
    if spec.words.is_empty() {
        return Misfit::new(format!("`{text}` is not {}", spec.what));
    }
    let words: Vec<&str> = spec.words.iter().map(|word| word.word).collect();
    Misfit::new(format!("`{text}` is none of `{}`", words.join("`, `")))
}

impl FromJson for String {
    fn from_json(json: &Json) -> Result<Self, Misfit> {
        text(json).map(str::to_owned)
    }
}

impl FromJson for uuid::Uuid {
    fn from_json(json: &Json) -> Result<Self, Misfit> {
        value(json)
    }
}

impl FromJson for bool {
    fn from_json(json: &Json) -> Result<Self, Misfit> {
        json.as_bool()
            .ok_or_else(|| Misfit::new("this has to be true or false"))
    }
}

/// Numbers of JSON, as far as a type can hold them.
macro_rules! numbers {
    ($($type:ty: $as:ident,)*) => {$(
        impl FromJson for $type {
            fn from_json(json: &Json) -> Result<Self, Misfit> {
                let number = json.$as().and_then(|number| Self::try_from(number).ok());
                number.ok_or_else(|| Misfit::new(format!(
                    "this has to be a whole number from {} to {}", Self::MIN, Self::MAX
                )))
            }
        }
    )*};
}

numbers! {
    i32: as_i64,
    i64: as_i64,
    u16: as_u64,
    u32: as_u64,
    u64: as_u64,
}
