//! Resolves targets and makes the calls of steps.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::time::Duration;

use schema_core::domain::metadata::Secret;
use uuid::Uuid;

use crate::backend::{Backend, Call, Fault, FaultKind, Percent};
use crate::find;
use crate::plan::{Arg, MachinePlan, Op, Phase, Step, Target};
use crate::reader::{Reader, as_object, as_objects, as_text};
use crate::secret::{FindSecret, digest, plain};
use crate::target::{Hop, route};
use crate::value::{Object, Value};

/// How long one operation of VirtualBox may take.
const LIMIT: Duration = Duration::from_mins(10);

/// Carries out the steps of one machine.
pub(super) struct Engine<'a> {
    backend: &'a mut dyn Backend,
    uuid: Uuid,
    session: Object,
    /// Whether the session holds the machine's lock.
    locked: bool,
    /// The machine that is worked on.
    machine: Option<Object>,
    registered: Option<Object>,
    /// What was resolved on the machine that is worked on.
    parts: BTreeMap<Target, Object>,
    results: BTreeMap<u32, Object>,
    media: BTreeMap<String, Object>,
    /// Controller, port and device of what was attached and not saved.
    attached: Vec<Vec<Value>>,
    seen: Vec<Object>,
    secrets: Option<FindSecret>,
}

impl<'a> Engine<'a> {
    pub(super) fn new(
        backend: &'a mut dyn Backend,
        plan: &MachinePlan,
        secrets: Option<FindSecret>,
    ) -> Result<Self, Fault> {
        let session = backend.new_session()?;
        Ok(Self {
            backend,
            uuid: plan.uuid,
            session,
            locked: false,
            machine: None,
            registered: None,
            parts: BTreeMap::new(),
            results: BTreeMap::new(),
            media: BTreeMap::new(),
            attached: Vec::new(),
            seen: vec![session],
            secrets,
        })
    }

    pub(super) fn carry_out(
        &mut self,
        step: &Step,
        tick: &mut dyn FnMut(Percent) -> ControlFlow<()>,
    ) -> Result<(), Fault> {
        let object = self.resolve(&step.target)?;
        let call = match &step.op {
            Op::Set { member, value } => Call::set(object, member.clone(), self.value(value)?),
            Op::Call { member, args } => {
                let args = args
                    .iter()
                    .map(|arg| self.value(arg))
                    .collect::<Result<_, _>>()?;
                Call::invoke(object, member.clone(), args)
            }
        };
        if step.phase == Phase::Attach {
            self.attached
                .push(call.args.iter().take(3).cloned().collect());
        }
        let result = self.backend.call(&call)?.pop();
        if let Some(Value::Object(result)) = result {
            self.take(step, result, tick)?;
        }
        self.settle(step)
    }

    /// Keeps the object that a step gave; an operation in progress is waited for.
    fn take(
        &mut self,
        step: &Step,
        result: Object,
        tick: &mut dyn FnMut(Percent) -> ControlFlow<()>,
    ) -> Result<(), Fault> {
        self.seen.push(result);
        if self.backend.interface_of(result) == Some("IProgress") {
            return self.backend.wait(result, LIMIT, tick);
        }
        self.results.insert(step.id, result);
        match (&step.op, step.phase) {
            (Op::Call { args, .. }, Phase::Prepare) => {
                if let Some(Arg::Value(Value::Text(location))) = args.first() {
                    self.media.insert(location.clone(), result);
                }
            }
            (Op::Call { member, .. }, Phase::Create) if member == "createMachine" => {
                self.machine = Some(result);
            }
            (Op::Set { .. } | Op::Call { .. }, _phase) => {}
        }
        Ok(())
    }

    /// What is worked on changes at the lock: from the new or listed machine to the session's, and back.
    fn settle(&mut self, step: &Step) -> Result<(), Fault> {
        match step.phase {
            Phase::Lock => {
                self.locked = true;
                self.forget_machine();
                let values = self.backend.call(&Call::get(self.session, "machine"))?;
                let machine = as_object(values.last().unwrap_or(&Value::Null), "ISession.machine")?;
                self.seen.push(machine);
                self.machine = Some(machine);
            }
            Phase::Unlock => {
                self.locked = false;
                self.forget_machine();
            }
            Phase::Prepare
            | Phase::Create
            | Phase::Register
            | Phase::Extra
            | Phase::Detach
            | Phase::Change
            | Phase::Attach
            | Phase::Save
            | Phase::Delete => {}
        }
        Ok(())
    }

    fn forget_machine(&mut self) {
        self.machine = None;
        self.parts.clear();
    }

    fn value(&mut self, arg: &Arg) -> Result<Value, Fault> {
        match arg {
            Arg::Value(value) => Ok(value.clone()),
            Arg::Object(target) => Ok(Value::Object(self.resolve(target)?)),
            Arg::Secret(secret) => self.secret(secret).map(Value::Text),
            Arg::Digest(secret) => {
                let found = self.secret(secret)?;
                Ok(Value::Text(digest(&found)))
            }
        }
    }

