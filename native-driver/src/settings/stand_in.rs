//! Files of the simulation in the place of those that a document names: files of another host are no less files, whatever
//! they are called there.

use schema_core::domain::Domain;
use schema_core::domain::devices::DiskDevice;

/// Which file stands for which.
#[derive(Debug, Default)]
pub(super) struct StandIns(Vec<StandIn>);

#[derive(Debug)]
struct StandIn {
    path: String,
    real: String,
}

impl StandIns {
    /// Puts stand-ins into a document.
    pub(super) fn put(domain: &mut Domain) -> Self {
        let mut stand_ins = Self::default();
        for disk in &mut domain.devices.disks {
            // The simulation knows by the name what a file is for.
            let suffix = match disk.device {
                DiskDevice::Disk => ".vdi",
                DiskDevice::Cdrom => ".iso",
                DiskDevice::Floppy => ".img",
                DiskDevice::Lun => continue,
            };
            if let Some(file) = disk.source.as_mut().and_then(|source| source.file.as_mut()) {
                stand_ins.replace(file, suffix);
            }
        }
        for folder in &mut domain.devices.filesystems {
            stand_ins.replace(&mut folder.source.dir, "");
        }
        stand_ins
    }

    fn replace(&mut self, path: &mut String, suffix: &str) {
        let Self(known) = self;
        let again = known
            .iter()
            .find(|it| it.real == *path && it.path.ends_with(suffix));
        let stand_in = match again {
            Some(again) => again.path.clone(),
            None => {
                let made = format!("/stand-in/{}{suffix}", known.len());
                known.push(StandIn {
                    path: made.clone(),
                    real: path.clone(),
                });
                made
            }
        };
        *path = stand_in;
    }

    /// The file that one stands for.
    pub(super) fn real(&self, path: &str) -> Option<&str> {
        let Self(known) = self;
        known
            .iter()
            .find(|it| it.path == path)
            .map(|it| it.real.as_str())
    }
}
