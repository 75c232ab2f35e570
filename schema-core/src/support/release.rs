//! A release of VirtualBox.

use std::fmt;
use std::str::FromStr;

/// A release of VirtualBox: its first two numbers, since nothing that a document can say changes within them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Release {
    major: u16,
    minor: u16,
}

/// A text that is no release.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no release of VirtualBox: write two numbers, such as `7.2`")]
pub struct NoRelease(String);

impl Release {
    /// All releases that are known, oldest first.
    pub const ALL: &'static [Self] = &[
        Self::new(2, 2),
        Self::new(3, 0),
        Self::new(3, 1),
        Self::new(3, 2),
        Self::new(4, 0),
        Self::new(4, 1),
        Self::new(4, 2),
        Self::new(4, 3),
        Self::new(5, 0),
        Self::new(5, 1),
        Self::new(5, 2),
        Self::new(6, 0),
        Self::new(6, 1),
        Self::new(7, 0),
        Self::new(7, 1),
        Self::new(7, 2),
    ];

    /// The oldest release that is known.
    pub const OLDEST: Self = Self::new(2, 2);

    /// The newest release that is known; newer ones can do what it can.
    pub const NEWEST: Self = Self::new(7, 2);

    /// The release with those two numbers.
    pub const fn new(major: u16, minor: u16) -> Self {
        Self { major, minor }
    }

    /// Whether it is one of those that are known.
    pub fn is_known(self) -> bool {
        Self::ALL.contains(&self)
    }
}

impl FromStr for Release {
    type Err = NoRelease;

    /// Reads `7.2`, or a whole version such as `7.2.22` or `6.1.50_Debian`.
    fn from_str(text: &str) -> Result<Self, NoRelease> {
        let refuse = || NoRelease(text.to_owned());
        let number = |part: Option<&str>| {
            let part = part.ok_or_else(refuse)?;
            // `parse` takes a sign.
            let digits = part.bytes().all(|byte| byte.is_ascii_digit());
            digits
                .then(|| part.parse().ok())
                .flatten()
                .ok_or_else(refuse)
        };
        let mut parts = text.trim().split('.');
        Ok(Self {
            major: number(parts.next())?,
            minor: number(parts.next())?,
        })
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_read_and_written() {
        for (text, release) in [
            ("7.2", Some("7.2")),
            ("7.2.22", Some("7.2")),
            (" 6.1.50_Debian", Some("6.1")),
            ("10.0", Some("10.0")),
            ("7", None),
            ("", None),
            ("7.x", None),
            ("+7.2", None),
            ("7.-2", None),
        ] {
            let read = text.parse::<Release>().ok().map(|read| read.to_string());
            assert_eq!(read.as_deref(), release, "{text}");
        }
    }

    #[test]
    fn releases_are_in_order() {
        assert!(Release::ALL.is_sorted());
        assert_eq!(Release::ALL.first(), Some(&Release::OLDEST));
        assert_eq!(Release::ALL.last(), Some(&Release::NEWEST));
        assert!("10.0".parse::<Release>().unwrap() > Release::NEWEST);
        assert!(!"10.0".parse::<Release>().unwrap().is_known());
        assert!("5.1".parse::<Release>().unwrap().is_known());
    }
}
