//! Values inside the simulation: what goes in after it was checked, and what comes out before it has a width.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fault::Refusal;
use super::handle::Handle;

pub(super) use answers::{flag, int, list, nothing, numbers, object, objects, text, texts};

/// A value of an attribute, as it is kept and stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Plain {
    Bool(bool),
    Int(i64),
    Text(String),
    List(Vec<Self>),
}

/// Attributes that differ from those of a fresh object.
pub(super) type Bag = BTreeMap<String, Plain>;

impl Plain {
    pub(super) fn int(&self) -> i64 {
        match self {
            Self::Int(number) => *number,
            Self::Bool(_) | Self::Text(_) | Self::List(_) => 0,
        }
    }

    pub(super) fn flag(&self) -> bool {
        matches!(self, Self::Bool(true))
    }

    pub(super) fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Bool(_) | Self::Int(_) | Self::List(_) => "",
        }
    }
}

/// An argument whose type fits the slot table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Arg {
    Bool(bool),
    Int(i64),
    Text(String),
    Object(Option<Handle>),
    List(Vec<Self>),
}

/// The arguments of a call. What is asked for is there, because the call was checked against the slot table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Args(pub(super) Vec<Arg>);

impl Args {
    pub(super) fn text(&self, index: usize) -> &str {
        match self.0.get(index) {
            Some(Arg::Text(text)) => text,
            Some(Arg::Bool(_) | Arg::Int(_) | Arg::Object(_) | Arg::List(_)) | None => "",
        }
    }

    pub(super) fn int(&self, index: usize) -> i64 {
        match self.0.get(index) {
            Some(Arg::Int(number)) => *number,
            Some(Arg::Bool(_) | Arg::Text(_) | Arg::Object(_) | Arg::List(_)) | None => 0,
        }
    }

    pub(super) fn flag(&self, index: usize) -> bool {
        matches!(self.0.get(index), Some(Arg::Bool(true)))
    }

    pub(super) fn handle(&self, index: usize) -> Option<&Handle> {
        match self.0.get(index) {
            Some(Arg::Object(handle)) => handle.as_ref(),
            Some(Arg::Bool(_) | Arg::Int(_) | Arg::Text(_) | Arg::List(_)) | None => None,
        }
    }

    pub(super) fn list(&self, index: usize) -> &[Arg] {
        match self.0.get(index) {
            Some(Arg::List(list)) => list,
            Some(Arg::Bool(_) | Arg::Int(_) | Arg::Text(_) | Arg::Object(_)) | None => &[],
        }
    }

    pub(super) fn texts(&self, index: usize) -> Vec<String> {
        let text = |arg: &Arg| match arg {
            Arg::Text(text) => Some(text.clone()),
            Arg::Bool(_) | Arg::Int(_) | Arg::Object(_) | Arg::List(_) => None,
        };
        self.list(index).iter().filter_map(text).collect()
    }

    pub(super) fn handles(&self, index: usize) -> Vec<Handle> {
        let handle = |arg: &Arg| match arg {
            Arg::Object(handle) => handle.clone(),
            Arg::Bool(_) | Arg::Int(_) | Arg::Text(_) | Arg::List(_) => None,
        };
        self.list(index).iter().filter_map(handle).collect()
    }

    /// The first argument as an attribute keeps it.
    pub(super) fn plain(&self) -> Plain {
        self.0
            .first()
            .and_then(Arg::plain)
            .unwrap_or(Plain::Bool(false))
    }
}

impl Arg {
    fn plain(&self) -> Option<Plain> {
        Some(match self {
            Self::Bool(flag) => Plain::Bool(*flag),
            Self::Int(number) => Plain::Int(*number),
            Self::Text(text) => Plain::Text(text.clone()),
            Self::List(list) => Plain::List(list.iter().filter_map(Self::plain).collect()),
            Self::Object(_) => return None,
        })
    }
}

/// A value that goes out; its width comes from the slot table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Out {
    Null,
    Bool(bool),
    Int(i64),
    Text(String),
    List(Vec<Self>),
    Object(Handle),
}

/// What a member answers.
pub(super) type Answer = Result<Vec<Out>, Refusal>;

impl From<Plain> for Out {
    fn from(plain: Plain) -> Self {
        match plain {
            Plain::Bool(flag) => Self::Bool(flag),
            Plain::Int(number) => Self::Int(number),
            Plain::Text(text) => Self::Text(text),
            Plain::List(list) => Self::List(list.into_iter().map(Self::from).collect()),
        }
    }
}

impl From<Option<Handle>> for Out {
    fn from(handle: Option<Handle>) -> Self {
        handle.map_or(Self::Null, Self::Object)
    }
}

/// Answers of one kind each.
#[expect(
    clippy::unnecessary_wraps,
    reason = "they stand where a refusal could stand too"
)]
mod answers {
    use super::{Answer, Handle, Out};

    pub(in crate::backend::sim) fn nothing() -> Answer {
        Ok(Vec::new())
    }

    pub(in crate::backend::sim) fn flag(flag: bool) -> Answer {
        Ok(vec![Out::Bool(flag)])
    }

    pub(in crate::backend::sim) fn int(number: impl Into<i64>) -> Answer {
        Ok(vec![Out::Int(number.into())])
    }

    pub(in crate::backend::sim) fn text(text: impl Into<String>) -> Answer {
        Ok(vec![Out::Text(text.into())])
    }

    pub(in crate::backend::sim) fn object(handle: Handle) -> Answer {
        Ok(vec![Out::Object(handle)])
    }

    pub(in crate::backend::sim) fn list(items: impl IntoIterator<Item = Out>) -> Answer {
        Ok(vec![Out::List(items.into_iter().collect())])
    }

    pub(in crate::backend::sim) fn objects(handles: impl IntoIterator<Item = Handle>) -> Answer {
        list(handles.into_iter().map(Out::Object))
    }

    pub(in crate::backend::sim) fn texts<T: Into<String>>(
        texts: impl IntoIterator<Item = T>,
    ) -> Answer {
        list(texts.into_iter().map(|text| Out::Text(text.into())))
    }

    pub(in crate::backend::sim) fn numbers<T: Into<i64>>(
        numbers: impl IntoIterator<Item = T>,
    ) -> Answer {
        list(numbers.into_iter().map(|number| Out::Int(number.into())))
    }
}
