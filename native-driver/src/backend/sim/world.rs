//! The simulated VirtualBox while it runs: machines, media, locks and sessions of all its clients.

use std::collections::{BTreeMap, BTreeSet};

use uuid::{Builder, Uuid};

use super::fault::{Code, Refusal};
use super::handle::Of;
use super::host;
use super::media::Medium;
use super::settings::Settings;
use super::state::{self, Host, Power, State};

/// Everything that the service knows.
#[derive(Debug)]
pub(super) struct World {
    pub(super) host: Host,
    pub(super) machine_folder: String,
    pub(super) extra_data: BTreeMap<String, String>,
    pub(super) media: Vec<Medium>,
    /// By number; in the order of registration.
    pub(super) machines: BTreeMap<u64, Machine>,
    pub(super) locks: BTreeMap<u64, Lock>,
    pub(super) sessions: BTreeMap<u64, Session>,
    pub(super) progresses: BTreeMap<u64, Progress>,
    pub(super) filters: BTreeMap<u64, super::value::Bag>,
    /// Which machines use a medium: kept beside the attachments, because VirtualBox does not always undo the one
    /// with the other.
    pub(super) users: BTreeMap<Uuid, BTreeSet<Uuid>>,
    pub(super) clock: i64,
    made: u64,
    numbers: u64,
}

/// A machine that somebody can hold.
#[derive(Debug)]
pub(super) struct Machine {
    pub(super) record: state::Machine,
    pub(super) is_registered: bool,
    /// Whether something waits for being saved. Kept with the machine and not with the lock: it outlives a session
    /// that ends without saving.
    pub(super) is_modified: bool,
    /// Whether its settings file was deleted: it cannot be saved any more.
    pub(super) is_deleted: bool,
    /// The settings as they were made or saved last, which `discardSettings` of a machine that is not registered
    /// goes back to.
    pub(super) committed: Option<Settings>,
}

/// The lock on a machine, with the copy that its holders change.
#[derive(Debug)]
pub(super) struct Lock {
    pub(super) machine: u64,
    /// `None`: somebody outside of the simulation.
    pub(super) owner: Option<u64>,
    pub(super) shared: BTreeSet<u64>,
    pub(super) settings: Settings,
    /// What mounted media were before, by attachment: the only part of attachments that is rolled back.
    pub(super) mounts: BTreeMap<u64, Option<Uuid>>,
}

/// An `ISession`.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) client: u64,
    /// The lock, and the number of its `SessionType`.
    pub(super) lock: Option<(u64, u32)>,
    pub(super) name: String,
}

/// An `IProgress` that is over: the simulation does everything at once.
#[derive(Debug)]
pub(super) struct Progress {
    pub(super) description: String,
    pub(super) failure: Option<Refusal>,
}

/// In which states of a machine something can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Mutable,
    MutableOrSaved,
    MutableOrRunning,
    MutableOrSavedOrRunning,
    /// Always: VirtualBox does not check.
    Free,
}

impl Level {
    fn words(self) -> &'static str {
        match self {
            Self::Mutable | Self::Free => "mutable",
            Self::MutableOrSaved => "mutable or saved",
            Self::MutableOrRunning => "mutable or running",
            Self::MutableOrSavedOrRunning => "mutable, saved or running",
        }
    }

    fn allows(self, power: Power) -> bool {
        match self {
            Self::Mutable | Self::MutableOrRunning => !power.is_saved(),
            Self::MutableOrSaved | Self::MutableOrSavedOrRunning | Self::Free => true,
        }
    }
}

impl Machine {
    /// The folder of its settings file.
    pub(super) fn folder(&self) -> &str {
        self.record
            .file
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder)
    }

    /// The name of its settings file without the suffix.
    pub(super) fn file_stem(&self) -> &str {
        let name = super::media::file_name(&self.record.file);
        name.strip_suffix(".vbox").unwrap_or(name)
    }
}

impl World {
    pub(super) fn new(state: State) -> Self {
        let mut world = Self {
            host: state.host,
            machine_folder: state.machine_folder,
            extra_data: state.extra_data,
            media: state.media,
            machines: BTreeMap::new(),
            locks: BTreeMap::new(),
            sessions: BTreeMap::new(),
            progresses: BTreeMap::new(),
            filters: BTreeMap::new(),
            users: BTreeMap::new(),
            clock: state.clock,
            made: state.made,
            numbers: 0,
        };
        for mut record in state.machines {
            let mut numbers = world.numbers;
            let mut next = || {
                numbers += 1;
                numbers
            };
            record.settings.number(&mut next);
            for snapshot in &mut record.snapshots {
                snapshot.settings.number(&mut next);
            }
            let number = next();
            world.numbers = numbers;
            let all = record.snapshots.iter().map(|snapshot| &snapshot.settings);
            for medium in all.chain([&record.settings]).flat_map(Settings::media) {
                world.users.entry(medium).or_default().insert(record.uuid);
            }
            let machine = Machine {
                record,
                is_registered: true,
                is_modified: false,
                is_deleted: false,
                committed: None,
            };
            world.machines.insert(number, machine);
        }
        world
    }

