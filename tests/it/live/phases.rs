//! The program stopped at each phase of its work: killed, interrupted, in the way of another run.

use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use expect_test::expect;
use tests::files;
use tests::live::Lab;
use tests::paused::Paused;
use tests::program::{Ran, Sandbox};

/// The phases of the plan that makes the machine.
const CREATE: [&str; 8] = [
    "prepare", "create", "register", "lock", "extra", "attach", "save", "unlock",
];
/// The phases of the plan that changes it.
const CHANGE: [&str; 8] = [
    "prepare", "lock", "extra", "detach", "change", "attach", "save", "unlock",
];

/// A real VirtualBox, the program connected to it, and two documents of one machine.
struct Desk {
    lab: Lab,
    sandbox: Sandbox,
}

impl Desk {
    fn new() -> Option<Self> {
        let lab = Lab::start()?;
        let sandbox = lab.sandbox();
        sandbox.write(
            "first.xml",
            lab.with_host_files(&document("64", "first", "sdl")),
        );
        sandbox.write(
            "second.xml",
            lab.with_host_files(&document("128", "second", "desktop")),
        );
        Some(Self { lab, sandbox })
    }

    fn run(&self, args: &[&str]) -> Ran {
        self.sandbox.run(args)
    }

    #[track_caller]
    fn apply(&self, document: &str) {
        self.run(&["apply", "--yes", document]).expect_status(0);
    }

    /// Makes the machine, and has its settings written by a service that read them: one that made a machine leaves out
    /// a few of the defaults.
    #[track_caller]
    fn with_machine(self) -> Self {
        self.apply("first.xml");
        self.lab.kill("VBoxSVC");
        self.lab.vboxmanage(["modifyvm", "m", "--memory", "64"]);
        self
    }

    /// The exit code of a run and what it wrote to standard error, without what is different each time.
    fn complaint(&self, ran: &Ran) -> String {
        let text = format!("exit {}\n{}", ran.status, ran.stderr);
        self.with_places(&text)
    }

    /// A text with names in place of the folders of this test, and of numbers of processes.
    fn with_places(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (path, name) in [
            (self.lab.files(), "FILES"),
            (self.lab.machines(), "MACHINES"),
            (self.lab.home(), "HOME"),
            (self.sandbox.path().to_owned(), "HERE"),
        ] {
            text = text.replace(path.to_str().unwrap(), name);
        }
        for program in ["boxwright", "VBoxHeadless"] {
            for process in self.lab.processes(program) {
                text = text.replace(&format!("process {process}"), "process N");
            }
        }
        text
    }

    fn paused(&self, phase: &str, document: &str) -> Paused {
        Paused::at(phase, &self.sandbox, &["apply", "--yes", document])
    }

