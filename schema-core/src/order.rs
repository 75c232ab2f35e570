//! Sorting with one sort for all types: each that the standard library makes for a type of its own weighs five kilobytes in
//! a browser.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Sorts by two numbers; what has the same ones stays in its order.
pub(crate) fn by<T>(items: &mut Vec<T>, key: impl Fn(&T) -> (usize, usize)) {
    with(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts as `compare` says; equals stay in their order.
pub(crate) fn with<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    if items.is_sorted_by(|a, b| compare(a, b).is_le()) {
        return;
    }
    let order = numbers(items, compare);
    let mut taken: Vec<Option<T>> = items.drain(..).map(Some).collect();
    for index in order {
        items.extend(taken.get_mut(index).and_then(Option::take));
    }
}

/// The numbers of items in the order of `compare`, those of equals in their old one.
pub(crate) fn numbers<T>(items: &[T], compare: impl Fn(&T, &T) -> Ordering) -> Vec<usize> {
    sorted(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        (_, _) => Ordering::Equal,
    })
}

/// The one sort.
fn sorted(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_unstable_by(|a, b| compare(*a, *b).then(a.cmp(b)));
    order
}

/// A set, made without the sort that collecting into one begins with.
pub(crate) fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    for item in items {
        set.insert(item);
    }
    set
}

/// A map, made without that sort; the last of equal keys counts.
pub(crate) fn map<K: Ord, V>(items: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    for (key, value) in items {
        map.insert(key, value);
    }
    map
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_stay_in_their_order() {
        let mut items = vec![
            (2, 1, "a"),
            (1, 2, "b"),
            (2, 0, "c"),
            (1, 2, "d"),
            (0, 9, "e"),
        ];
        by(&mut items, |item| (item.0, item.1));
        let words: String = items.iter().map(|item| item.2).collect();
        assert_eq!(words, "ebdca");
    }
}
