//! One sequence of calls, made up from a seed.

use std::path::{Path, PathBuf};

use native_driver::value::Value;

use super::IMAGES;
use super::pair::{Both, In, Pair};
use super::values::{ATTRIBUTES, Dice, Place, is_dangerous};
use super::walk;

/// How many steps a sequence has.
const STEPS: usize = 40;

/// The machines that a sequence makes.
const MACHINES: [(&str, &str); 2] = [
    ("one", "11111111-0000-0000-0000-000000000001"),
    ("two", "11111111-0000-0000-0000-000000000002"),
];

/// A machine of the sequence.
#[derive(Clone, Copy)]
struct Machine {
    here: Both,
    /// Which disks it takes: a disk that two machines have ends the real service when one gives it back.
    index: usize,
}

/// A sequence that is under way.
pub(crate) struct Sequence<'a, 'p> {
    pair: &'a mut Pair<'p>,
    dice: Dice,
    files: PathBuf,
    machines: Vec<Machine>,
    sessions: Vec<Both>,
    /// The copies that sessions gave, also those of sessions that are over.
    copies: Vec<Machine>,
    media: Vec<(&'static str, Both)>,
    with_snapshots: bool,
}

type Step = fn(&mut Sequence<'_, '_>);

/// What a step can be, and how often it comes.
const KINDS: &[(usize, Step)] = &[
    (30, |it| it.set_attribute()),
    (9, |it| it.lock()),
    (4, |it| it.unlock()),
    (6, |it| it.save_or_discard()),
    (4, |it| it.extra_data()),
    (10, |it| it.controllers()),
    (14, |it| it.attachments()),
    (8, |it| it.media()),
    (5, |it| it.shared_folders()),
    (5, |it| it.usb()),
    (4, |it| it.features()),
    (4, |it| it.port_forwarding()),
    (3, |it| it.boot_order()),
    (3, |it| it.names()),
    (2, |it| it.unregister()),
    (2, |it| it.register()),
    (2, |it| it.saved_state()),
    (4, |it| it.snapshots()),
    (3, |it| it.groups()),
    (3, |it| it.bandwidth()),
];

fn text(text: impl Into<String>) -> In {
    In::Same(Value::text(text))
}

fn number(number: usize) -> In {
    In::Same(Value::Unsigned(number.try_into().unwrap()))
}

fn signed(number: i64) -> In {
    In::Same(Value::Int(number))
}

fn flag(flag: bool) -> In {
    In::Same(Value::Bool(flag))
}

impl<'a, 'p> Sequence<'a, 'p> {
    pub(crate) fn new(pair: &'a mut Pair<'p>, seed: u64, machines: &Path, files: &Path) -> Self {
        let root = pair.root();
        let it = Self {
            pair,
            dice: Dice::new(seed),
            files: files.to_owned(),
            machines: Vec::new(),
            sessions: Vec::new(),
            copies: Vec::new(),
            media: Vec::new(),
            with_snapshots: seed.is_multiple_of(3),
        };
        let outs = it.pair.get(root, "systemProperties");
        let properties = Pair::object(outs).unwrap();
        let folder = Value::text(machines.to_str().unwrap());
        it.pair.set(properties, "defaultMachineFolder", folder);
        // What the lab itself has set.
        let key = "VBoxInternal/HM/FallbackToIEM";
        it.pair
            .invoke(root, "setExtraData", &[text(key), text("1")]);
        it
    }

    pub(crate) fn run(mut self) {
        for (index, (name, id)) in MACHINES.iter().enumerate() {
            self.create(index, name, id);
        }
        for _ in 0..3 {
            let session = self.pair.session();
            self.sessions.push(session);
        }
        let all: usize = KINDS.iter().map(|(weight, _)| weight).sum();
        for _ in 0..STEPS {
            let mut at = self.dice.below(all);
            for (weight, step) in KINDS {
                if at < *weight {
                    step(&mut self);
                    break;
                }
                at -= weight;
            }
        }
        walk::lists(self.pair);
        for machine in self.machines.clone().iter().chain(self.copies.last()) {
            walk::machine(self.pair, machine.here);
        }
        self.tidy();
    }