    /// Waits until the helper process of a killed program has ended by itself.
    #[track_caller]
    fn wait_for_helper(&self) {
        let end = Instant::now() + Duration::from_secs(20);
        while !self.lab.processes("boxwright").is_empty() {
            assert!(Instant::now() < end, "the helper process stays");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    #[track_caller]
    fn is_as_asked(&self, document: &str) {
        let dump = self.run(&["dump", "m"]).expect_status(0);
        let normal = self.run(&["normalize", document]).expect_status(0);
        assert_eq!(dump.stdout, normal.stdout);
    }
}

fn document(memory: &str, disk: &str, display: &str) -> String {
    format!(
        "<domain type='vbox'>
  <name>m</name>
  <uuid>0f7ee0e6-7b21-4b5a-8a3c-51d0a8a30d5e</uuid>
  <memory unit='MiB'>{memory}</memory>
  <vcpu>1</vcpu>
  <os><type>hvm</type><boot dev='hd'/></os>
  <devices>
    <disk type='file' device='disk'><source file='/home/user/{disk}.vdi'/><target dev='hda'/></disk>
    <disk type='file' device='cdrom'><source file='/home/user/common.iso'/><target dev='hdc'/><readonly/></disk>
    <graphics type='{display}'/>
  </devices>
</domain>
"
    )
}

/// Kills the program before each phase of an apply of `document`; the next run puts everything right.
#[track_caller]
fn killed(desk: &Desk, phases: &[&str], document: &str) {
    let before = desk.lab.state();
    for phase in phases {
        desk.paused(phase, document).kill();
        // Left alone, the helper process gives the lock back in order: the machine is not marked as aborted.
        desk.wait_for_helper();
        if *phase == "unlock" {
            continue;
        }
        let next = desk.run(&["list"]).expect_status(0);
        assert_eq!(
            next.stderr,
            "note: an earlier run was interrupted while it worked on the machine `m`; everything is as it was before\n",
            "{phase}"
        );
        assert_eq!(desk.lab.state(), before, "{phase}");
        let next = desk.run(&["list"]).expect_status(0);
        assert_eq!(next.stderr, "", "{phase}: said once");
    }
    let next = desk.run(&["apply", "--yes", document]).expect_status(0);
    assert_eq!(
        next.stderr,
        "note: an earlier run had finished the machine `m`\n"
    );
    assert!(
        next.stdout.ends_with("applied: 0 changed, 1 unchanged\n"),
        "{}",
        next.all()
    );
    desk.is_as_asked(document);
    assert_eq!(desk.lab.showvminfo("m")["VMState"], "poweroff");
}

#[test]
fn killed_while_a_machine_is_made() {
    let Some(desk) = Desk::new() else { return };
    killed(&desk, &CREATE, "first.xml");
}

#[test]
fn killed_while_a_machine_is_changed() {
    let Some(desk) = Desk::new().map(Desk::with_machine) else {
        return;
    };
    killed(&desk, &CHANGE, "second.xml");
}

/// Presses Ctrl-C before each phase of an apply of `document`.
#[track_caller]
fn interrupted(desk: &Desk, phases: &[&str], document: &str) {
    let before = desk.lab.state();
    for phase in phases {
        let ran = desk.paused(phase, document).interrupt().expect_status(1);
        if *phase == "save" || *phase == "unlock" {
            assert_eq!(
                ran.stderr,
                "error: interrupted, but too late to take anything back: 1 changed, 0 unchanged\n",
                "{phase}"
            );
            desk.is_as_asked(document);
            return;
        }
        assert_eq!(
            ran.stderr,
            format!(
                "\ninterrupted: taking back what was done\nerror: `{document}`: m: interrupted; everything is as it was before\n"
            ),
            "{phase}"
        );
        assert_eq!(desk.lab.state(), before, "{phase}");
    }
}

#[test]
fn ctrl_c_while_a_machine_is_made() {
    let Some(desk) = Desk::new() else { return };
    interrupted(&desk, &CREATE, "first.xml");
}

#[test]
fn ctrl_c_while_a_machine_is_changed() {
    let Some(desk) = Desk::new().map(Desk::with_machine) else {
        return;
    };
    interrupted(&desk, &CHANGE, "second.xml");
}

#[test]
fn two_runs_at_once() {
    let Some(desk) = Desk::new() else { return };
    // The first one works on a machine that nobody else sees yet.
    let first = desk.paused("register", "first.xml");
    let second = desk.run(&["apply", "--yes", "second.xml"]);
    expect![[r#"
        exit 1
        error: another boxwright is changing the machine `m` right now; wait until it is done
    "#]]
    .assert_eq(&desk.complaint(&second));
    first.go_on().expect_status(0);
    desk.is_as_asked("first.xml");

    let first = desk.paused("change", "second.xml");
    let second = desk.run(&["apply", "--yes", "first.xml"]);
    expect![""].assert_eq(&desk.complaint(&second));
    // Of a document that asks for what is there already, a lock is no hindrance.
    first.go_on().expect_status(0);
    desk.is_as_asked("second.xml");
}

#[test]
fn two_runs_with_their_own_journals() {
    let Some(desk) = Desk::new().map(Desk::with_machine) else {
        return;
    };
    let other = desk.lab.sandbox();
    other.write(
        "third.xml",
        desk.lab.with_host_files(&document("256", "third", "sdl")),
    );
    // Both have made their plans when the machine is free; the lock decides.
    let late = Paused::at("lock", &other, &["apply", "--yes", "third.xml"]);
    let first = desk.paused("save", "second.xml");
    let ran = late.go_on();
    expect![[r#"
        exit 1
        error: `third.xml`: line 1 (/domain): m: IMachine.lockMachine: The machine 'm' is already locked for a session (or being unlocked) (MachineWrap, VBOX_E_INVALID_OBJECT_STATE); everything is as it was before
    "#]].assert_eq(&desk.complaint(&ran));
    first.go_on().expect_status(0);
    desk.is_as_asked("second.xml");
}

#[test]
fn a_machine_that_runs() {
    let Some(desk) = Desk::new().map(Desk::with_machine) else {
        return;
    };
    desk.lab.vboxmanage(["startvm", "m", "--type", "headless"]);
    let before = desk.lab.state();
    let ran = desk.run(&["apply", "--yes", "second.xml"]);
    expect![[r#"
        exit 1
        error: the machine `m` is locked by `headless` (process N): close that program, or wait until it is done
    "#]].assert_eq(&desk.complaint(&ran));
    let ran = desk.run(&["delete", "--yes", "m"]);
    expect![""].assert_eq(&desk.complaint(&ran));
    assert_eq!(desk.lab.state(), before);
    let ran = desk.run(&["doctor"]);
    expect![""].assert_eq(&desk.complaint(&ran));
    desk.lab.vboxmanage(["controlvm", "m", "poweroff"]);
}

#[test]
fn a_folder_that_cannot_be_written() {
    let Some(desk) = Desk::new() else { return };
    let before = desk.lab.state();
    let permissions = |mode| std::fs::Permissions::from_mode(mode);
    let machines = desk.lab.machines();
    std::fs::set_permissions(&machines, permissions(0o555)).unwrap();
    let ran = desk.run(&["apply", "--yes", "first.xml"]);
    expect![[r#"
        exit 1
        error: `first.xml`: line 2 (/domain/name): m: IVirtualBox.registerMachine: Could not create a directory 'MACHINES/m' to save the settings file (VERR_ACCESS_DENIED) (MachineWrap, NS_ERROR_FAILURE); everything is as it was before
    "#]].assert_eq(&desk.complaint(&ran));
    assert_eq!(desk.lab.state(), before);
    std::fs::set_permissions(&machines, permissions(0o755)).unwrap();
    desk.apply("first.xml");

    let folder = machines.join("m");
    let before = desk.lab.state();
    std::fs::set_permissions(&folder, permissions(0o555)).unwrap();
    let ran = desk.run(&["apply", "--yes", "second.xml"]);
    expect![""].assert_eq(&desk.complaint(&ran));
    std::fs::set_permissions(&folder, permissions(0o755)).unwrap();
    assert_eq!(desk.lab.state(), before);
    desk.apply("second.xml");
    desk.is_as_asked("second.xml");
}

#[test]
fn a_full_disk() {
    let Some(desk) = Desk::new() else { return };
    let Some(disk) = std::env::var_os("BOXWRIGHT_SMALL_DISK").map(PathBuf::from) else {
        tests::skipped("no small disk to fill up (`cargo xtask lab` has one)");
        return;
    };
    let folder = tempfile::tempdir_in(disk).unwrap();
    desk.lab.vboxmanage([
        "setproperty",
        "machinefolder",
        folder.path().to_str().unwrap(),
    ]);
    let before = (desk.lab.state(), files::digests(folder.path()));
    let ballast = Ballast::fill(folder.path());
    let ran = desk.run(&["apply", "--yes", "first.xml"]);
    expect![[r#"
        exit 1
        error: the disk of `SMALL/m/m.vbox` is full (0 KiB are free), and VirtualBox would lose the settings of the machine `m`: make room for at least 256 KiB first
    "#]].assert_eq(
        &desk
            .complaint(&ran)
            .replace(folder.path().to_str().unwrap(), "SMALL"),
    );
    drop(ballast);
    assert_eq!((desk.lab.state(), files::digests(folder.path())), before);
    desk.apply("first.xml");

    let before = (desk.lab.state(), files::digests(folder.path()));
    let ballast = Ballast::fill(folder.path());
    let ran = desk.run(&["apply", "--yes", "second.xml"]);
    expect![""].assert_eq(
        &desk
            .complaint(&ran)
            .replace(folder.path().to_str().unwrap(), "SMALL"),
    );
    drop(ballast);
    assert_eq!((desk.lab.state(), files::digests(folder.path())), before);
    desk.apply("second.xml");
    desk.is_as_asked("second.xml");
}

/// A file that takes all the room of a disk; one test at a time has it.
struct Ballast {
    path: PathBuf,
    _alone: std::fs::File,
}

impl Ballast {
    fn fill(folder: &Path) -> Self {
        let disk = folder.parent().unwrap();
        let alone = std::fs::File::create(disk.join("alone")).unwrap();
        alone.lock().unwrap();
        let path = disk.join("ballast");
        let mut file = std::fs::File::create(&path).unwrap();
        for size in [4096, 1] {
            while file.write_all(&vec![0; size]).is_ok() {}
        }
        Self {
            path,
            _alone: alone,
        }
    }
}

impl Drop for Ballast {
    fn drop(&mut self) {
        std::fs::remove_file(&self.path).unwrap();
    }
}

#[test]
fn unusual_names() {
    let Some(desk) = Desk::new() else { return };
    let before = desk.lab.state();
    let beside = || {
        files::digests(desk.lab.folder())
            .into_keys()
            .filter(|path| !path.starts_with("home"))
            .collect::<Vec<_>>()
    };
    let there = beside();
    let long = "x".repeat(300);
    let names = [
        "a/b",
        "/etc/m",
        "../m",
        "..",
        ".",
        ".m",
        "m.",
        " m",
        "a\nb",
        "a\tb",
        "a\\b",
        "a:b*c?",
        "müller",
        "機械",
        "💾 disk",
        "e\u{301}",
        "\u{202e}m",
        "-m",
        "%n",
        "CON",
        &long,
    ];
    let mut report = String::new();
    for name in names {
        let shown = if name.len() > 40 {
            "300 characters".to_owned()
        } else {
            format!("{name:?}")
        };
        let xml = document("64", "first", "sdl")
            .replace("<uuid>0f7ee0e6-7b21-4b5a-8a3c-51d0a8a30d5e</uuid>", "")
            .replace(
                "<name>m<",
                &format!(
                    "<name>{}<",
                    name.replace('\n', "&#10;").replace('\t', "&#9;")
                ),
            );
        desk.sandbox
            .write("named.xml", desk.lab.with_host_files(&xml));
        let ran = desk.run(&["apply", "--yes", "named.xml"]);
        if ran.status == 0 {
            let uuid = ran
                .stdout
                .split_once('(')
                .unwrap()
                .1
                .split_once(')')
                .unwrap()
                .0;
            let settings = desk.lab.settings_file(uuid);
            assert!(
                settings.starts_with(desk.lab.machines()),
                "{name:?}: {}",
                settings.display()
            );
            let place = settings.strip_prefix(desk.lab.machines()).unwrap();
            report.push_str(&format!("{shown}: {}\n", place.display()));
            let dump = desk.run(&["dump", uuid]).expect_status(0);
            desk.sandbox.write("dump.xml", &dump.stdout);
            let again = desk.run(&["apply", "--yes", "dump.xml"]).expect_status(0);
            assert!(
                again.stdout.ends_with("applied: 0 changed, 1 unchanged\n"),
                "{}",
                again.all()
            );
            desk.run(&["delete", "--yes", uuid]).expect_status(0);
            for image in ["first.vdi", "common.iso"] {
                let kind = if image.ends_with("iso") {
                    "dvd"
                } else {
                    "disk"
                };
                let image = desk.lab.files().join(image);
                drop(
                    desk.lab
                        .try_vboxmanage(["closemedium", kind, image.to_str().unwrap()]),
                );
            }
        } else {
            report.push_str(&format!(
                "{shown}: {}",
                desk.complaint(&ran).replace(&long, "X")
            ));
        }
        assert_eq!(beside(), there, "{name:?}");
        assert_eq!(desk.lab.state(), before, "{name:?}");
    }
    expect![""].assert_eq(&report);
}

#[test]
fn machines_that_cannot_be_read_or_changed() {
    let Some(desk) = Desk::new() else { return };
    for name in ["broken", "gone"] {
        desk.lab.vboxmanage([
            "createvm",
            "--name",
            name,
            "--ostype",
            "Other",
            "--register",
        ]);
    }
    let (broken, gone) = (
        desk.lab.settings_file("broken"),
        desk.lab.settings_file("gone"),
    );
    desk.apply("first.xml");
    desk.lab.kill("VBoxSVC");
    std::fs::write(&broken, "<VirtualBox>").unwrap();
    std::fs::remove_file(&gone).unwrap();

    let paused = desk.paused("change", "second.xml");
    let ids = |text: &str| {
        // Made anew by each run.
        let mut text = desk.with_places(text);
        for line in desk
            .lab
            .vboxmanage(["list", "vms"])
            .lines()
            .filter(|line| line.starts_with("\"<"))
        {
            let id = line.split_once('{').unwrap().1.trim_end_matches('}');
            text = text.replace(id, "ID");
        }
        text
    };
    let doctor = desk.run(&["doctor"]);
    expect![""].assert_eq(&ids(&doctor.all()));
    let list = desk.run(&["list"]).expect_status(0);
    expect![""].assert_eq(&ids(&list.all()));
    desk.run(&["dump", "m"]).expect_status(0);
    let ran = desk.run(&["apply", "--yes", "first.xml"]);
    expect![""].assert_eq(&ids(&ran.all()));
    paused.go_on().expect_status(0);
    desk.is_as_asked("second.xml");
    desk.apply("first.xml");
    let unreadable = desk
        .lab
        .vboxmanage(["list", "vms"])
        .lines()
        .find(|line| line.starts_with("\"<"))
        .unwrap()
        .to_owned();
    let unreadable = unreadable.split_once('{').unwrap().1.trim_end_matches('}');
    for command in [&["dump", unreadable][..], &["delete", "--yes", unreadable]] {
        let ran = desk.run(command);
        assert_eq!(ran.status, 1, "{}", ran.all());
    }
}
