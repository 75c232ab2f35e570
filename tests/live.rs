//! A real VirtualBox of its own for one test.
//!
//! `VBOX_USER_HOME` and `VBOX_IPC_SOCKETID` give each [`Lab`] a service, settings and machines that nothing else
//! sees, so live tests run side by side and never touch the machines of whoever runs them.

pub mod images;
pub mod state;
mod vboxmanage;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::program::{self, Sandbox};
pub use state::State;
pub use vboxmanage::properties;

/// How many were started by this process.
static COUNT: AtomicU32 = AtomicU32::new(0);

/// A VirtualBox with no machines. When it goes, its service ends and its files are removed.
#[derive(Debug)]
pub struct Lab {
    folder: TempDir,
    socket: String,
    vboxmanage: PathBuf,
    /// What else the programs of this VirtualBox find in their environment.
    more: Vec<(OsString, OsString)>,
}

impl Lab {
    /// Starts one, or says why the test is skipped: only `BOXWRIGHT_LIVE=1` lets tests start VirtualBox.
    pub fn start() -> Option<Self> {
        Self::start_with(|_folder| Vec::new())
    }

    /// One on a host with an optical drive, `/dev/sr0`, and a floppy drive, `/dev/fd0`, whatever this host has.
    pub fn start_with_drives() -> Option<Self> {
        Self::start_with(|folder| {
            let library = folder.join("drives.so");
            let compiled = Command::new("cc")
                .args(["-shared", "-fPIC", "-o"])
                .arg(&library)
                .arg(crate::tree::root().join("tests/lab/drives.c"))
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&compiled.stderr);
            assert!(compiled.status.success(), "{said}");
            vec![
                ("LD_PRELOAD".into(), library.into_os_string()),
                ("VBOX_CDROM".into(), "/dev/sr0".into()),
                ("VBOX_FLOPPY".into(), "/dev/fd0".into()),
            ]
        })
    }

    fn start_with(more: impl FnOnce(&Path) -> Vec<(OsString, OsString)>) -> Option<Self> {
        if std::env::var_os("BOXWRIGHT_LIVE").is_none_or(|value| value != "1") {
            crate::skipped(
                "no real VirtualBox asked for (`cargo xtask lab`, or BOXWRIGHT_LIVE=1 where one is installed)",
            );
            return None;
        }
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = tempfile::Builder::new().prefix("lab-").tempdir().unwrap();
        let lab = Self {
            more: more(folder.path()),
            folder,
            socket: format!("bw{}-{count}", std::process::id()),
            vboxmanage: vboxmanage::find(),
        };
        for folder in [lab.home(), lab.machines(), lab.files()] {
            std::fs::create_dir(folder).unwrap();
        }
        lab.vboxmanage([
            "setproperty",
            "machinefolder",
            lab.machines().to_str().unwrap(),
        ]);
        // Machines run interpreted where there is no kernel driver.
        lab.vboxmanage([
            "setextradata",
            "global",
            "VBoxInternal/HM/FallbackToIEM",
            "1",
        ]);
        Some(lab)
    }

    /// Everything of this VirtualBox is below this folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// `VBOX_USER_HOME`: settings, registry, logs.
    pub fn home(&self) -> PathBuf {
        self.folder().join("home")
    }

    /// The folder in which machines are made.
    pub fn machines(&self) -> PathBuf {
        self.folder().join("machines")
    }

    /// A folder for the host files that documents name.
    pub fn files(&self) -> PathBuf {
        self.folder().join("files")
    }

    /// What makes a program speak to this VirtualBox.
    pub fn variables(&self) -> Vec<(OsString, OsString)> {
        let mut variables = vec![
            ("VBOX_USER_HOME".into(), self.home().into_os_string()),
            ("VBOX_IPC_SOCKETID".into(), self.socket.clone().into()),
        ];
        // Which function table the program is to take; the live tests run once with each.
        for name in ["BOXWRIGHT_XPCOM_TABLE", "VBOX_APP_HOME"] {
            variables.extend(std::env::var_os(name).map(|value| (name.into(), value)));
        }
        variables.extend(self.more.iter().cloned());
        variables
    }

    /// A folder in which the program under test is connected to this VirtualBox.
    pub fn sandbox(&self) -> Sandbox {
        Sandbox::new().with_variables(self.variables())
    }

    /// A program that runs `boxwright` connected to this VirtualBox, for callers that start the helper process
    /// themselves: a process cannot safely change its own environment.
    pub fn helper(&self) -> PathBuf {
        use std::fmt::Write as _;
        use std::os::unix::fs::PermissionsExt as _;

        let path = self.folder().join("helper");
        let mut script = String::from("#!/bin/sh\n");
        for (name, value) in self.variables() {
            writeln!(script, "export {}='{}'", name.display(), value.display()).unwrap();
        }
        writeln!(script, "exec '{}' \"$@\"", program::boxwright().display()).unwrap();
        // Renamed into place: a script that is still open for writing cannot be started.
        let draft = self.folder().join("helper.draft");
        std::fs::write(&draft, script).unwrap();
        std::fs::set_permissions(&draft, std::fs::Permissions::from_mode(0o755)).unwrap();
        std::fs::rename(&draft, &path).unwrap();
        path
    }

    /// The settings file of a machine.
    #[track_caller]
    pub fn settings_file(&self, machine: &str) -> PathBuf {
        PathBuf::from(
            self.showvminfo(machine)
                .remove("CfgFile")
                .expect("every machine has a settings file"),
        )
    }

    /// The processes of this VirtualBox with that program name (`VBoxSVC`, `VBoxHeadless`, …); all for `""`.
    pub fn processes(&self, program: &str) -> Vec<u32> {
        let marker = format!("VBOX_IPC_SOCKETID={}\0", self.socket).into_bytes();
        let ours = |pid: u32| {
            // Processes that have just ended or belong to someone else cannot be read, and are not ours.
            let mut environment = std::fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
            environment.push(0);
            environment.windows(marker.len()).any(|part| part == marker)
        };
        let named = |pid: u32| {
            std::fs::read_to_string(format!("/proc/{pid}/comm"))
                .is_ok_and(|name| name.trim_end().starts_with(program))
        };
        std::fs::read_dir("/proc")
            .unwrap()
            .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
            .filter(|pid| ours(*pid) && named(*pid))
            .collect()
    }

    /// Kills processes of this VirtualBox at once, as a crash would, and waits until they are gone.
    pub fn kill(&self, program: &str) {
        let end = Instant::now() + Duration::from_secs(10);
        loop {
            let pids = self.processes(program);
            if pids.is_empty() {
                return;
            }
            assert!(Instant::now() < end, "`{program}` does not die: {pids:?}");
            for pid in pids {
                // It may have ended by itself in the meantime; the next look tells.
                drop(Command::new("kill").args(["-9", &pid.to_string()]).output());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The lists of machines and media, the machines' folders and settings, as they are now.
    pub fn state(&self) -> State {
        State::read(self)
    }
}

impl Drop for Lab {
    fn drop(&mut self) {
        self.kill("");
        // The service leaves its socket behind when it is killed.
        drop(std::fs::remove_dir_all(
            std::env::temp_dir().join(format!(".vbox-{}-ipc", self.socket)),
        ));
    }
}
