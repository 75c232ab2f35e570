//! The version of a settings file.

use std::fmt;
use std::str::FromStr;

use crate::support::Release;

/// The version of a settings file, `1.N`: which elements there are, and what it means that one is absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(u16);

/// A text that is no version of a settings file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no version of a settings file, such as `1.19-linux`")]
pub struct NoVersion(String);

/// The version that each release writes at most.
const OF_RELEASES: &[(Release, Version)] = &[
    (Release::new(2, 2), Version(7)),
    (Release::new(3, 0), Version(8)),
    (Release::new(3, 1), Version(9)),
    (Release::new(3, 2), Version(10)),
    (Release::new(4, 0), Version(11)),
    (Release::new(4, 1), Version(12)),
    (Release::new(4, 2), Version(13)),
    (Release::new(4, 3), Version(14)),
    (Release::new(5, 0), Version(15)),
    (Release::new(5, 1), Version(16)),
    (Release::new(5, 2), Version(16)),
    (Release::new(6, 0), Version(17)),
    (Release::new(6, 1), Version(18)),
    (Release::new(7, 0), Version(19)),
    (Release::new(7, 1), Version(20)),
    (Release::new(7, 2), Version(21)),
];

impl Version {
    /// The oldest version that is read: that of VirtualBox 1.4.
    pub const OLDEST: Self = Self(2);
    /// The newest version that is known; newer ones are read as if they were this one.
    pub const NEWEST: Self = Self(21);

    /// Version `1.N`.
    pub const fn new(minor: u16) -> Self {
        Self(minor)
    }

    /// The version after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// The newest version that a release reads and writes.
    pub fn of(release: Release) -> Self {
        let mut older = OF_RELEASES.iter().rev();
        let known = older.find(|(known, _)| *known <= release);
        known.map_or(Self::new(7), |(_, version)| *version)
    }

    /// Reads the `version` of a file: `1.19-linux`, `1.3.pre`; also gives the host's system, where it is named.
    pub fn parse(text: &str) -> Result<(Self, &str), NoVersion> {
        let (version, platform) = text.split_once('-').unwrap_or((text, ""));
        Ok((version.parse()?, platform))
    }
}

impl FromStr for Version {
    type Err = NoVersion;

    fn from_str(text: &str) -> Result<Self, NoVersion> {
        let refuse = || NoVersion(text.to_owned());
        let mut parts = text.split('.');
        let (major, minor) = (parts.next(), parts.next().ok_or_else(refuse)?);
        let digits = minor.bytes().all(|byte| byte.is_ascii_digit());
        if major != Some("1") || !digits {
            return Err(refuse());
        }
        minor.parse().map(Self).map_err(|_| refuse())
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1.{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_with_the_system_of_the_host() {
        for (text, expected) in [
            ("1.19-linux", Some((19, "linux"))),
            ("1.2-windows", Some((2, "windows"))),
            ("1.20", Some((20, ""))),
            ("1.3.pre-linux", Some((3, "linux"))),
            ("2.0-linux", None),
            ("1.x-linux", None),
            ("1", None),
            ("", None),
            ("1.99999999", None),
        ] {
            let read = Version::parse(text).ok();
            let expected = expected.map(|(minor, platform)| (Version(minor), platform));
            assert_eq!(read, expected, "{text}");
        }
    }

    #[test]
    fn every_release_has_a_version() {
        for release in Release::ALL {
            assert!(
                OF_RELEASES.iter().any(|(known, _)| known == release),
                "{release}"
            );
        }
        assert_eq!(Version::of(Release::NEWEST), Version::NEWEST);
        assert_eq!(Version::of(Release::new(9, 0)), Version::NEWEST);
        assert_eq!(Version::of(Release::new(6, 1)).to_string(), "1.18");
    }
}
