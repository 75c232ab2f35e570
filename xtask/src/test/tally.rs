//! Counts tests.

use std::fmt;

/// How many tests passed, failed and were skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) skipped: usize,
}

impl Tally {
    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// Takes the numbers from a closing line: ours, or the test harness's `test result: ok. 3 passed; 0 failed; 1
    /// ignored; …`.
    pub(crate) fn see(&mut self, line: &str) {
        let counts = line
            .strip_prefix("test result: ")
            .and_then(|rest| rest.split_once(". "))
            .map(|(_, counts)| counts);
        let parts: Vec<&str> = match counts {
            Some(counts) => counts.split("; ").collect(),
            None if line.ends_with(" skipped") => line.split(", ").collect(),
            None => return,
        };
        let number = |name: &str| {
            parts
                .iter()
                .find_map(|part| part.strip_suffix(name)?.trim().parse::<usize>().ok())
        };
        if let (Some(passed), Some(failed)) = (number(" passed"), number(" failed")) {
            let skipped = number(" ignored")
                .or_else(|| number(" skipped"))
                .unwrap_or(0);
            self.add(Self {
                passed,
                failed,
                skipped,
            });
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} passed, {} failed, {} skipped",
            self.passed, self.failed, self.skipped
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn closing_lines_are_read_and_other_lines_are_not() {
        let mut tally = Tally::default();
        for line in [
            "running 3 tests",
            "test result: ok. 3 passed; 1 failed; 2 ignored; 0 measured; 7 filtered out; finished in 0.00s",
            "10 passed, 20 failed, 30 skipped",
            "test a::b ... ok",
        ] {
            tally.see(line);
        }
        assert_eq!(
            tally,
            Tally {
                passed: 13,
                failed: 21,
                skipped: 32
            }
        );
    }
}
