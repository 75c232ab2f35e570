//! Chance, the same for the same number, and the slips of the pen that come from it.

/// A generator of numbers (`SplitMix64`).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        number ^ (number >> 31)
    }

    /// A number below `end`, which is not zero.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).unwrap()).unwrap()
    }

    pub(crate) fn pick<'t, T>(&mut self, of: &'t [T]) -> Option<&'t T> {
        if of.is_empty() {
            None
        } else {
            of.get(self.below(of.len()))
        }
    }

    /// A word with one slip in it: two letters exchanged, one left out, one too many, one wrong, or the wrong case.
    pub(super) fn misspell(&mut self, word: &str) -> String {
        let mut letters: Vec<char> = word.chars().collect();
        let at = self.below(letters.len().max(1));
        let letter = letters.get(at).copied().unwrap_or('x');
        match self.below(5) {
            0 if at + 1 < letters.len() => letters.swap(at, at + 1),
            1 if letters.len() > 2 => drop(letters.remove(at)),
            2 if at < letters.len() => letters.insert(at, letter),
            3 if at > 0 => letters.splice(at..=at, [neighbour(letter)]).for_each(drop),
            _ => {
                let (upper, lower) = (word.to_uppercase(), word.to_lowercase());
                let first: String = letters.iter().take(1).collect();
                let rest: String = letters.iter().skip(1).collect();
                return if word == upper {
                    lower
                } else if self.below(2) == 0 {
                    upper
                } else {
                    first.to_uppercase() + &rest
                };
            }
        }
        letters.into_iter().collect()
    }
}

/// The key beside one.
fn neighbour(letter: char) -> char {
    const ROWS: [&str; 4] = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890"];
    for row in ROWS {
        if let Some(at) = row.find(letter) {
            let other = if at + 1 < row.len() { at + 1 } else { at - 1 };
            return row.chars().nth(other).unwrap_or('x');
        }
    }
    'x'
}