    /// What would be on disk.
    pub(super) fn state(&self) -> State {
        let machines = self
            .machines
            .values()
            .filter(|machine| machine.is_registered);
        let machines: Vec<state::Machine> =
            machines.map(|machine| machine.record.clone()).collect();
        let is_registered = |uuid: Uuid| machines.iter().any(|machine| machine.uuid == uuid);
        let media = self.media.iter().filter(|medium| {
            if medium.host_drive {
                // It is of the host, whoever has seen it.
                self.is_used(medium.uuid)
            } else {
                medium.is_created && medium.registry.is_some_and(is_registered)
            }
        });
        State {
            version: state::VERSION,
            machine_folder: self.machine_folder.clone(),
            clock: self.clock,
            made: self.made,
            host: self.host.clone(),
            extra_data: self.extra_data.clone(),
            media: media.cloned().collect(),
            machines,
        }
    }

    /// A number for something that handles stand for.
    pub(super) fn number(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
    }

    /// Moves the clock on and gives the time.
    pub(super) fn tick(&mut self) -> i64 {
        self.clock += 1000;
        self.clock
    }

    /// A UUID that depends on nothing but how many were made before.
    pub(super) fn make_uuid(&mut self) -> Uuid {
        let (high, low) = (self.scramble(), self.scramble());
        Builder::from_random_bytes(Uuid::from_u64_pair(high, low).into_bytes()).into_uuid()
    }

    /// A MAC address with VirtualBox's prefix.
    pub(super) fn make_mac(&mut self) -> String {
        format!("080027{:06X}", self.scramble() & 0xff_ffff)
    }