    fn secret(&self, secret: &Secret) -> Result<String, Fault> {
        let find = self.secrets.unwrap_or(plain);
        find(secret).map_err(|why| Fault::new(FaultKind::Refused, "secret", why))
    }

    fn resolve(&mut self, target: &Target) -> Result<Object, Fault> {
        match target {
            Target::VirtualBox => Ok(self.backend.virtual_box()),
            Target::Host => self.host(),
            Target::Session => Ok(self.session),
            Target::Registered => self.registered(),
            Target::Machine => self.machine.ok_or_else(|| missing(target)),
            Target::Medium(medium) => self
                .media
                .get(&medium.location)
                .copied()
                .ok_or_else(|| missing(target)),
            Target::Result(step) => self
                .results
                .get(step)
                .copied()
                .ok_or_else(|| missing(target)),
            Target::SharedFolder(name) => self.shared_folder(name),
            Target::Platform
            | Target::PlatformX86
            | Target::Firmware
            | Target::Nvram
            | Target::UefiVariables
            | Target::Tpm
            | Target::Graphics
            | Target::Audio
            | Target::Vrde
            | Target::Recording
            | Target::RecordingScreen(..)
            | Target::Nic(..)
            | Target::NatEngine(..)
            | Target::Serial(..)
            | Target::Parallel(..)
            | Target::Controller(..)
            | Target::Bandwidth
            | Target::BandwidthGroup(..)
            | Target::Attachment(..)
            | Target::UsbFilters => self.part(target),
        }
    }

    fn part(&mut self, target: &Target) -> Result<Object, Fault> {
        if let Some(object) = self.parts.get(target) {
            return Ok(*object);
        }
        let mut object = self.machine.ok_or_else(|| missing(target))?;
        let hops = route(target, self.backend.typelib())
            .map(|route| route.hops)
            .unwrap_or_default();
        for hop in hops {
            let call = match hop {
                Hop::Get(member) => Call::get(object, member),
                Hop::Call(member, args) => Call::invoke(object, member, args),
            };
            let values = self.backend.call(&call)?;
            object = as_object(values.last().unwrap_or(&Value::Null), &call.member)?;
            self.seen.push(object);
        }
        self.parts.insert(target.clone(), object);
        Ok(object)
    }

    fn host(&mut self) -> Result<Object, Fault> {
        let call = Call::get(self.backend.virtual_box(), "host");
        let values = self.backend.call(&call)?;
        let host = as_object(values.last().unwrap_or(&Value::Null), "IVirtualBox.host")?;
        self.seen.push(host);
        Ok(host)
    }

    fn registered(&mut self) -> Result<Object, Fault> {
        if let Some(machine) = self.registered {
            return Ok(machine);
        }
        let mut reader = Reader::new(&mut *self.backend);
        let found = find::by_uuid(&mut reader, self.uuid)?;
        let machine = found.ok_or_else(|| missing(&Target::Registered))?;
        reader.keep(machine);
        self.seen.push(machine);
        self.registered = Some(machine);
        Ok(machine)
    }

    fn shared_folder(&mut self, wanted: &str) -> Result<Object, Fault> {
        let missing = || missing(&Target::SharedFolder(wanted.to_owned()));
        let machine = self.machine.ok_or_else(missing)?;
        let mut reader = Reader::new(&mut *self.backend);
        let [folders] = reader.get(machine, ["sharedFolders"])?;
        let folders = as_objects(&folders, "IMachine.sharedFolders")?;
        let names = reader.of_all(&folders, "name")?;
        for folder in &folders {
            reader.keep(*folder);
        }
        self.seen.extend(&folders);
        for (folder, name) in folders.iter().zip(&names) {
            if as_text(name, "ISharedFolder.name")? == wanted {
                return Ok(*folder);
            }
        }
        Err(missing())
    }

    /// Gives every object back.
    pub(super) fn finish(self) {
        self.backend.release(&self.seen);
    }

    /// Lets go of the lock, which discards what was not saved. Says whether the backend still answers.
    pub(super) fn abandon(self) -> bool {
        // A session that ends with something attached and not saved leaves the medium marked as in use by the machine
        // until the service ends, and then it cannot be closed.
        if let Some(machine) = self.machine.filter(|_machine| self.locked) {
            for place in self.attached.into_iter().rev() {
                // It may not have come that far.
                let _refused = self
                    .backend
                    .call(&Call::invoke(machine, "detachDevice", place));
            }
        }
        let alive = if self.locked {
            let unlock = if self.backend.typelib().has("ISession", "unlockMachine") {
                "unlockMachine"
            } else {
                "close"
            };
            match self
                .backend
                .call(&Call::invoke(self.session, unlock, Vec::new()))
            {
                Ok(_nothing) => true,
                // A lock that cannot be given back goes with the helper.
                Err(_fault) => false,
            }
        } else {
            self.backend
                .call(&Call::get(self.backend.virtual_box(), "version"))
                .is_ok()
        };
        self.backend.release(&self.seen);
        alive
    }
}

fn missing(target: &Target) -> Fault {
    Fault::new(
        FaultKind::Refused,
        target.to_string(),
        "there is none at this step",
    )
}
