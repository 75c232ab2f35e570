//! The program stopped at each phase of its work: killed, interrupted, in the way of another run.

use std::time::{Duration, Instant};

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

    /// What a run said, without what is different each time.
    fn said(&self, ran: &Ran) -> String {
        let mut text = ran.all();
        for (path, name) in [
            (self.lab.files(), "FILES"),
            (self.lab.machines(), "MACHINES"),
            (self.sandbox.path().to_owned(), "HERE"),
        ] {
            text = text.replace(path.to_str().unwrap(), name);
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
    let Some(desk) = Desk::new() else { return };
    desk.apply("first.xml");
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
    let Some(desk) = Desk::new() else { return };
    desk.apply("first.xml");
    interrupted(&desk, &CHANGE, "second.xml");
}
