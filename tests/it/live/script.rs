//! A plan as a script: run by `sh` on one VirtualBox and applied on another, it makes machines that dump equal.

use std::path::{Path, PathBuf};

use native_driver::plan::script::{Shell, vboxmanage};
use native_driver::plan::{Plan, VERSION};
use tests::driven::Driven;
use tests::live::Lab;
use tests::tree;

use crate::{devices, metadata};

/// Two of VirtualBox: plans are applied on one, and their scripts run on the other.
struct Pair<'a> {
    applied: Driven<'a>,
    scripted: Driven<'a>,
    lab: &'a Lab,
    wrong: Vec<String>,
    compared: usize,
}

impl<'a> Pair<'a> {
    fn of(lab: &'a Lab, other: &'a Lab) -> Self {
        Self {
            applied: Driven::live(lab),
            scripted: Driven::live(other),
            lab: other,
            wrong: Vec::new(),
            compared: 0,
        }
    }

    /// Applies a document and runs its script; what differs, or is not said, is kept. Gives the steps that no command
    /// says.
    fn take(&mut self, what: &str, xml: &str) -> Vec<String> {
        let machine = match self.applied.plan(xml) {
            Ok(machine) => machine,
            Err(error) => {
                self.wrong.push(format!("{what}: {error:?}"));
                return Vec::new();
            }
        };
        let uuid = machine.uuid.to_string();
        let plan = Plan {
            version: VERSION,
            connection: "vbox:///session".to_owned(),
            api_version: "7_2".to_owned(),
            machines: vec![machine.clone()],
        };
        let commands = vboxmanage(&plan, Shell::Sh);
        if let Err(error) = self.applied.carry_out(machine, true) {
            self.wrong.push(format!("{what}: {error}"));
            return Vec::new();
        }
        let ran = self.lab.run_script(&commands.script);
        if ran.status != 0 {
            let script = &commands.script;
            self.wrong.push(format!("{what}: {}\n{script}", ran.stderr));
            return Vec::new();
        }
        let (one, other) = (
            self.dumped(true, &uuid, xml),
            self.dumped(false, &uuid, xml),
        );
        // What is not said is not there.
        if one != other && commands.unsaid.is_empty() {
            let script = &commands.script;
            self.wrong.push(format!(
                "{what}: applied\n{one}scripted\n{other}script\n{script}"
            ));
        }
        self.compared += 1;
        commands
            .unsaid
            .into_iter()
            .map(|unsaid| unsaid.member)
            .collect()
    }

    /// The machine as a document, but for addresses of network cards that VirtualBox chose.
    fn dumped(&mut self, applied: bool, uuid: &str, xml: &str) -> String {
        let driven = if applied {
            &mut self.applied
        } else {
            &mut self.scripted
        };
        let dump = driven.dump(uuid);
        if xml.contains("<mac ") {
            return dump;
        }
        let lines: Vec<&str> = dump
            .lines()
            .filter(|line| !line.contains("<mac "))
            .collect();
        lines.join("\n")
    }

    #[track_caller]
    fn end(self, at_least: usize) {
        assert!(self.wrong.is_empty(), "{}", self.wrong.join("\n"));
        assert!(self.compared >= at_least, "only {}", self.compared);
    }
}

/// A document whose host files are below the folder of a lab, of a machine of that name.
fn placed(lab: &Lab, xml: &str, name: &str) -> String {
    let files = lab.files();
    let files = files.to_str().unwrap();
    let mut xml = xml.replace("/home/user", files).replace("FILES", files);
    for start in [" file='", " dir='"] {
        let absolute = format!("{start}/");
        let below = format!("{start}{files}/");
        xml = xml.replace(&below, &absolute).replace(&absolute, &below);
    }
    if let Some((before, rest)) = xml.split_once("<name>")
        && let Some((_, after)) = rest.split_once("</name>")
    {
        xml = format!("{before}<name>{name}</name>{after}");
    }
    lab.with_host_files(&xml)
}

/// Every fixture, the documented domain, and the documents that the editor for browsers begins with.
fn documents() -> Vec<PathBuf> {
    let mut folders = vec![tree::root().join("web-demo/src/templates")];
    folders.extend(listed(&tree::root().join("tests/fixtures")));
    let mut documents: Vec<PathBuf> = folders
        .iter()
        .filter(|folder| !folder.ends_with("domain"))
        .flat_map(|folder| listed(folder))
        .filter(|path| path.extension().is_some_and(|ending| ending == "xml"))
        .collect();
    documents.push(tree::root().join("examples/documented-2009.xml"));
    documents.sort();
    documents
}

