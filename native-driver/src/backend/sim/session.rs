//! `ISession`, and the locks that sessions hold.

use std::collections::{BTreeMap, BTreeSet};

use super::fault::{Code, Refusal};
use super::handle::{Handle, Of};
use super::machine::storage;
use super::value::{self, Answer, Args};
use super::world::{Lock, World};
use crate::backend::Verb;

const SELF: &str = "SessionWrap";

/// The numbers of `SessionType`.
const WRITE: u32 = 1;
const SHARED: u32 = 3;

pub(super) fn call(
    world: &mut World,
    number: u64,
    verb: Verb,
    member: &str,
    args: &Args,
) -> Option<Answer> {
    Some(match (verb, member) {
        (Verb::Get, "state") => {
            let locked = world
                .sessions
                .get(&number)
                .is_some_and(|session| session.lock.is_some());
            value::int(if locked { 2 } else { 1 })
        }
        (Verb::Get, "name") => value::text(
            world
                .sessions
                .get(&number)
                .map(|each| each.name.clone())
                .unwrap_or_default(),
        ),
        (Verb::Set, "name") => set_name(world, number, args.text(0)),
        (Verb::Get, "type") => held(world, number).and_then(|(_, kind)| value::int(kind)),
        (Verb::Get, "machine") => {
            held(world, number).and_then(|(lock, _)| value::object(Handle::Machine(Of::Lock(lock))))
        }
        (Verb::Get, "console") => held(world, number).map(|_| vec![value::Out::Null]),
        (Verb::Invoke, "unlockMachine") => unlock(world, number),
        _ => return None,
    })
}

fn set_name(world: &mut World, number: u64, name: &str) -> Answer {
    let session = world
        .sessions
        .get_mut(&number)
        .ok_or_else(|| Refusal::not_ready(SELF))?;
    if session.lock.is_some() {
        return Err(Refusal::new(
            Code::InvalidObjectState,
            SELF,
            "Session is not unlocked",
        ));
    }
    name.clone_into(&mut session.name);
    value::nothing()
}

/// The lock of a session and its type.
fn held(world: &World, number: u64) -> Result<(u64, u32), Refusal> {
    world
        .sessions
        .get(&number)
        .and_then(|session| session.lock)
        .ok_or_else(|| {
            let text = "The session is not locked (session state: Unlocked)";
            Refusal::new(Code::Unexpected, SELF, text)
        })
}

/// `IMachine.lockMachine`.
pub(super) fn lock(world: &mut World, of: Of, args: &Args) -> Answer {
    let Some(Handle::Session(session)) = args.handle(0) else {
        return Err(Refusal::bare(Code::InvalidArg));
    };
    let number = match of {
        Of::Machine(number) | Of::Snapshot(number, _) => number,
        Of::Lock(lock) => world
            .locks
            .get(&lock)
            .map(|lock| lock.machine)
            .unwrap_or_default(),
    };
    let machine = world.machine(Of::Machine(number))?;
    let name = machine.record.settings.name.clone();
    let component = of.component();
    let is_busy = world
        .sessions
        .get(session)
        .is_none_or(|session| session.lock.is_some());
    if is_busy {
        return Err(Refusal::new(
            Code::InvalidObjectState,
            component,
            "The given session is busy",
        ));
    }
    if !machine.is_registered {
        let text = format!("The machine '{name}' is not registered");
        return Err(Refusal::new(Code::Unexpected, component, text));
    }
    let (lock, kind) = match (world.lock_of(number), args.int(1)) {
        (None, _) => (new_lock(world, number, Some(*session))?, WRITE),
        (Some(lock), 1) => (lock, SHARED),
        (Some(_), _) => {
            let text =
                format!("The machine '{name}' is already locked for a session (or being unlocked)");
            return Err(Refusal::new(Code::InvalidObjectState, component, text));
        }
    };
    if kind == SHARED
        && let Some(lock) = world.locks.get_mut(&lock)
    {
        lock.shared.insert(*session);
    }
    if let Some(session) = world.sessions.get_mut(session) {
        session.lock = Some((lock, kind));
    }
    value::nothing()
}

/// Locks a machine for a session, or for somebody outside.
pub(super) fn new_lock(
    world: &mut World,
    machine: u64,
    owner: Option<u64>,
) -> Result<u64, Refusal> {
    let settings = world.settings(Of::Machine(machine))?.clone();
    let number = world.number();
    let lock = Lock {
        machine,
        owner,
        shared: BTreeSet::new(),
        settings,
        mounts: BTreeMap::new(),
    };
    world.locks.insert(number, lock);
    Ok(number)
}

/// Gives a lock back; what its owner did not save is lost.
fn unlock(world: &mut World, number: u64) -> Answer {
    let (lock, kind) = held(world, number)?;
    if kind == SHARED {
        if let Some(lock) = world.locks.get_mut(&lock) {
            lock.shared.remove(&number);
        }
        if let Some(session) = world.sessions.get_mut(&number) {
            session.lock = None;
        }
    } else {
        storage::roll_back_mounts(world, lock);
        world.end_lock(lock);
        storage::sweep(world);
    }
    value::nothing()
}
