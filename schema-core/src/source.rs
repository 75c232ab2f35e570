//! Where in a text each value of a domain stands.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use crate::diagnostic::Edit;
use crate::path::{Path, Segment};
use crate::span::{LineIndex, Span};

/// How many places are looked through one by one.
const FEW: usize = 400;

/// Attributes that say what kind of thing an element is.
const KINDS: [&str; 3] = ["type", "device", "mode"];

/// Where each element and attribute that was read stands in the text.
///
/// Nothing but numbers and static names is stored while a document is read; paths are made only for what is reported.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    text: Arc<str>,
    places: Vec<Place>,
    has_faults: bool,
    /// The places by what they are in, made when the first path is looked up.
    sorted: OnceLock<Sorted>,
    lines: OnceLock<LineIndex>,
}

/// A place in a source map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlaceId(u32);

impl PlaceId {
    /// What the root element hangs from.
    pub(crate) const NONE: Self = Self(u32::MAX);
}

/// What kind of step leads to a place from its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Slot {
    Child,
    Item(u32),
    Attribute,
    /// An item that normalization dropped: no path leads to it.
    Dropped,
}

#[derive(Clone, Debug)]
struct Place {
    parent: PlaceId,
    name: &'static str,
    slot: Slot,
    span: (u32, u32),
    range: (u32, u32),
    faulty: bool,
    /// Whether where the element ends was guessed, so that what it lacks may still come.
    unended: bool,
}

/// The places sorted by parent, name and slot.
#[derive(Clone, Debug, Default)]
struct Sorted {
    ids: Vec<PlaceId>,
    /// Where in them those begin that are directly in a place, by the number of that place; and where the last end.
    starts: Vec<u32>,
}

