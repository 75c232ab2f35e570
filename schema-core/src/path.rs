//! The address of a value in a document.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// The address of an element or attribute, such as `/domain/devices/disk[1]/target/@dev`.
///
/// Items of repeated elements are counted from 0 among the siblings of that name.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path {
    segments: Vec<Segment>,
}

/// A text that is no path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no path: write `/domain/devices/disk[0]/target/@dev`")]
pub struct NoPath(String);

/// A step of a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Segment {
    Child(Cow<'static, str>),
    Item(Cow<'static, str>, u32),
    Attribute(Cow<'static, str>),
}

impl Path {
    /// The name of the document's root element.
    pub(crate) const ROOT: &'static str = "domain";

    /// The document's root element, `/domain`.
    pub fn root() -> Self {
        Self::default().child(Self::ROOT)
    }

    /// What the document says of VirtualBox beyond libvirt's words, `/domain/metadata/vbox:machine`.
    pub fn machine() -> Self {
        Self::root().child("metadata").child("vbox:machine")
    }

    /// The element that holds the devices, `/domain/devices`.
    pub fn devices() -> Self {
        Self::root().child("devices")
    }

    /// The device `name` number `index` (from 0) of those with that name.
    pub fn device(name: &'static str, index: usize) -> Self {
        Self::devices().item(name, index)
    }

    /// The child element `name`, of which there is one.
    #[must_use]
    pub fn child(&self, name: impl Into<Cow<'static, str>>) -> Self {
        self.with(Segment::Child(name.into()))
    }

    /// The child element `name` number `index` (from 0) of those with that name.
    #[must_use]
    pub fn item(&self, name: impl Into<Cow<'static, str>>, index: usize) -> Self {
        self.with(Segment::Item(
            name.into(),
            u32::try_from(index).unwrap_or(u32::MAX),
        ))
    }

    /// The attribute `name`.
    #[must_use]
    pub fn attribute(&self, name: impl Into<Cow<'static, str>>) -> Self {
        self.with(Segment::Attribute(name.into()))
    }

    /// The element that holds this one; `None` above the root.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let (_, rest) = self.segments.split_last()?;
        (!rest.is_empty()).then(|| Self {
            segments: rest.to_vec(),
        })
    }

    /// Whether this is `other` or lies below it.
    pub fn starts_with(&self, other: &Self) -> bool {
        self.segments.starts_with(&other.segments)
    }

    /// Whether this is the element that `names` lead to from below the root, whichever item it is of.
    pub(crate) fn is_at(&self, names: &[&str]) -> bool {
        self.segments.len() == names.len() + 1 && self.is_in(names)
    }

    /// Whether this is that element or in it.
    pub(crate) fn is_in(&self, names: &[&str]) -> bool {
        let mut below = self.segments.iter().skip(1);
        names.iter().all(|name| match below.next() {
            Some(Segment::Child(own) | Segment::Item(own, _)) => own == name,
            Some(Segment::Attribute(_)) | None => false,
        })
    }

    pub(crate) fn segments(&self) -> &[Segment] {
        &self.segments
    }

    pub(crate) fn from_segments(segments: Vec<Segment>) -> Self {
        Self { segments }
    }

    fn with(&self, segment: Segment) -> Self {
        let mut segments = Vec::with_capacity(self.segments.len() + 1);
        segments.extend_from_slice(&self.segments);
        segments.push(segment);
        Self { segments }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for segment in &self.segments {
            match segment {
                Segment::Child(name) => write!(f, "/{name}")?,
                Segment::Item(name, index) => write!(f, "/{name}[{index}]")?,
                Segment::Attribute(name) => write!(f, "/@{name}")?,
            }
        }
        Ok(())
    }
}

impl FromStr for Path {
    type Err = NoPath;

    /// Reads what `Display` writes.
    fn from_str(text: &str) -> Result<Self, NoPath> {
        let refuse = || NoPath(text.to_owned());
        let steps = text.strip_prefix('/').ok_or_else(refuse)?;
        let read = |step: &str| {
            if let Some(name) = step.strip_prefix('@') {
                return (!name.is_empty()).then(|| Segment::Attribute(name.to_owned().into()));
            }
            let Some((name, index)) = step.split_once('[') else {
                return (!step.is_empty()).then(|| Segment::Child(step.to_owned().into()));
            };
            let index = index.strip_suffix(']')?.parse().ok()?;
            Some(Segment::Item(name.to_owned().into(), index))
        };
        let segments = steps.split('/').map(read).collect::<Option<_>>();
        segments.map(Self::from_segments).ok_or_else(refuse)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_reads_as_it_is_written() {
        for text in ["/domain", "/domain/devices/disk[12]/target/@dev"] {
            assert_eq!(text.parse::<Path>().unwrap().to_string(), text);
        }
        for text in ["", "domain", "/", "/a//b", "/a[", "/a[x]", "/@"] {
            assert!(text.parse::<Path>().is_err(), "{text}");
        }
    }
}