    fn path(&self, name: &str) -> In {
        text(self.files.join(name).to_str().unwrap())
    }

    fn create(&mut self, index: usize, name: &str, id: &str) {
        let os = *self
            .dice
            .pick(&["", "Other", "Ubuntu_64", "windows11_64", "Nothing"]);
        let group = *self.dice.pick(&["/", "/", "/a/b", "bad"]);
        let architecture = usize::from(self.dice.below(12) != 0);
        let root = self.pair.root();
        let args = |group: &str, architecture: usize| {
            [
                text(""),
                text(name),
                number(architecture),
                In::Same(Value::List(vec![Value::text(group)])),
                text(os),
                text(format!("UUID={id}")),
                text(""),
                text(""),
                text(""),
            ]
        };
        let outs = self
            .pair
            .invoke(root, "createMachine", &args(group, architecture));
        let mut made = Pair::object(outs);
        if made.is_none() {
            let outs = self.pair.invoke(root, "createMachine", &args("/", 1));
            made = Pair::object(outs);
        }
        let Some(here) = made else { return };
        self.machines.push(Machine { here, index });
        // One in six is not registered, so that it is changed without a session.
        if self.dice.below(6) != 0 {
            self.pair
                .invoke(root, "registerMachine", &[In::Thing(here)]);
        }
    }

    fn machine(&mut self) -> Option<Machine> {
        (!self.machines.is_empty()).then(|| *self.dice.pick(&self.machines))
    }

    /// What a step works on: mostly the copy of the newest lock.
    fn target(&mut self) -> Option<Machine> {
        match self.dice.below(10) {
            0 | 1 => self.machine(),
            2 if !self.copies.is_empty() => Some(*self.dice.pick(&self.copies)),
            _ => self
                .copies
                .last()
                .copied()
                .or_else(|| self.machines.first().copied()),
        }
    }

    fn set_attribute(&mut self) {
        let (place, member, choice) = *self.dice.pick(ATTRIBUTES);
        let target = if is_dangerous(place, member) {
            self.copies.last().copied()
        } else {
            self.target()
        };
        let Some(target) = target else { return };
        let value = self.dice.value(choice);
        let slot = u32::try_from(self.dice.below(3)).unwrap();
        if let Some(here) = walk::place(self.pair, target.here, place, slot) {
            self.pair.set(here, member, value);
            self.pair.get(here, member);
        }
    }

    fn lock(&mut self) {
        let Some(machine) = self.machine() else {
            return;
        };
        let session = *self.dice.pick(&self.sessions);
        let kind = *self.dice.pick(&[1, 2, 2, 2, 2]);
        let args = [In::Thing(session), number(kind)];
        let locked = self
            .pair
            .invoke(machine.here, "lockMachine", &args)
            .is_some();
        self.pair.get(session, "state");
        self.pair.get(session, "type");
        if locked {
            let outs = self.pair.get(session, "machine");
            if let Some(here) = Pair::object(outs) {
                self.copies.push(Machine { here, ..machine });
            }
        }
    }

    fn unlock(&mut self) {
        let session = *self.dice.pick(&self.sessions);
        self.pair.invoke(session, "unlockMachine", &[]);
        self.pair.get(session, "state");
    }

    fn save_or_discard(&mut self) {
        let Some(target) = self.target() else { return };
        let member = *self
            .dice
            .pick(&["saveSettings", "saveSettings", "discardSettings"]);
        self.pair.invoke(target.here, member, &[]);
        self.pair.get(target.here, "settingsModified");
    }

    fn extra_data(&mut self) {
        let Some(target) = self.target() else { return };
        let key = *self.dice.pick(&["one", "two", "three/four", "a\nb"]);
        let data = *self.dice.pick(&["", "x", "y"]);
        self.pair
            .invoke(target.here, "setExtraData", &[text(key), text(data)]);
        self.pair.invoke(target.here, "getExtraData", &[text(key)]);
        // Everything that waited was saved with it.
        if let Some(machine) = self.machines.get(target.index).copied() {
            self.pair.get(machine.here, "memorySize");
        }
    }

    fn controller_name(&mut self) -> &'static str {
        match self.dice.below(6) {
            0 => "IDE",
            1 | 2 => "SATA",
            3 => "Floppy",
            4 => "SAS",
            _ => "None",
        }
    }