    /// The next number of a sequence without visible order (splitmix64).
    fn scramble(&mut self) -> u64 {
        self.made += 1;
        let mut bits = self.made.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// The machine that settings belong to.
    pub(super) fn machine(&self, of: Of) -> Result<&Machine, Refusal> {
        let number = match of {
            Of::Machine(number) | Of::Snapshot(number, _) => Some(number),
            Of::Lock(lock) => self.locks.get(&lock).map(|lock| lock.machine),
        };
        number
            .and_then(|number| self.machines.get(&number))
            .ok_or_else(|| Refusal::not_ready(of.component()))
    }

    pub(super) fn machine_mut(&mut self, of: Of) -> Result<&mut Machine, Refusal> {
        let number = match of {
            Of::Machine(number) | Of::Snapshot(number, _) => Some(number),
            Of::Lock(lock) => self.locks.get(&lock).map(|lock| lock.machine),
        };
        number
            .and_then(|number| self.machines.get_mut(&number))
            .ok_or_else(|| Refusal::not_ready(of.component()))
    }

    pub(super) fn settings(&self, of: Of) -> Result<&Settings, Refusal> {
        let found = match of {
            Of::Machine(number) => self
                .machines
                .get(&number)
                .map(|machine| &machine.record.settings),
            Of::Lock(lock) => self.locks.get(&lock).map(|lock| &lock.settings),
            Of::Snapshot(number, uuid) => self
                .machines
                .get(&number)
                .and_then(|machine| {
                    machine
                        .record
                        .snapshots
                        .iter()
                        .find(|each| each.uuid == uuid)
                })
                .map(|snapshot| &snapshot.settings),
        };
        found.ok_or_else(|| Refusal::not_ready(of.component()))
    }

    /// The settings to change them, after `check`.
    pub(super) fn change(&mut self, of: Of) -> Result<&mut Settings, Refusal> {
        let number = match of {
            Of::Machine(number) => Some(number),
            Of::Lock(lock) => self.locks.get(&lock).map(|lock| lock.machine),
            Of::Snapshot(..) => None,
        };
        let machine = number.and_then(|number| self.machines.get_mut(&number));
        let machine = machine.ok_or_else(|| Refusal::not_ready(of.component()))?;
        machine.record.changed_since = machine.record.current_snapshot.is_some();
        machine.is_modified = true;
        match of {
            Of::Machine(_) | Of::Snapshot(..) => Ok(&mut machine.record.settings),
            Of::Lock(lock) => {
                let lock = self.locks.get_mut(&lock).map(|lock| &mut lock.settings);
                lock.ok_or_else(|| Refusal::not_ready(of.component()))
            }
        }
    }

    /// Whether something can be changed now.
    pub(super) fn check(&self, of: Of, level: Level) -> Result<(), Refusal> {
        let machine = self.machine(of)?;
        let power = machine.record.power;
        let allowed = level == Level::Free
            || match of {
                Of::Machine(_) => !machine.is_registered,
                Of::Lock(_) => level.allows(power),
                Of::Snapshot(..) => false,
            };
        if allowed {
            return Ok(());
        }
        let text = format!(
            "The machine is not {} (state is {})",
            level.words(),
            power.name()
        );
        Err(Refusal::new(Code::InvalidVmState, of.component(), text))
    }

    /// The number of the registered machine with this UUID.
    pub(super) fn by_uuid(&self, uuid: Uuid) -> Option<u64> {
        let mut machines = self.machines.iter();
        machines
            .find(|(_, machine)| machine.is_registered && machine.record.uuid == uuid)
            .map(|(number, _)| *number)
    }

    /// The lock on a machine.
    pub(super) fn lock_of(&self, machine: u64) -> Option<u64> {
        self.locks
            .iter()
            .find(|(_, lock)| lock.machine == machine)
            .map(|(number, _)| *number)
    }

    pub(super) fn medium(&self, uuid: Uuid) -> Option<&Medium> {
        self.media.iter().find(|medium| medium.uuid == uuid)
    }

    pub(super) fn medium_mut(&mut self, uuid: Uuid) -> Result<&mut Medium, Refusal> {
        self.media
            .iter_mut()
            .find(|medium| medium.uuid == uuid)
            .ok_or_else(super::media::gone)
    }

    /// Keeps that a machine uses a medium.
    pub(super) fn use_medium(&mut self, medium: Uuid, machine: Uuid) {
        self.users.entry(medium).or_default().insert(machine);
        if let Ok(medium) = self.medium_mut(medium) {
            medium.registry.get_or_insert(machine);
        }
    }

    /// Whether any machine uses a medium.
    fn is_used(&self, medium: Uuid) -> bool {
        let users = self.users.get(&medium);
        users.is_some_and(|users| !users.is_empty())
    }

    /// Keeps that a machine uses a medium no longer, unless one of its snapshots does.
    pub(super) fn leave_medium(&mut self, medium: Uuid, machine: Uuid) {
        let in_snapshot = self.machines.values().any(|each| {
            let mut snapshots = each.record.snapshots.iter();
            each.record.uuid == machine
                && snapshots.any(|snapshot| snapshot.settings.media().any(|uuid| uuid == medium))
        });
        if !in_snapshot && let Some(users) = self.users.get_mut(&medium) {
            users.remove(&machine);
        }
    }

    /// The base of a medium's chain.
    pub(super) fn base(&self, uuid: Uuid) -> Uuid {
        let mut base = uuid;
        // As many steps as there are media: a chain cannot be longer.
        for _ in 0..self.media.len() {
            match self.medium(base).and_then(|medium| medium.parent) {
                Some(parent) => base = parent,
                None => break,
            }
        }
        base
    }

    /// An operation that is over.
    pub(super) fn finish(&mut self, description: &str, failure: Option<Refusal>) -> u64 {
        let number = self.number();
        let progress = Progress {
            description: description.to_owned(),
            failure,
        };
        self.progresses.insert(number, progress);
        number
    }

    /// Ends what a client held, as when its process was killed: a machine that it had locked is aborted.
    pub(super) fn forget_client(&mut self, client: u64) {
        let gone: BTreeSet<u64> = self
            .sessions
            .iter()
            .filter(|(_, session)| session.client == client)
            .map(|(number, _)| *number)
            .collect();
        self.sessions.retain(|number, _| !gone.contains(number));
        let lost: Vec<u64> = self
            .locks
            .iter()
            .filter(|(_, lock)| lock.owner.is_some_and(|owner| gone.contains(&owner)))
            .map(|(number, _)| *number)
            .collect();
        for lock in self.locks.values_mut() {
            lock.shared.retain(|session| !gone.contains(session));
        }
        for lock in lost {
            self.abort(lock);
        }
    }

    fn abort(&mut self, lock: u64) {
        let time = self.tick();
        if let Some(machine) = self
            .end_lock(lock)
            .and_then(|number| self.machines.get_mut(&number))
        {
            machine.record.power = if machine.record.power.is_saved() {
                Power::AbortedSaved
            } else {
                Power::Aborted
            };
            machine.record.last_state_change = time;
        }
    }

    /// Ends a lock; gives the machine that it was on.
    pub(super) fn end_lock(&mut self, lock: u64) -> Option<u64> {
        let ended = self.locks.remove(&lock)?;
        for session in self.sessions.values_mut() {
            session.lock = session.lock.filter(|(held, _)| *held != lock);
        }
        Some(ended.machine)
    }

    /// Whether a file of the host is there.
    pub(super) fn is_file(&self, path: &str) -> bool {
        matches!(host::look(self, path), host::Found::File)
    }
}
