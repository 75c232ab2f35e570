//! Giving one place of a document a value, whatever of the way there is missing.

use crate::diagnostic::Edit;
use crate::domain::Domain;
use crate::elements::{self, Element};
use crate::path::{Path, Segment};
use crate::spec::{Element as _, ElementSpec};
use crate::syntax::{OWN_NAMESPACE, OWN_PREFIX};

use super::{Change, EditError, Place, edits, escape};

/// The edits that give the attribute, or the text of the element, at `path` a value, or take it away with `None`.
///
/// Elements on the way are made where they are missing, in the order of the vocabulary; an element that holds nothing any
/// more goes as well.
pub fn set(text: &str, path: &Path, value: Option<&str>) -> Result<Vec<Edit>, EditError> {
    let root = elements::elements(text).ok_or(EditError::NotWellFormed)?;
    let change = match value {
        Some(value) => put(&root, path, value)?,
        None => match clear(text, &root, path) {
            Some(change) => change,
            None => return Ok(Vec::new()),
        },
    };
    edits(text, &[change])
}

/// Where an element of the vocabulary belongs in its parent.
pub fn place(parent: &Path) -> Place {
    Place::Ordered(order(spec(parent)))
}

fn put(root: &Element, path: &Path, value: &str) -> Result<Change, EditError> {
    let (element, attribute) = split(path);
    let (at, missing) = deepest(root, &element)?;
    if missing.is_empty() {
        return Ok(match attribute {
            Some(_) => Change::SetAttribute {
                path: path.clone(),
                value: value.to_owned(),
            },
            None => Change::SetText {
                path: path.clone(),
                text: value.to_owned(),
            },
        });
    }
    let xml = made(&missing, attribute.as_deref(), value);
    Ok(Change::InsertElement {
        place: place(&at.path),
        parent: at.path.clone(),
        xml,
    })
}

/// The elements that are missing, one in the other, with the value in the innermost.
fn made(missing: &[String], attribute: Option<&str>, value: &str) -> String {
    let mut names = missing.iter().rev();
    let Some(name) = names.next() else {
        return String::new();
    };
    let namespace = declared(name);
    let innermost = match attribute {
        Some(attribute) => {
            let value = escape(value, Some('\''));
            format!("<{name}{namespace} {attribute}='{value}'/>")
        }
        None if value.is_empty() => format!("<{name}{namespace}/>"),
        None => format!("<{name}{namespace}>{}</{name}>", escape(value, None)),
    };
    names.fold(innermost, |inner, name| {
        let inner = inner.replace('\n', "\n  ");
        format!("<{name}{}>\n  {inner}\n</{name}>", declared(name))
    })
}

/// The element that holds our own words declares their prefix.
fn declared(name: &str) -> String {
    if name.strip_prefix(OWN_PREFIX) == Some("machine") {
        format!(
            " xmlns:{}='{OWN_NAMESPACE}'",
            OWN_PREFIX.trim_end_matches(':')
        )
    } else {
        String::new()
    }
}

/// What takes the value at a path away; `None` where it is not there.
fn clear(text: &str, root: &Element, path: &Path) -> Option<Change> {
    let (element, attribute) = split(path);
    let (mut at, missing) = deepest(root, &element).ok()?;
    if !missing.is_empty() {
        return None;
    }
    let is_empty = match &attribute {
        Some(name) => {
            at.attributes.iter().find(|found| found.name == *name)?;
            at.attributes.len() == 1 && at.text.is_empty() && at.children.is_empty()
        }
        None => at.attributes.is_empty() && at.children.is_empty(),
    };
    if !is_empty || is_item(&at.path) {
        return Some(match attribute {
            Some(_) => Change::RemoveAttribute { path: path.clone() },
            None => Change::SetText {
                path: path.clone(),
                text: String::new(),
            },
        });
    }
    // Upwards while the element around it would hold nothing but this; what people wrote there stays.
    let is_written_in = |outer: &Element| {
        let inside = text.get(outer.span.clone()).unwrap_or_default();
        inside.contains("<!--") || inside.contains("<?")
    };
    while let Some(parent) = at.path.parent() {
        let Ok((outer, _)) = deepest(root, &parent) else {
            break;
        };
        let only = outer.children.len() == 1 && outer.attributes.is_empty();
        if !only || is_written_in(outer) || is_item(&outer.path) || outer.path == Path::devices() {
            break;
        }
        at = outer;
    }
    Some(Change::RemoveElement {
        path: at.path.clone(),
    })
}

fn is_item(path: &Path) -> bool {
    matches!(path.segments().last(), Some(Segment::Item(..)) | None)
}

/// The element of a path, and the attribute where it leads to one.
fn split(path: &Path) -> (Path, Option<String>) {
    match path.segments().split_last() {
        Some((Segment::Attribute(name), rest)) => (
            Path::from_segments(rest.to_vec()),
            Some(name.clone().into_owned()),
        ),
        Some((Segment::Child(_) | Segment::Item(..), _)) | None => (path.clone(), None),
    }
}

/// The element furthest on the way, and the names of what is missing behind it.
fn deepest<'e>(root: &'e Element, path: &Path) -> Result<(&'e Element, Vec<String>), EditError> {
    let mut at = root;
    let mut segments = path.segments().iter();
    let first = segments.next().map(name_and_index);
    if first.is_none_or(|(name, _)| name != root.name) {
        return Err(EditError::NoSuchElement(path.clone()));
    }
    let mut missing = Vec::new();
    for segment in segments {
        let (name, index) = name_and_index(segment);
        let named = || at.children.iter().filter(|child| child.name == name);
        let count = named().count();
        if missing.is_empty() && index > count {
            let name = name.to_owned();
            return Err(EditError::Gap { name, count });
        }
        let mut named = named();
        match named.nth(index) {
            Some(child) if missing.is_empty() => at = child,
            Some(_) | None => missing.push(name.to_owned()),
        }
    }
    Ok((at, missing))
}