    fn controllers(&mut self) {
        let Some(target) = self.target() else { return };
        let here = target.here;
        let name = self.controller_name();
        let bus = match name {
            "IDE" => 1,
            "SATA" => 2,
            "Floppy" => 4,
            "SAS" => 5,
            _ => *self.dice.pick(&[0, 2, 3, 6, 7, 8, 9]),
        };
        match self.dice.below(10) {
            0..=4 => {
                self.pair
                    .invoke(here, "addStorageController", &[text(name), number(bus)]);
            }
            5 => {
                self.pair
                    .invoke(here, "removeStorageController", &[text(name)]);
            }
            6 => {
                let on = self.dice.flag();
                self.pair.invoke(
                    here,
                    "setStorageControllerBootable",
                    &[text(name), flag(on)],
                );
            }
            _ => {
                let outs = self
                    .pair
                    .invoke(here, "getStorageControllerByName", &[text(name)]);
                if let Some(controller) = Pair::object(outs) {
                    self.change_controller(controller);
                }
            }
        }
    }

    fn change_controller(&mut self, controller: Both) {
        let ports = Value::Unsigned(*self.dice.pick(&[0, 1, 2, 4, 30, 31]));
        let kind = Value::Unsigned(*self.dice.pick(&[0, 3, 4, 5, 6, 8, 99]));
        let cache = Value::Bool(self.dice.flag());
        let name = Value::text(*self.dice.pick(&["SATA", "IDE", "Renamed"]));
        let (member, value) = match self.dice.below(4) {
            0 => ("portCount", ports),
            1 => ("controllerType", kind),
            2 => ("useHostIOCache", cache),
            _ => ("name", name),
        };
        self.pair.set(controller, member, value);
        self.pair.get(controller, member);
    }

    /// A medium for a machine; opened where that was not done yet.
    fn medium(&mut self, index: usize) -> Option<Both> {
        let disks = if index == 0 {
            ["a.vdi", "c.vmdk"]
        } else {
            ["b.vdi", "d.vhd"]
        };
        let all = [disks[0], disks[1], "e.iso", "f.iso", "g.img", "h.img"];
        let name = *self.dice.pick(&all);
        if let Some((_, known)) = self.media.iter().find(|(each, _)| *each == name) {
            return Some(*known);
        }
        self.open(name, kind(name))
    }

    fn open(&mut self, name: &'static str, kind: usize) -> Option<Both> {
        let root = self.pair.root();
        let args = [self.path(name), number(kind), number(2), flag(false)];
        let outs = self.pair.invoke(root, "openMedium", &args);
        let here = Pair::object(outs)?;
        self.media.retain(|(each, _)| *each != name);
        self.media.push((name, here));
        Some(here)
    }

    fn attachments(&mut self) {
        let Some(target) = self.target() else { return };
        let here = target.here;
        let name = self.controller_name();
        let port = *self.dice.pick(&[0, 0, 1, 1, 2, 29, 30, -1]);
        let device = *self.dice.pick(&[0, 0, 0, 1, 2]);
        let place = [text(name), signed(port), signed(device)];
        let with = |more: &[In]| [&place[..], more].concat();
        let on = self.dice.flag();
        match self.dice.below(14) {
            0..=5 => {
                if let Some(medium) = self.medium(target.index) {
                    let kind = self.kind_of(medium);
                    self.pair.invoke(
                        here,
                        "attachDevice",
                        &with(&[number(kind), In::Thing(medium)]),
                    );
                }
            }
            6 => {
                let kind = *self.dice.pick(&[1, 2, 3]);
                self.pair
                    .invoke(here, "attachDeviceWithoutMedium", &with(&[number(kind)]));
            }
            7 | 8 => {
                self.pair.invoke(here, "detachDevice", &place);
            }
            9 => self.mount(target, &place),
            10 => {
                let outs = self.pair.invoke(here, "getMediumAttachment", &place);
                // Without a disk in the drive only: a disk that is unmounted leaves VirtualBox's own books wrong.
                if let Some(attachment) = Pair::object(outs)
                    && self.pair.get(attachment, "type").is_some_and(|outs| {
                        outs.first()
                            .is_some_and(|(kind, _)| *kind != Value::Unsigned(3))
                    })
                {
                    self.pair.invoke(here, "unmountMedium", &with(&[flag(on)]));
                }
            }
            11 => {
                self.pair
                    .invoke(here, "nonRotationalDevice", &with(&[flag(on)]));
            }
            12 => {
                self.pair
                    .invoke(here, "setHotPluggableForDevice", &with(&[flag(on)]));
            }
            _ => {
                self.pair
                    .invoke(here, "passthroughDevice", &with(&[flag(on)]));
            }
        }
        self.pair.get(here, "mediumAttachments");
    }

