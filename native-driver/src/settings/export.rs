//! A document → a settings file for a release of VirtualBox.

use schema_core::Diagnostic;
use schema_core::normalize::Normalized;
use schema_core::settings::{self, Version};
use schema_core::support::Release;
use uuid::Uuid;

use super::again::{NotMade, made};
use crate::backend::sim::Service;
use crate::backend::sim::file::{self, Flat, Reading};
use crate::secret::FindSecret;

/// The oldest release whose settings files stand by themselves: before it, images were listed elsewhere.
const OLDEST: Release = Release::new(4, 0);
/// Whether UEFI boots only what is signed: kept by UEFI in a file of its own, where there is one.
const SECURE_BOOT: &str = "INvramStore[secureBoot]";
/// The version that VirtualBox 7 writes where nothing newer is needed.
const USUAL: Version = Version::new(19);

/// What a file is to be.
#[derive(Clone, Copy)]
pub struct TargetFile<'a> {
    /// The release that is to read it.
    pub release: Release,
    /// Gives the UUID that stands in an image, by its path; `None` where it has none or cannot be read.
    pub image_uuid: &'a dyn Fn(&str) -> Option<Uuid>,
    /// Finds out secrets that the document only names; they are written into the file.
    pub secrets: FindSecret,
}

impl std::fmt::Debug for TargetFile<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TargetFile")
            .field("release", &self.release)
            .finish_non_exhaustive()
    }
}

/// A settings file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// The text.
    pub text: String,
    /// The version of the settings.
    pub version: Version,
    /// What the document says and a settings file cannot hold, in words.
    pub lost: Vec<String>,
}

/// Why there is no file.
#[derive(Clone, Debug, thiserror::Error)]
pub enum NotExported {
    /// The document asks for what cannot be done; one diagnostic for each such place.
    #[error("the document asks for what cannot be written")]
    Refused(Vec<Diagnostic>),
    /// The release keeps what the document says in several files.
    #[error(
        "settings files of VirtualBox {0} do not stand by themselves: name 4.0 or a newer release"
    )]
    TooOld(Release),
    /// The simulation could not make the machine.
    #[error("{0}")]
    Failed(String),
}

/// Writes the settings file that VirtualBox would have of the machine.
///
/// The document is applied to a simulation, whose machine is written; what is written is read again and compared, so that
/// nothing is lost unseen.
pub fn export(normalized: &Normalized, target: TargetFile<'_>) -> Result<Exported, NotExported> {
    let TargetFile {
        release,
        image_uuid,
        secrets,
    } = target;
    if release < OLDEST {
        return Err(NotExported::TooOld(release));
    }
    let service = made(normalized, secrets).map_err(|not_made| match not_made {
        NotMade::Refused(refused) => NotExported::Refused(refused),
        NotMade::Failed(why) => NotExported::Failed(why),
    })?;
    let newest = Version::of(release);
    let mut version = newest.min(USUAL);
    loop {
        let (text, lost) = written(&service, version, image_uuid)?;
        if lost.is_empty() || version >= newest {
            return Ok(Exported {
                text,
                version,
                lost,
            });
        }
        version = version.next();
    }
}

/// The file in a version, and what reads otherwise from it.
fn written(
    service: &Service,
    version: Version,
    image_uuid: &dyn Fn(&str) -> Option<Uuid>,
) -> Result<(String, Vec<String>), NotExported> {
    let nothing = || NotExported::Failed("the simulation has no machine".to_owned());
    let text = file::write_of(service, version, image_uuid).ok_or_else(nothing)?;
    let before = file::flat_of(service).ok_or_else(nothing)?;
    let root = settings::read(&text).root.ok_or_else(nothing)?;
    let machine = root.child("Machine").ok_or_else(nothing)?;
    let again = file::read(machine, Reading::new(version, ""));
    Ok((text, differences(&before, &again.flat)))
}

fn differences(before: &Flat, after: &Flat) -> Vec<String> {
    let mut lost = Vec::new();
    let is_nothing = |key: &str, value: &str| key == SECURE_BOOT && value == "0";
    for (key, value) in before.iter().filter(|(key, value)| !is_nothing(key, value)) {
        if after.get(key) != Some(value) {
            lost.push(format!("`{key}`, which is `{value}`"));
        }
    }
    for (key, value) in after.iter().filter(|(key, _)| !before.contains_key(*key)) {
        lost.push(format!("`{key}`, which would be `{value}`"));
    }
    lost
}