fn name_and_index(segment: &Segment) -> (&str, usize) {
    match segment {
        Segment::Child(name) | Segment::Attribute(name) => (name, 0),
        Segment::Item(name, index) => (name, usize::try_from(*index).unwrap_or(usize::MAX)),
    }
}

fn spec(path: &Path) -> Option<&'static ElementSpec> {
    let inside = path.segments().iter().skip(1);
    inside
        .map(name_and_index)
        .try_fold(Domain::SPEC, |spec, (name, _)| {
            let child = spec.children.iter().find(|child| child.name == name)?;
            child.content.element()
        })
}

fn order(spec: Option<&'static ElementSpec>) -> Vec<String> {
    spec.into_iter()
        .flat_map(|spec| spec.children)
        .map(|child| child.name.to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;

    #[track_caller]
    fn check(text: &str, path: &str, value: Option<&str>, expected: &str) {
        let path = path.parse().unwrap();
        let edits = set(text, &path, value).unwrap();
        assert_eq!(apply(text, &edits), expected);
    }

    #[test]
    fn a_value_that_is_there_is_all_that_changes() {
        check(
            "<domain><!--a--><name >x</name></domain>",
            "/domain/name",
            Some("a<b"),
            "<domain><!--a--><name >a&lt;b</name></domain>",
        );
        check(
            "<domain><devices><disk><target dev=\"sda\"/></disk></devices></domain>",
            "/domain/devices/disk[0]/target/@dev",
            Some("sdb"),
            "<domain><devices><disk><target dev=\"sdb\"/></disk></devices></domain>",
        );
    }

    #[test]
    fn no_item_is_made_behind_a_gap() {
        let text = "<domain><devices><disk/></devices></domain>";
        let set = |path: &str| set(text, &path.parse().unwrap(), Some("file"));
        assert!(set("/domain/devices/disk[1]/@type").is_ok());
        assert_eq!(
            set("/domain/devices/disk[3]/@type")
                .unwrap_err()
                .to_string(),
            "the next `<disk>` would be `disk[1]`"
        );
    }

    #[test]
    fn elements_on_the_way_are_made_where_they_belong() {
        check(
            "<domain>\n  <name>x</name>\n  <vcpu>1</vcpu>\n</domain>",
            "/domain/memory",
            Some("5"),
            "<domain>\n  <name>x</name>\n  <memory>5</memory>\n  <vcpu>1</vcpu>\n</domain>",
        );
        check(
            "<domain>\n  <devices>\n    <disk>\n      <target dev='sda'/>\n    </disk>\n  </devices>\n</domain>",
            "/domain/devices/disk[0]/source/@file",
            Some("/a"),
            "<domain>\n  <devices>\n    <disk>\n      <source file='/a'/>\n      <target dev='sda'/>\n    </disk>\n  </devices>\n</domain>",
        );
    }

    #[test]
    fn what_is_not_in_libvirts_namespace_comes_with_its_own() {
        check(
            "<domain>\n  <name>x</name>\n</domain>",
            "/domain/metadata/vbox:machine/vbox:osType",
            Some("Debian_64"),
            "<domain>\n  <name>x</name>\n  <metadata>\n    <vbox:machine xmlns:vbox='urn:boxwright:vbox:1'>\n      <vbox:osType>Debian_64</vbox:osType>\n    </vbox:machine>\n  </metadata>\n</domain>",
        );
    }

    #[test]
    fn what_is_there_or_not_is_an_empty_element() {
        check(
            "<domain>\n  <name>x</name>\n</domain>",
            "/domain/features/acpi",
            Some(""),
            "<domain>\n  <name>x</name>\n  <features>\n    <acpi/>\n  </features>\n</domain>",
        );
    }

    #[test]
    fn an_element_that_is_emptied_ends_itself() {
        check(
            "<domain>\n  <name>x</name>\n  <video>\n    <model type='vga'>\n      <acceleration accel3d='yes'/>\n    </model>\n  </video>\n</domain>",
            "/domain/video/model/acceleration/@accel3d",
            None,
            "<domain>\n  <name>x</name>\n  <video>\n    <model type='vga'/>\n  </video>\n</domain>",
        );
        check(
            "<domain>\n  <name>x</name>\n  <os>\n    <!-- a -->\n    <smbios mode='host'/>\n  </os>\n</domain>",
            "/domain/os/smbios/@mode",
            None,
            "<domain>\n  <name>x</name>\n  <os>\n    <!-- a -->\n  </os>\n</domain>",
        );
    }

    #[test]
    fn an_element_that_holds_nothing_any_more_goes_as_well() {
        check(
            "<domain>\n  <name>x</name>\n  <clock offset='utc'/>\n</domain>",
            "/domain/clock/@offset",
            None,
            "<domain>\n  <name>x</name>\n</domain>",
        );
        check(
            "<domain><devices><disk type='file'/></devices></domain>",
            "/domain/devices/disk[0]/@type",
            None,
            "<domain><devices><disk/></devices></domain>",
        );
        check(
            "<domain><name>x</name></domain>",
            "/domain/uuid",
            None,
            "<domain><name>x</name></domain>",
        );
    }
}
