//! VirtualBox's own command, the independent witness of what was done.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::live::Lab;
use crate::program::Ran;

/// Where `VBoxManage` is. Debian's `/usr/bin/VBoxManage` prints a warning on standard output where there is no
/// kernel driver, so the program behind it is preferred.
pub(super) fn find() -> PathBuf {
    [
        "/usr/lib/virtualbox/VBoxManage",
        "/opt/VirtualBox/VBoxManage",
        "/usr/bin/VBoxManage",
    ]
    .into_iter()
    .map(PathBuf::from)
    .find(|path| path.exists())
    .expect("BOXWRIGHT_LIVE=1 wants VirtualBox installed, and there is no `VBoxManage`")
}

/// The lines `name=value` of `showvminfo --machinereadable`, quotes taken off.
pub fn properties(text: &str) -> BTreeMap<String, String> {
    let unquoted = |part: &str| part.trim().trim_matches('"').to_owned();
    text.lines()
        .filter_map(|line| line.split_once('='))
        .map(|(name, value)| (unquoted(name), unquoted(value)))
        .collect()
}

impl Lab {
    /// Any program, connected to this VirtualBox.
    pub fn command<S: AsRef<OsStr>>(
        &self,
        program: &Path,
        args: impl IntoIterator<Item = S>,
    ) -> Command {
        let mut command = Command::new(program);
        command
            .args(args)
            .envs(self.variables())
            .env("HOME", self.folder())
            .env("LANG", "C.UTF-8")
            .stdin(Stdio::null());
        command
    }

    /// Runs `VBoxManage`, whatever comes of it; again where it found a service that was on its way out, or that lost
    /// its message: `VBoxManage list vms` in a loop shows that VirtualBox does so now and then.
    pub fn try_vboxmanage<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Ran {
        let mut command = self.command(&self.vboxmanage, args);
        let mut ran = Ran::from(command.output().unwrap());
        for _ in 0..6 {
            let failed = "Failed to create the VirtualBox object!";
            if !ran.stderr.contains(failed) {
                break;
            }
            std::thread::sleep(Duration::from_millis(1500));
            ran = Ran::from(command.output().unwrap());
        }
        ran
    }

    /// Runs `VBoxManage`, which must succeed, and gives what it prints.
    #[track_caller]
    pub fn vboxmanage<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> String {
        let args: Vec<S> = args.into_iter().collect();
        let args: Vec<&OsStr> = args.iter().map(AsRef::as_ref).collect();
        let ran = self.try_vboxmanage(&args);
        assert_eq!(
            ran.status, 0,
            "VBoxManage {args:?}\n{}{}",
            ran.stdout, ran.stderr
        );
        ran.stdout
    }

    /// Runs a script for `sh` that calls `VBoxManage` by the name that the variable `VBOXMANAGE` has.
    pub fn run_script(&self, script: &str) -> Ran {
        use std::os::unix::fs::PermissionsExt as _;

        // A command that found no service says so before it does anything, so it is tried again.
        let wrapper = self.folder().join("vboxmanage");
        if !wrapper.exists() {
            let text = format!(
                "#!/bin/sh\nfor try in 1 2 3 4 5 6; do\n  out=$('{}' \"$@\" 2>&1) && exit 0\n  status=$?\n  \
                 case $out in *'Failed to create the VirtualBox object!'*) sleep 1.5;; *) break;; esac\ndone\n\
                 printf '%s\\n' \"$*\" \"$out\" >&2\nexit $status\n",
                self.vboxmanage.display()
            );
            let draft = self.folder().join("vboxmanage.draft");
            std::fs::write(&draft, text).unwrap();
            std::fs::set_permissions(&draft, std::fs::Permissions::from_mode(0o755)).unwrap();
            std::fs::rename(&draft, &wrapper).unwrap();
        }
        let file = self.folder().join("script.sh");
        std::fs::write(&file, script).unwrap();
        let mut command = self.command(Path::new("/bin/sh"), [&file]);
        Ran::from(command.env("VBOXMANAGE", &wrapper).output().unwrap())
    }

    /// What VirtualBox says of a machine, by name of the setting.
    #[track_caller]
    pub fn showvminfo(&self, machine: &str) -> BTreeMap<String, String> {
        properties(&self.retried(&["showvminfo", machine, "--machinereadable"]))
    }

    /// The same for people; a few settings are only here.
    #[track_caller]
    pub fn showvminfo_text(&self, machine: &str) -> String {
        self.retried(&["showvminfo", machine])
    }

    /// Waits until a machine is in a state.
    #[track_caller]
    pub fn wait_for(&self, machine: &str, state: &str) {
        let is = || self.showvminfo(machine).remove("VMState");
        for _ in 0..100 {
            if is().is_some_and(|is| is == state) {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        assert_eq!(is().as_deref(), Some(state));
    }

    /// Right after a session closes, the next call can find the machine in a state between.
    #[track_caller]
    fn retried(&self, args: &[&str]) -> String {
        for _ in 0..40 {
            let ran = self.try_vboxmanage(args);
            if ran.status == 0 {
                return ran.stdout;
            }
            assert!(
                ran.stderr.contains("VBOX_E_INVALID_OBJECT_STATE")
                    || ran.stderr.contains("E_ACCESSDENIED"),
                "VBoxManage {args:?}\n{}",
                ran.stderr
            );
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("VBoxManage {args:?}: the machine does not come to rest");
    }
}

#[cfg(test)]
mod tests {
    use super::properties;

    #[test]
    fn quotes_are_taken_off_names_and_values() {
        let found = properties("name=\"a b\"\nmemory=64\n\"SATA-0-0\"=\"/x=y.vdi\"\nno value\n");
        let expected = [("SATA-0-0", "/x=y.vdi"), ("memory", "64"), ("name", "a b")];
        assert_eq!(
            found
                .iter()
                .map(|(k, v)| (k.as_str(), v.as_str()))
                .collect::<Vec<_>>(),
            expected
        );
    }
}
