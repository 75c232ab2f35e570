//! What the server needs of the host and of the project that a document belongs to.

use std::path::{Path, PathBuf};

use schema_core::Diagnostic;
use schema_core::assist::Host;
use schema_core::support::Release;

use crate::settings::Settings;

/// The host, and the projects on it.
pub trait Environment {
    /// What is wrong with a text, as the project of its file and the settings of the client ask. The error says what is
    /// wrong with the configuration.
    fn lint(
        &mut self,
        file: Option<&Path>,
        text: &str,
        settings: &Settings,
    ) -> Result<Vec<Diagnostic>, String>;

    /// The release of VirtualBox that a file is for, where its project or the client names one.
    fn target(&mut self, file: Option<&Path>, settings: &Settings) -> Option<Release>;

    /// What the user should look at in the configuration that a file belongs to, though it can be read.
    fn advice(&mut self, _file: Option<&Path>, _settings: &Settings) -> Option<String> {
        None
    }

    /// Forgets what was read of projects, since it may have changed.
    fn forget(&mut self);

    /// The domain documents below a folder, at most so many.
    fn documents(&mut self, folder: &Path, most: usize) -> Vec<PathBuf>;

    /// The text of a file, decoded; `None` where it cannot be read.
    fn read(&mut self, file: &Path) -> Option<String>;

    /// A number that is another one each time.
    fn seed(&mut self) -> u64;

    /// What only the host knows.
    fn host(&self) -> &dyn Host;
}
