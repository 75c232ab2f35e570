//! What a policy can demand of a place.

use std::fmt;

use super::pattern::matches;
use crate::domain::SizeUnit;
use crate::spec::Value;

/// What has to be at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Demand {
    /// Something.
    Exists,
    /// Nothing.
    Absent,
    /// This value.
    Equals(String),
    /// One of these values.
    In(Vec<String>),
    /// A value that one of these patterns means.
    Matches(Vec<String>),
    /// A number or size within limits.
    Range(Range),
    /// A number of elements or attributes within limits.
    Count(Range),
}

/// Limits, both included; at least one is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The least.
    pub min: Option<Amount>,
    /// The most.
    pub max: Option<Amount>,
}

/// A limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// A number.
    Number(i64),
    /// A size, in KiB.
    Kib(u64),
}

impl Amount {
    /// Reads a number such as `4`, or a size such as `4 GiB`.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(number) = text.parse() {
            return Some(Self::Number(number));
        }
        let split = text.find(|c: char| !c.is_ascii_digit())?;
        let (number, unit) = text.split_at(split);
        kib(number, unit.trim()).map(Self::Kib)
    }

    /// Whether it is more than another; a number counts as one of KiB, as the values of sizes do.
    pub(super) fn is_above(self, other: Self) -> bool {
        self.number() > other.number()
    }

    fn number(self) -> i128 {
        match self {
            Self::Number(number) => number.into(),
            Self::Kib(kib) => kib.into(),
        }
    }
}

/// A number of a unit in KiB.
pub(super) fn kib(number: &str, unit: &str) -> Option<u64> {
    let unit = SizeUnit::read(unit)?;
    let number: u64 = number.trim().parse().ok()?;
    unit.to_kib(number)
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Kib(kib) if kib % (1 << 20) == 0 => write!(f, "{} GiB", kib >> 20),
            Self::Kib(kib) if kib % (1 << 10) == 0 => write!(f, "{} MiB", kib >> 10),
            Self::Kib(kib) => {
                // What was said in powers of ten.
                let bytes = u128::from(*kib) << 10;
                let unit = [(1_000_000_000, "GB"), (1_000_000, "MB")]
                    .into_iter()
                    .find(|(size, _)| bytes.is_multiple_of(*size));
                match unit {
                    Some((size, unit)) => write!(f, "{} {unit}", bytes / size),
                    None => write!(f, "{kib} KiB"),
                }
            }
        }
    }
}

impl Range {
    /// Whether a value is within the limits. What is no number is the concern of another rule.
    fn has(&self, value: &str) -> bool {
        let number = value.trim().parse();
        number.map_or(true, |number| self.has_number(number))
    }

    /// Whether so many are within the limits.
    pub(super) fn has_count(&self, count: usize) -> bool {
        i128::try_from(count).is_ok_and(|count| self.has_number(count))
    }

    fn has_number(&self, number: i128) -> bool {
        self.min.is_none_or(|min| number >= min.number())
            && self.max.is_none_or(|max| number <= max.number())
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.min, self.max) {
            (Some(min), Some(max)) if min == max => write!(f, "{min}"),
            (Some(min), Some(max)) => write!(f, "{min} to {max}"),
            (Some(min), None) => write!(f, "{min} or more"),
            (None, Some(max)) => write!(f, "at most {max}"),
            (None, None) => f.write_str("any number"),
        }
    }
}

impl Demand {
    /// Whether it is about how much is there, and not about each of it.
    pub(super) const fn counts(&self) -> bool {
        match self {
            Self::Exists | Self::Count(_) => true,
            Self::Absent | Self::Equals(_) | Self::In(_) | Self::Matches(_) | Self::Range(_) => {
                false
            }
        }
    }

    /// Whether so much may be there.
    pub(super) fn accepts_count(&self, count: usize) -> bool {
        match self {
            Self::Exists => count > 0,
            Self::Absent => count == 0,
            Self::Count(range) => range.has_count(count),
            Self::Equals(_) | Self::In(_) | Self::Matches(_) | Self::Range(_) => true,
        }
    }

    /// Whether a value that is there satisfies it.
    pub(super) fn accepts(&self, value: &str) -> bool {
        match self {
            Self::Exists => true,
            Self::Absent => false,
            Self::Equals(wanted) => is_same(value, wanted),
            Self::In(wanted) => wanted.iter().any(|wanted| is_same(value, wanted)),
            Self::Matches(patterns) => patterns.iter().any(|pattern| matches(pattern, value)),
            Self::Range(range) => range.has(value),
            Self::Count(range) => range.has_count(1),
        }
    }
}

/// Whether a value is what is wanted: the same text, or the number of KiB of the size that is wanted.
fn is_same(value: &str, wanted: &str) -> bool {
    let is_that_size = || match Amount::read(wanted) {
        Some(Amount::Kib(kib)) => value.trim().parse() == Ok(kib),
        Some(Amount::Number(_)) | None => false,
    };
    value == wanted || is_that_size()
}

impl fmt::Display for Demand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exists => f.write_str("has to be there"),
            Self::Absent => f.write_str("may not be there"),
            Self::Equals(value) => write!(f, "has to be `{value}`"),
            Self::In(values) => write!(f, "has to be one of `{}`", values.join("`, `")),
            Self::Matches(patterns) => write!(f, "has to be like `{}`", patterns.join("` or `")),
            Self::Range(range) => write!(f, "has to be {range}"),
            Self::Count(range) => {
                let s = if range.max == Some(Amount::Number(1)) {
                    ""
                } else {
                    "s"
                };
                write!(f, "has to be there {range} time{s}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_may_be_said_in_any_unit() {
        let cases = [
            ("1048576", "1 GiB", true),
            ("1048576", "1024 MiB", true),
            ("1048576", "1048576", true),
            ("1048577", "1 GiB", false),
            ("1 GiB", "1 GiB", true),
            ("web", "1 GiB", false),
        ];
        for (value, wanted, is_same) in cases {
            let equals = Demand::Equals(wanted.to_owned());
            assert_eq!(equals.accepts(value), is_same, "{value} equals {wanted}");
            let among = Demand::In(vec!["3".to_owned(), wanted.to_owned()]);
            assert_eq!(among.accepts(value), is_same, "{value} in {wanted}");
        }
    }
}