    fn mount(&mut self, target: Machine, place: &[In; 3]) {
        let name = *self.dice.pick(&["e.iso", "f.iso", "g.img"]);
        if let Some(medium) = self.open(name, kind(name)) {
            let args = [&place[..], &[In::Thing(medium), flag(false)]].concat();
            self.pair.invoke(target.here, "mountMedium", &args);
        }
    }

    fn kind_of(&mut self, medium: Both) -> usize {
        let name = self
            .media
            .iter()
            .find(|(_, here)| *here == medium)
            .map(|(name, _)| *name);
        name.map_or(3, kind)
    }

    fn media(&mut self) {
        let name = *self.dice.pick(&IMAGES);
        match self.dice.below(8) {
            0..=2 => {
                self.open(name, kind(name));
            }
            3 => {
                let wrong = *self.dice.pick(&[1, 2, 3, 4]);
                self.open(name, wrong);
            }
            4 => {
                let missing = *self.dice.pick(&["none.vdi", "none.iso", "none"]);
                let kind = *self.dice.pick(&[2, 3]);
                self.open(missing, kind);
            }
            5 | 6 => {
                let known = self.media.clone();
                if !known.is_empty() {
                    let (_, medium) = *self.dice.pick(&known);
                    self.pair.get(medium, "machineIds");
                    self.pair.invoke(medium, "close", &[]);
                    self.pair.get(medium, "location");
                }
            }
            _ => {
                let known = self.media.clone();
                if !known.is_empty() {
                    let (_, medium) = *self.dice.pick(&known);
                    let kind = *self.dice.pick(&[0, 0, 1, 2, 3, 4, 9]);
                    self.pair.set(medium, "type", Value::Unsigned(kind));
                    self.pair.get(medium, "type");
                }
            }
        }
        walk::lists(self.pair);
    }

    fn shared_folders(&mut self) {
        let Some(target) = self.target() else { return };
        let name = *self.dice.pick(&["s", "t", ""]);
        let folder = self.files.to_str().unwrap().to_owned();
        let slashed = format!("{folder}/");
        let path = (*self.dice.pick(&[&folder[..], &slashed, "relative", ""])).to_owned();
        let (writable, mount) = (self.dice.flag(), self.dice.flag());
        if self.dice.below(4) == 0 {
            self.pair
                .invoke(target.here, "removeSharedFolder", &[text(name)]);
        } else {
            let args = [
                text(name),
                text(path),
                flag(writable),
                flag(mount),
                text(""),
            ];
            self.pair.invoke(target.here, "createSharedFolder", &args);
        }
        self.pair.get(target.here, "sharedFolders");
    }

    fn usb(&mut self) {
        let Some(target) = self.target() else { return };
        let here = target.here;
        let name = *self.dice.pick(&["U", "V"]);
        match self.dice.below(5) {
            0 | 1 => {
                let kind = *self.dice.pick(&[0, 1, 2, 3, 4]);
                self.pair
                    .invoke(here, "addUSBController", &[text(name), number(kind)]);
            }
            2 => {
                self.pair.invoke(here, "removeUSBController", &[text(name)]);
            }
            3 => self.filter(target),
            _ => {
                let outs = self.pair.get(here, "USBDeviceFilters");
                if let Some(filters) = Pair::object(outs) {
                    let position = self.dice.below(2);
                    self.pair
                        .invoke(filters, "removeDeviceFilter", &[number(position)]);
                }
            }
        }
    }

