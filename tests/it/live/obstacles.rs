//! What stands in the way of an apply: locks, permissions, a full disk, machines that cannot be read. Each ends with its
//! message and changes nothing.

use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use expect_test::expect;
use tests::desk::Desk;
use tests::files;

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
        error: the machine `m` is in state Running, in `headless` (process N): shut it down first
    "#]]
    .assert_eq(&desk.complaint(&ran));
    let ran = desk.run(&["delete", "--yes", "m"]);
    expect![[r#"
        exit 1
        error: the machine `m` is in state Running, in `headless` (process N): shut it down first
    "#]]
    .assert_eq(&desk.complaint(&ran));
    assert_eq!(desk.lab.state(), before);
    expect![[r#"
        exit 0
        --- stdout
        ok       connection: vbox:///session
        ok       VirtualBox: /usr/lib/virtualbox (a known folder)
        ok       type library: 322 interfaces, 3794 methods, 147 enumerations
        ok       service: VirtualBox 7.2.22, API 7_2, function table N of 4, 3, 2, 1
        ok       machines: 1
        warning  machine `m`: Running; process N (headless) holds its lock (Locked), so it cannot be changed now
    "#]].assert_eq(&desk.doctor());
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
    expect![[r#"
        exit 1
        error: `second.xml`: line 1 (/domain): m: IMachine.saveSettings: Runtime error opening 'MACHINES/m/m.vbox-tmp' for overwriting VERR_ACCESS_DENIED (Access denied.).
        SOURCE (SessionMachine, NS_ERROR_FAILURE); everything is as it was before
    "#]].assert_eq(&desk.complaint(&ran));
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
    expect![[r#"
        exit 0
        --- stdout
        ok       connection: vbox:///session
        ok       VirtualBox: /usr/lib/virtualbox (a known folder)
        ok       type library: 322 interfaces, 3794 methods, 147 enumerations
        ok       service: VirtualBox 7.2.22, API 7_2, function table N of 4, 3, 2, 1
        ok       machines: 3
        warning  machine ID: its settings cannot be read: Premature end of data in tag VirtualBox line 1.
                 Location: 'MACHINES/broken/broken.vbox', line 1 (1), column 13.
                 SOURCE
        warning  machine ID: its settings cannot be read: Runtime error opening 'MACHINES/gone/gone.vbox' for reading VERR_FILE_NOT_FOUND (File not found.).
                 SOURCE
        warning  machine `m`: PoweredOff; process N holds its lock (Locked), so it cannot be changed now
    "#]].assert_eq(&ids(&desk.doctor()));
    let list = desk.run(&["list"]).expect_status(0);
    expect![[r#"
        exit 0
        --- stdout
        ID  Inaccessible
        ID  Inaccessible
        0f7ee0e6-7b21-4b5a-8a3c-51d0a8a30d5e  PoweredOff    m
    "#]]
    .assert_eq(&ids(&list.all()));
    desk.run(&["dump", "m"]).expect_status(0);
    let ran = desk.run(&["apply", "--yes", "first.xml"]);
    expect![[r#"
        exit 1
        --- stdout
        ~ m (0f7ee0e6-7b21-4b5a-8a3c-51d0a8a30d5e): change
          ~ devices/graphics[0]: desktop window -> sdl window  (line 10)
          blocked: the machine `m` is locked by another program (process N): close that program, or wait until it is done
        plan: 1 to change
        --- stderr
        error: the machine `m` is locked by another program (process N): close that program, or wait until it is done
    "#]].assert_eq(&ids(&ran.all()));
    paused.go_on().expect_status(0);
    desk.is_as_asked("second.xml");
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
