//! A user of the program at a real VirtualBox.

use std::time::{Duration, Instant};

use crate::live::Lab;
use crate::paused::Paused;
use crate::program::{Ran, Sandbox};

/// A real VirtualBox, the program connected to it, and two documents of one machine.
#[derive(Debug)]
pub struct Desk {
    /// Everything of VirtualBox.
    pub lab: Lab,
    /// The folder of the program, with `first.xml` and `second.xml`.
    pub sandbox: Sandbox,
}

impl Desk {
    /// One, where live tests are asked for.
    pub fn new() -> Option<Self> {
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

    /// Runs the program.
    pub fn run(&self, args: &[&str]) -> Ran {
        self.sandbox.run(args)
    }

    /// Applies a document, which must succeed.
    #[track_caller]
    pub fn apply(&self, document: &str) {
        self.run(&["apply", "--yes", document]).expect_status(0);
    }

    /// Makes the machine, and has its settings written by a service that read them: one that made a machine leaves out
    /// a few of the defaults.
    #[track_caller]
    #[must_use]
    pub fn with_machine(self) -> Self {
        self.apply("first.xml");
        self.lab.kill("VBoxSVC");
        self.lab.vboxmanage(["modifyvm", "m", "--memory", "64"]);
        self
    }

    /// The exit code of a run and what it wrote to standard error, without what is different each time.
    pub fn complaint(&self, ran: &Ran) -> String {
        let text = format!("exit {}\n{}", ran.status, ran.stderr);
        self.with_places(&text)
    }

    /// What `doctor` says, but for the last line: it is about this host.
    pub fn doctor(&self) -> String {
        let text = self.with_places(&self.run(&["doctor"]).all());
        let lines: Vec<&str> = text
            .lines()
            .take_while(|line| !line.contains("kernel driver: "))
            .collect();
        lines.join("\n") + "\n"
    }

    /// A text with names in place of the folders of this test, of numbers of processes, and of lines in VirtualBox's
    /// sources.
    pub fn with_places(&self, text: &str) -> String {
        let mut text = text.to_owned();
        while let Some(line) = text.find(".cpp[") {
            let start = text[..line].rfind(['\n', ' ']).unwrap() + 1;
            let end = line + text[line..].find("))").unwrap() + 2;
            text.replace_range(start..end, "SOURCE");
        }
        for table in 1..=4 {
            text = text.replace(&format!("function table {table} of"), "function table N of");
        }
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

    /// An apply that waits before the first step of a phase.
    pub fn paused(&self, phase: &str, document: &str) -> Paused {
        Paused::at(phase, &self.sandbox, &["apply", "--yes", document])
    }

    /// Waits until the helper process of a killed program has ended by itself.
    #[track_caller]
    pub fn wait_for_helper(&self) {
        let end = Instant::now() + Duration::from_secs(20);
        while !self.lab.processes("boxwright").is_empty() {
            assert!(Instant::now() < end, "the helper process stays");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Checks that the machine is what the document says.
    #[track_caller]
    pub fn is_as_asked(&self, document: &str) {
        let dump = self.run(&["dump", "m"]).expect_status(0);
        let normal = self.run(&["normalize", document]).expect_status(0);
        assert_eq!(dump.stdout, normal.stdout);
    }
}

/// A small machine `m`.
pub fn document(memory: &str, disk: &str, display: &str) -> String {
    format!(
        "<domain type='vbox'>
  <name>m</name>
  <uuid>0f7ee0e6-7b21-4b5a-8a3c-51d0a8a30d5e</uuid>
  <memory unit='MiB'>{memory}</memory>
  <vcpu>1</vcpu>
  <os><type>hvm</type><boot dev='hd'/></os><features><pae/><acpi/><apic/></features>
  <devices>
    <disk type='file' device='disk'><source file='/home/user/{disk}.vdi'/><target dev='hda'/></disk>
    <disk type='file' device='cdrom'><source file='/home/user/common.iso'/><target dev='hdc'/><readonly/></disk>
    <graphics type='{display}'/>
  </devices>
</domain>
"
    )
}