    fn filter(&mut self, target: Machine) {
        let outs = self.pair.get(target.here, "USBDeviceFilters");
        let Some(filters) = Pair::object(outs) else {
            return;
        };
        let outs = self
            .pair
            .invoke(filters, "createDeviceFilter", &[text("f")]);
        let Some(filter) = Pair::object(outs) else {
            return;
        };
        let vendor = *self
            .dice
            .pick(&["", "1234", "ff", "0x12", "12345", "x", "1.2"]);
        let member = *self
            .dice
            .pick(&["vendorId", "productId", "revision", "port", "remote"]);
        self.pair.set(filter, member, Value::text(vendor));
        self.pair.get(filter, member);
        let active = self.dice.flag();
        self.pair.set(filter, "active", Value::Bool(active));
        let position = self.dice.below(3);
        let args = [number(position), In::Thing(filter)];
        self.pair.invoke(filters, "insertDeviceFilter", &args);
        if self.dice.flag() {
            self.pair.invoke(filters, "insertDeviceFilter", &args);
        }
    }

    fn features(&mut self) {
        let Some(target) = self.target() else { return };
        let on = self.dice.flag();
        match self.dice.below(4) {
            0 | 1 => {
                let member = *self.dice.pick(&["setCPUProperty", "setHWVirtExProperty"]);
                let which = self.dice.below(9);
                if let Some(x86) = walk::place(self.pair, target.here, Place::X86, 0) {
                    self.pair.invoke(x86, member, &[number(which), flag(on)]);
                }
            }
            2 => {
                let which = self.dice.below(4);
                if let Some(graphics) = walk::place(self.pair, target.here, Place::Graphics, 0) {
                    self.pair
                        .invoke(graphics, "setFeature", &[number(which), flag(on)]);
                }
            }
            _ => {
                let ports = *self
                    .dice
                    .pick(&["3389", "0", "", "3389-3390,4000", "abc", "99999"]);
                if let Some(server) = walk::place(self.pair, target.here, Place::Vrde, 0) {
                    self.pair
                        .invoke(server, "setVRDEProperty", &[text("TCP/Ports"), text(ports)]);
                    self.pair
                        .invoke(server, "getVRDEProperty", &[text("TCP/Ports")]);
                }
            }
        }
    }

    fn port_forwarding(&mut self) {
        let Some(target) = self.copies.last().copied() else {
            return;
        };
        let Some(nat) = walk::place(self.pair, target.here, Place::Nat, 0) else {
            return;
        };
        let name = *self.dice.pick(&["r", "q", "", "a,b"]);
        if self.dice.below(4) == 0 {
            self.pair.invoke(nat, "removeRedirect", &[text(name)]);
        } else {
            let protocol = *self.dice.pick(&[0, 1, 1, 2]);
            let (host, guest) = (*self.dice.pick(&[80, 81]), *self.dice.pick(&[80, 90]));
            let address = *self.dice.pick(&["", "127.0.0.1"]);
            let args = [
                text(name),
                number(protocol),
                text(address),
                number(host),
                text(""),
                number(guest),
            ];
            self.pair.invoke(nat, "addRedirect", &args);
        }
        self.pair.get(nat, "redirects");
    }

    fn boot_order(&mut self) {
        let Some(target) = self.target() else { return };
        let (position, device) = (self.dice.below(6), self.dice.below(6));
        self.pair.invoke(
            target.here,
            "setBootOrder",
            &[number(position), number(device)],
        );
        self.pair
            .invoke(target.here, "getBootOrder", &[number(position)]);
    }

    fn names(&mut self) {
        let root = self.pair.root();
        let name = *self.dice.pick(&[
            "one",
            "two",
            "",
            "none",
            MACHINES[0].1,
            "11111111-0000-0000-0000-00000000000a",
        ]);
        self.pair.invoke(root, "findMachine", &[text(name)]);
        let group = *self.dice.pick(&["", "/", "/g", "bad"]);
        let args = [text(name), text(group), text(""), text("")];
        self.pair.invoke(root, "composeMachineFilename", &args);
    }

    fn groups(&mut self) {
        let Some(target) = self.target() else { return };
        let groups: Vec<Value> = match self.dice.below(4) {
            0 => vec![],
            1 => vec![Value::text("/a"), Value::text("/b"), Value::text("/a")],
            2 => vec![Value::text("a")],
            _ => vec![Value::text("/")],
        };
        self.pair.set(target.here, "groups", Value::List(groups));
        self.pair.get(target.here, "groups");
    }