fn listed(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn a_script_makes_what_apply_makes() {
    // A fixture has a drive of the host.
    let (Some(lab), Some(other)) = (Lab::start_with_drives(), Lab::start_with_drives()) else {
        return;
    };
    let mut pair = Pair::of(&lab, &other);
    let mut unsaid = Vec::new();
    for (number, path) in documents().into_iter().enumerate() {
        let name = path.display().to_string();
        let xml = placed(&lab, &tree::read(&path), &format!("machine {number}"));
        unsaid.extend(
            pair.take(&name, &xml)
                .into_iter()
                .map(|member| format!("{name}: {member}")),
        );
        // Machines of several documents have one UUID.
        for lab in [&lab, &other] {
            lab.vboxmanage(["unregistervm", &format!("machine {number}")]);
        }
    }
    assert_eq!(unsaid, [""; 0]);
    pair.end(60);
}

#[test]
fn a_script_changes_what_apply_changes() {
    let (Some(lab), Some(other)) = (Lab::start(), Lab::start()) else {
        return;
    };
    for file in devices::FILES {
        lab.image(file);
    }
    let mut pair = Pair::of(&lab, &other);
    let files = lab.files();
    let mut unsaid = Vec::new();
    for case in devices::CASES.iter().chain([&devices::SHARED]) {
        for (number, state) in case.states.iter().enumerate() {
            let xml = devices::document(case.name, state.devices, &files);
            let what = format!("{} {number}", case.name);
            unsaid.extend(pair.take(&what, &xml));
        }
    }
    for case in metadata::CASES {
        for (number, state) in case.states.iter().enumerate() {
            // How long a login may take has no option, and names of folders are without blanks.
            let xml = metadata::document(case, state, &files)
                .replace(" authTimeout='7000'", "")
                .replace("my share", "my-share");
            let what = format!("{} {number}", case.name);
            unsaid.extend(pair.take(&what, &xml));
        }
    }
    // The options of recording are about all screens, and how many there are is not known of a machine that is there.
    assert_eq!(unsaid, ["videoFPS"]);
    pair.end(30);
}

#[test]
fn a_script_creates_what_is_created_of_many_devices() {
    let (Some(lab), Some(other)) = (Lab::start(), Lab::start()) else {
        return;
    };
    for file in devices::FILES {
        lab.image(file);
    }
    let mut pair = Pair::of(&lab, &other);
    for (number, (machine, interfaces, inside)) in devices::MANY.iter().enumerate() {
        let nics = "<interface type='user'></interface>".repeat(*interfaces);
        let name = format!("many {number}");
        let xml = devices::document(&name, &format!("{inside}{nics}"), &lab.files())
            .replace("<type>", &format!("<type machine='{machine}'>"));
        assert_eq!(pair.take(&name, &xml), [""; 0]);
        if *interfaces == 36 {
            for lab in [&lab, &other] {
                lab.vboxmanage(["unregistervm", &name]);
            }
        }
    }
    pair.end(4);
}

#[test]
fn words_that_shells_would_take_apart_arrive_whole() {
    let (Some(lab), Some(other)) = (Lab::start(), Lab::start()) else {
        return;
    };
    let mut pair = Pair::of(&lab, &other);
    for (number, word) in HOSTILE.iter().enumerate() {
        let text = word
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('\n', "&#10;");
        let xml = format!(
            "<domain type='vbox'>\n<name>m{number}</name>\n<description>{text}</description>\n\
             <metadata><vbox:machine xmlns:vbox='urn:boxwright:vbox:1'>\
             <vbox:extraData key='Lab/Word' value=\"{}\"/></vbox:machine></metadata>\n\
             <memory unit='MiB'>64</memory>\n<os><type>hvm</type></os>\n\
             <devices><filesystem type='mount'><source dir='{}'/><target dir='share'/></filesystem></devices>\n</domain>\n",
            text.replace('"', "&quot;"),
            lab.files().display()
        );
        let what = format!("{word:?}");
        assert_eq!(pair.take(&what, &xml), [""; 0]);
        let said = other.vboxmanage(["getextradata", &format!("m{number}"), "Lab/Word"]);
        assert_eq!(said.trim_end(), format!("Value: {word}").trim_end());
    }
    pair.end(HOSTILE.len());
    let listed = other.vboxmanage(["list", "vms"]);
    assert_eq!(listed.lines().count(), HOSTILE.len(), "{listed}");
}

/// Texts that a shell, or `VBoxManage`, may take for something else.
const HOSTILE: &[&str] = &[
    "it's \"quoted\"",
    "$HOME ${HOME} $(id) `id`",
    "two\nlines # and a comment",
    "-leading --dashes",
    "a\\ b\\\\",
    "; rm -rf / | & < > * ? [a-z] ~ !",
    "ü “typographic” ‘quotes’",
    "%PATH% ^ @file",
    "'",
];