impl Sorted {
    fn of(places: &[Place]) -> Self {
        // Those of one parent are brought together by counting them: only what is in one place has to be compared.
        let mut starts = vec![0_u32; places.len() + 2];
        for place in places {
            if let Some(count) = starts.get_mut(place.parent.order() + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut free = starts.clone();
        let mut ids = vec![PlaceId::NONE; places.len()];
        for (id, place) in (0..).map(PlaceId).zip(places) {
            let Some(free) = free.get_mut(place.parent.order()) else {
                continue;
            };
            if let Some(slot) = ids.get_mut(*free as usize) {
                *slot = id;
            }
            *free += 1;
        }
        let mut sorted = Self { ids, starts };
        let key = |id: &PlaceId| places.get(id.0 as usize).map(Place::key);
        for order in 0..=places.len() {
            let range = sorted.range(order);
            if range.len() > 1
                && let Some(inside) = sorted.ids.get_mut(range)
            {
                inside.sort_by(|a, b| key(a).cmp(&key(b)));
            }
        }
        sorted
    }

    fn range(&self, order: usize) -> Span {
        let start = |order: usize| self.starts.get(order).map_or(0, |start| *start as usize);
        start(order)..start(order + 1)
    }

    /// Those directly in a place.
    fn inside(&self, parent: PlaceId) -> &[PlaceId] {
        self.ids.get(self.range(parent.order())).unwrap_or_default()
    }
}

impl PlaceId {
    /// Its number among the parents: what the root hangs from is the first.
    const fn order(self) -> usize {
        self.0.wrapping_add(1) as usize
    }
}

impl Place {
    const fn key(&self) -> (&'static str, Slot) {
        (self.name, self.slot)
    }
}

impl SourceMap {
    /// A map of `text` with no places yet.
    pub(crate) fn new(text: &str) -> Self {
        // A line of the usual document has about one place in 40 bytes.
        Self {
            text: Arc::from(text),
            places: Vec::with_capacity(text.len() / 24),
            ..Self::default()
        }
    }

    /// The text; empty for a domain that came from elsewhere.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether this belongs to no text.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Where the value at `path` stands: an attribute's value, the text of an element that has one, else the start tag.
    pub fn span(&self, path: &Path) -> Option<Span> {
        self.find(path).and_then(|id| self.span_of(id))
    }

    /// Where the value at `path` stands, or else the closest element around it that the text has.
    pub fn nearest(&self, path: &Path) -> Span {
        self.way(path)
            .filter_map(|id| self.span_of(id))
            .last()
            .unwrap_or(0..0)
    }

    /// The whole of the element at `path`, from `<` to the `>` of its end tag, or of the attribute with its name.
    pub fn range(&self, path: &Path) -> Option<Span> {
        let place = self.place(self.find(path)?)?;
        Some(place.range.0 as usize..place.range.1 as usize)
    }

    /// The line, from 1, of the value at `path` or of the closest element around it; `None` without a text.
    pub fn line(&self, path: &Path) -> Option<usize> {
        (!self.is_empty()).then(|| self.line_index().line(self.nearest(path).start))
    }

    /// The lines of the text.
    pub fn line_index(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// The address of a place.
    pub(crate) fn path(&self, id: PlaceId) -> Path {
        let mut segments = Vec::new();
        let mut next = self.place(id);
        while let Some(place) = next {
            let name = Cow::Borrowed(place.name);
            segments.push(match place.slot {
                Slot::Child | Slot::Dropped => Segment::Child(name),
                Slot::Item(index) => Segment::Item(name, index),
                Slot::Attribute => Segment::Attribute(name),
            });
            next = self.place(place.parent);
        }
        segments.reverse();
        Path::from_segments(segments)
    }

    pub(crate) fn span_of(&self, id: PlaceId) -> Option<Span> {
        self.place(id)
            .map(|place| place.span.0 as usize..place.span.1 as usize)
    }

    pub(crate) fn range_of(&self, id: PlaceId) -> Option<Span> {
        self.place(id)
            .map(|place| place.range.0 as usize..place.range.1 as usize)
    }

    pub(crate) fn push(
        &mut self,
        parent: PlaceId,
        name: &'static str,
        slot: Slot,
        span: &Span,
        range: &Span,
    ) -> PlaceId {
        let id = PlaceId(u32::try_from(self.places.len()).unwrap_or(u32::MAX));
        self.places.push(Place {
            parent,
            name,
            slot,
            span: narrow(span),
            range: narrow(range),
            faulty: false,
            unended: false,
        });
        self.sorted.take();
        id
    }

    /// What the place at `id` hangs from; [`PlaceId::NONE`] for the root.
    pub(crate) fn parent(&self, id: PlaceId) -> Option<PlaceId> {
        self.place(id).map(|place| place.parent)
    }

    /// The name of the element or attribute at `id`.
    pub(crate) fn name(&self, id: PlaceId) -> &'static str {
        self.place(id).map_or("", |place| place.name)
    }

    /// The edit that removes the element at `range`, and the line with it where nothing else is on it.
    pub(crate) fn removal(&self, range: &Span) -> Edit {
        let before = self.text.get(..range.start).unwrap_or_default();
        let after = self.text.get(range.end..).unwrap_or_default();
        let indent = before.len() - before.trim_end_matches([' ', '\t']).len();
        let line_begins = before.trim_end_matches([' ', '\t']).ends_with('\n');
        let blank = after.len() - after.trim_start_matches([' ', '\t', '\r']).len();
        let line_ends = after
            .trim_start_matches([' ', '\t', '\r'])
            .starts_with('\n');
        let span = if line_begins && line_ends {
            range.start - indent..range.end + blank + 1
        } else {
            range.clone()
        };
        Edit {
            span,
            text: String::new(),
        }
    }

    /// Remembers that the value at `id` could not be read as it stands, so that rules do not complain about what was
    /// put in its place.
    pub(crate) fn mark_faulty(&mut self, id: PlaceId) {
        if let Some(place) = usize::try_from(id.0)
            .ok()
            .and_then(|at| self.places.get_mut(at))
        {
            place.faulty = true;
            self.has_faults = true;
        }
    }

    /// Makes this a map of `text`, in which what is at a span here is `original` of that. A place of which something is
    /// `lost` there is faulty; the end of an element that begins where one is `unended` was guessed.
    pub(crate) fn relocate(
        &mut self,
        text: &str,
        original: &dyn Fn(&Span) -> Span,
        lost: &dyn Fn(&Span) -> bool,
        unended: &dyn Fn(usize) -> bool,
    ) {
        self.text = Arc::from(text);
        self.lines.take();
        for place in &mut self.places {
            for narrowed in [&mut place.span, &mut place.range] {
                *narrowed = narrow(&original(&(narrowed.0 as usize..narrowed.1 as usize)));
            }
            place.faulty |= lost(&(place.span.0 as usize..place.span.1 as usize));
            place.unended = unended(place.range.0 as usize);
            self.has_faults |= place.faulty || place.unended;
        }
    }

    /// Whether the value at `path`, an element around it, or an attribute or element directly in it could not be read.
    /// What stands in an element, or is missing from it, means nothing either where what kind of thing the element is
    /// could not be read, nor does what is missing where the end was guessed.
    pub(crate) fn is_faulty(&self, path: &Path) -> bool {
        // Most texts can be read throughout.
        if !self.has_faults {
            return false;
        }
        let faulty = |id: PlaceId| self.place(id).is_some_and(|place| place.faulty);
        if self.way(path).any(faulty) {
            return true;
        }
        let Some(closest) = self.way(path).last() else {
            return false;
        };
        if self.place(closest).is_some_and(|place| place.unended) {
            return true;
        }
        let is_there = self.find(path).is_some();
        if is_there && self.inside(closest).iter().any(|inner| faulty(*inner)) {
            return true;
        }
        let is_attribute = self
            .place(closest)
            .is_some_and(|place| place.slot == Slot::Attribute);
        let element = match (is_there, is_attribute) {
            (true, true) => self.parent(closest),
            (true, false) => None,
            (false, _) => Some(closest),
        };
        element.is_some_and(|element| {
            let is_root = self.parent(element) == Some(PlaceId::NONE);
            let is_kind = |inner: &PlaceId| faulty(*inner) && KINDS.contains(&self.name(*inner));
            !is_root && self.inside(element).iter().any(is_kind)
        })
    }

    /// The element that stands at `range`.
    pub(crate) fn at_range(&self, range: &Span) -> Option<PlaceId> {
        let range = narrow(range);
        let mut places = (0..).map(PlaceId).zip(&self.places);
        let found = places.find(|(_, place)| place.range == range);
        found.map(|(id, _)| id)
    }

    /// The places directly in the one at `id`.
    fn inside(&self, id: PlaceId) -> &[PlaceId] {
        self.sorted().inside(id)
    }

    /// Gives the items `name` of `parent` new numbers: item `order[n]` becomes item `n`, and what is not in `order` can
    /// not be found any more.
    pub(crate) fn renumber(&mut self, parent: &Path, name: &str, order: &[usize]) {
        let Some(parent) = self.find(parent) else {
            return;
        };
        let mut new_of: Vec<Option<u32>> = vec![None; order.iter().max().map_or(0, |max| max + 1)];
        for (new, old) in order.iter().enumerate() {
            if let Some(slot) = new_of.get_mut(*old) {
                *slot = u32::try_from(new).ok();
            }
        }
        for place in self
            .places
            .iter_mut()
            .filter(|place| place.parent == parent && place.name == name)
        {
            if let Slot::Item(old) = place.slot {
                let new = usize::try_from(old)
                    .ok()
                    .and_then(|old| new_of.get(old).copied().flatten());
                place.slot = new.map_or(Slot::Dropped, Slot::Item);
            }
        }
        self.sorted.take();
    }

    /// Gives an item that the text does not have the place of `origin`, the value that asked for it.
    pub(crate) fn add_item(
        &mut self,
        parent: &Path,
        name: &'static str,
        index: usize,
        origin: &Path,
    ) {
        let Some(parent) = self.find(parent) else {
            return;
        };
        let span = self.nearest(origin);
        let slot = Slot::Item(u32::try_from(index).unwrap_or(u32::MAX));
        self.push(parent, name, slot, &span, &span);
    }

    pub(crate) fn find(&self, path: &Path) -> Option<PlaceId> {
        self.way(path).nth(path.segments().len().checked_sub(1)?)
    }

    /// The places from the root down to `path`, as far as the text has them.
    fn way<'s>(&'s self, path: &'s Path) -> impl Iterator<Item = PlaceId> + 's {
        path.segments()
            .iter()
            .scan(PlaceId::NONE, |parent, segment| {
                let (name, slot) = match segment {
                    Segment::Child(name) => (name, Slot::Child),
                    Segment::Item(name, index) => (name, Slot::Item(*index)),
                    Segment::Attribute(name) => (name, Slot::Attribute),
                };
                *parent = self.find_inside(*parent, name, slot)?;
                Some(*parent)
            })
    }

    fn find_inside(&self, parent: PlaceId, name: &str, slot: Slot) -> Option<PlaceId> {
        // To sort what little a usual document has costs more than to look through it for the few things that are
        // reported.
        if self.places.len() <= FEW && self.sorted.get().is_none() {
            let is_it =
                |place: &Place| place.parent == parent && place.slot == slot && place.name == name;
            let found = self.places.iter().position(is_it);
            return found.and_then(|at| u32::try_from(at).ok()).map(PlaceId);
        }
        let inside = self.inside(parent);
        let wanted = Some((name, slot));
        let found = inside
            .binary_search_by(|id| self.place(*id).map(Place::key).cmp(&wanted))
            .ok()?;
        inside.get(found).copied()
    }

    fn sorted(&self) -> &Sorted {
        self.sorted.get_or_init(|| Sorted::of(&self.places))
    }

    fn place(&self, id: PlaceId) -> Option<&Place> {
        usize::try_from(id.0)
            .ok()
            .and_then(|at| self.places.get(at))
    }
}

fn narrow(span: &Span) -> (u32, u32) {
    // Texts are limited to far less than 4 GiB before any place is made.
    (
        u32::try_from(span.start).unwrap_or(u32::MAX),
        u32::try_from(span.end).unwrap_or(u32::MAX),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map() -> SourceMap {
        let mut map = SourceMap::new("<a>\n<b c='d'/><b/></a>");
        let root = map.push(PlaceId::NONE, "a", Slot::Child, &(0..3), &(0..22));
        let first = map.push(root, "b", Slot::Item(0), &(4..14), &(4..14));
        map.push(first, "c", Slot::Attribute, &(10..11), &(7..12));
        map.push(root, "b", Slot::Item(1), &(14..18), &(14..18));
        map
    }

    fn root() -> Path {
        Path::default().child("a")
    }

    #[test]
    fn paths_lead_to_spans_and_back() {
        let map = map();
        let attribute = root().item("b", 0).attribute("c");
        let id = map.find(&attribute).unwrap();
        assert_eq!(map.span(&attribute), Some(10..11));
        assert_eq!(map.path(id), attribute);
        assert_eq!(map.line(&attribute), Some(2));
        assert_eq!(map.range(&attribute), Some(7..12));
    }

    #[test]
    fn what_the_text_lacks_is_shown_at_what_is_around_it() {
        let map = map();
        assert_eq!(map.span(&root().item("b", 1).attribute("c")), None);
        assert_eq!(map.nearest(&root().item("b", 1).attribute("c")), 14..18);
        assert_eq!(map.nearest(&root().child("z").child("y")), 0..3);
        assert_eq!(SourceMap::default().line(&root()), None);
    }

    #[test]
    fn items_that_changed_places_keep_their_spans() {
        let mut map = map();
        map.renumber(&root(), "b", &[1, 0]);
        assert_eq!(map.span(&root().item("b", 0)), Some(14..18));
        assert_eq!(map.span(&root().item("b", 1).attribute("c")), Some(10..11));
        map.renumber(&root(), "b", &[1]);
        assert_eq!(map.span(&root().item("b", 0).attribute("c")), Some(10..11));
        assert_eq!(map.span(&root().item("b", 1)), None);
    }

    #[test]
    fn items_that_the_text_lacks_stand_where_they_were_asked_for() {
        let mut map = map();
        map.add_item(&root(), "b", 2, &root().item("b", 1));
        assert_eq!(map.span(&root().item("b", 2)), Some(14..18));
    }
}
