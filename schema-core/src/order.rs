//! Sorting by numbers, with one sort for all types: each that the standard library makes for a type of its own weighs five
//! kilobytes in a browser.

use std::collections::{BTreeMap, BTreeSet};

/// Sorts by two numbers; what has the same ones stays in its order.
pub(crate) fn by<T>(items: &mut Vec<T>, key: impl Fn(&T) -> (usize, usize)) {
    let mut order: Vec<(usize, usize, usize)> = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let (first, second) = key(item);
        order.push((first, second, index));
    }
    if order.is_sorted() {
        return;
    }
    order.sort_unstable();
    let mut taken: Vec<Option<T>> = items.drain(..).map(Some).collect();
    for (_, _, index) in order {
        items.extend(taken.get_mut(index).and_then(Option::take));
    }
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