    fn bandwidth(&mut self) {
        let Some(target) = self.target() else { return };
        let outs = self.pair.get(target.here, "bandwidthControl");
        let Some(control) = Pair::object(outs) else {
            return;
        };
        let name = *self.dice.pick(&["g", "h", ""]);
        match self.dice.below(3) {
            0 => {
                self.pair
                    .invoke(control, "deleteBandwidthGroup", &[text(name)]);
            }
            _ => {
                let kind = *self.dice.pick(&[0, 1, 2]);
                let most = *self.dice.pick(&[-1, 0, 1_000_000]);
                let args = [text(name), number(kind), signed(most)];
                self.pair.invoke(control, "createBandwidthGroup", &args);
            }
        }
        self.pair.get(control, "numGroups");
    }

    fn register(&mut self) {
        let Some(machine) = self.machine() else {
            return;
        };
        let root = self.pair.root();
        self.pair
            .invoke(root, "registerMachine", &[In::Thing(machine.here)]);
        self.pair.get(root, "machines");
    }

    fn unregister(&mut self) {
        let Some(machine) = self.machine() else {
            return;
        };
        // Taking a machine with snapshots away twice ends the real service.
        if self.with_snapshots {
            return;
        }
        let mode = *self.dice.pick(&[1, 2, 3, 4]);
        self.pair
            .invoke(machine.here, "unregister", &[number(mode)]);
        if self.dice.flag() {
            self.pair
                .invoke(machine.here, "deleteConfig", &[In::Things(vec![])]);
        }
        walk::lists(self.pair);
    }

    fn saved_state(&mut self) {
        let Some(target) = self.copies.last().copied() else {
            return;
        };
        if self.dice.flag() {
            let args = [self.path("state.sav")];
            self.pair.invoke(target.here, "adoptSavedState", &args);
        } else {
            // Without removing the file: other sequences need it.
            self.pair
                .invoke(target.here, "discardSavedState", &[flag(false)]);
        }
        self.pair.get(target.here, "state");
    }

    fn snapshots(&mut self) {
        if !self.with_snapshots {
            return;
        }
        let Some(target) = self.target() else { return };
        let here = target.here;
        let name = *self.dice.pick(&["s1", "s2"]);
        match self.dice.below(5) {
            0..=2 => {
                let pauses = self.dice.below(6) != 0;
                let args = [text(name), text("text"), flag(pauses)];
                let outs = self.pair.invoke(here, "takeSnapshot", &args);
                let progress = Pair::object(outs);
                self.finish(progress);
            }
            3 => {
                let outs = self.pair.invoke(here, "findSnapshot", &[text(name)]);
                if let Some(snapshot) = Pair::object(outs) {
                    let outs = self
                        .pair
                        .invoke(here, "restoreSnapshot", &[In::Thing(snapshot)]);
                    let progress = Pair::object(outs);
                    self.finish(progress);
                }
            }
            _ => {
                self.pair.invoke(here, "findSnapshot", &[text("")]);
            }
        }
        self.pair.get(here, "snapshotCount");
        self.pair.get(here, "currentStateModified");
    }

    /// Waits for an operation.
    fn finish(&mut self, progress: Option<Both>) {
        if let Some(progress) = progress {
            self.pair
                .invoke(progress, "waitForCompletion", &[signed(-1)]);
            self.pair.get(progress, "resultCode");
        }
    }

    /// Leaves the real VirtualBox as it was: the next sequence starts with nothing.
    fn tidy(self) {
        for session in &self.sessions {
            self.pair.real_only(*session, "unlockMachine", Vec::new());
        }
        let mut machines = self.pair.real_list("machines");
        machines.extend(self.machines.iter().map(|machine| machine.here.0));
        self.pair.tidy(&machines);
    }
}

/// The number of the `DeviceType` for an image.
fn kind(name: &str) -> usize {
    match name.rsplit_once('.') {
        Some((_, "iso")) => 2,
        Some((_, "img")) => 1,
        _ => 3,
    }
}
