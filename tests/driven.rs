//! The driver under test, without the command line: documents in, machines out, every call seen.

use std::ops::ControlFlow;
use std::time::Duration;

use native_driver::apply::{ApplyError, ApplyOptions, Link, Observer, Report, apply};
use native_driver::backend::sim::{Service, Sim};
use native_driver::backend::{About, Backend, Call, Fault, FaultKind, HostPath, Percent, Verb};
use native_driver::connect::{ConnectOptions, Connection, HelperCommand, connect};
use native_driver::journal::Journals;
use native_driver::machines;
use native_driver::plan::{MachinePlan, Step};
use native_driver::planner::{PlanError, PlanOptions, new_plan, plan_machine};
use native_driver::secret::plain;
use native_driver::typelib::Typelib;
use native_driver::uri::ConnectionUri;
use native_driver::value::{Object, Value};
use schema_core::normalize::{Normalized, normalize};
use schema_core::parse::parse;
use schema_core::validate::validate;
use schema_core::write::write;

use crate::live::Lab;

/// What happens at a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blow {
    /// VirtualBox refuses the call, without having done it.
    Refuse,
    /// The service dies before the call.
    KillService,
    /// The service dies after the call, before its answer.
    KillServiceAfter,
    /// The helper process dies before the call.
    KillHelper,
}

/// What a [`Driven`] is connected to.
enum Source<'a> {
    Live(&'a Lab, Box<Connection>),
    Simulated(Service, Box<Sim>),
}

impl Source<'_> {
    fn backend(&mut self) -> &mut dyn Backend {
        match self {
            Self::Live(_, connection) => connection.backend(),
            Self::Simulated(_, sim) => &mut **sim,
        }
    }

    fn shared(&self) -> &dyn Backend {
        match self {
            Self::Live(_, connection) => connection.shared(),
            Self::Simulated(_, sim) => &**sim,
        }
    }

    /// Kills what a blow wants dead.
    fn strike(&mut self, blow: Blow) {
        match (self, blow) {
            (_, Blow::Refuse) => {}
            (Self::Live(lab, _), Blow::KillService | Blow::KillServiceAfter) => lab.kill("VBoxSVC"),
            (Self::Live(lab, _), Blow::KillHelper) => lab.kill("boxwright"),
            (Self::Simulated(service, _), Blow::KillService | Blow::KillServiceAfter) => {
                service.kill();
            }
            // A client that goes while it holds a lock leaves the machine aborted.
            (Self::Simulated(service, sim), Blow::KillHelper) => **sim = service.connect(SIMULATED),
        }
    }
}

/// What connections to a simulation of a test call themselves.
const SIMULATED: &str = "test:///of/a/test.json";

/// A connection that counts its calls, and can meet with a blow at one of them.
pub struct Driven<'a> {
    source: Source<'a>,
    /// The helper was killed, and nobody has connected again.
    dead: bool,
    blow: Option<(Blow, usize)>,
    calls: Vec<String>,
    changes: usize,
    journals: Option<Journals>,
}

impl std::fmt::Debug for Driven<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Driven")
            .field("calls", &self.calls)
            .finish_non_exhaustive()
    }
}

impl<'a> Driven<'a> {
    /// Connected to the VirtualBox of a lab.
    #[track_caller]
    pub fn live(lab: &'a Lab) -> Self {
        let options = ConnectOptions {
            helper: Some(HelperCommand::of(lab.helper())),
            ..ConnectOptions::from_environment()
        };
        Self::new(Source::Live(
            lab,
            Box::new(connect(&ConnectionUri::Session, &options).unwrap()),
        ))
    }

    /// Connected to a simulation.
    pub fn simulated(service: &Service) -> Self {
        let sim = service.connect(SIMULATED);
        Self::new(Source::Simulated(service.clone(), Box::new(sim)))
    }

    fn new(source: Source<'a>) -> Self {
        Self {
            source,
            dead: false,
            blow: None,
            calls: Vec::new(),
            changes: 0,
            journals: None,
        }
    }

    /// Keeps journals in a folder.
    #[must_use]
    pub fn with_journals(mut self, folder: &std::path::Path) -> Self {
        self.journals = Some(Journals::new(folder));
        self
    }

    /// Meets with `blow` at call number `call` from now, from 0.
    pub fn arm(&mut self, blow: Blow, call: usize) {
        self.reset();
        self.blow = Some((blow, call));
    }

    /// Whether the blow has not come: there were fewer calls.
    pub fn is_armed(&self) -> bool {
        self.blow.is_some()
    }

    /// Forgets the calls so far, and the blow.
    pub fn reset(&mut self) {
        self.calls.clear();
        self.changes = 0;
        self.blow = None;
    }

    /// The members that were called, in order.
    pub fn calls(&self) -> &[String] {
        &self.calls
    }

    /// How many of them were more than reading.
    pub fn changes(&self) -> usize {
        self.changes
    }

    /// Plans one document.
    pub fn plan(&mut self, xml: &str) -> Result<MachinePlan, PlanError> {
        plan_machine(self, &normal(xml), PlanOptions { secrets: plain })
    }

    /// Plans and applies one document.
    #[track_caller]
    pub fn apply(&mut self, xml: &str) -> Result<Report, ApplyError> {
        self.apply_with(xml, false)
    }

    /// Plans and applies one document, also where its silence takes something away.
    #[track_caller]
    pub fn apply_with(&mut self, xml: &str, adopt: bool) -> Result<Report, ApplyError> {
        let machine = match self.plan(xml) {
            Ok(machine) => machine,
            Err(PlanError::Fault(fault)) => return Err(fault.into()),
            Err(error @ PlanError::Refused(_)) => panic!("{error}: {error:#?}"),
        };
        self.carry_out(machine, adopt)
    }

    /// Applies a plan.
    pub fn carry_out(&mut self, machine: MachinePlan, adopt: bool) -> Result<Report, ApplyError> {
        let mut plan = new_plan(self);
        plan.machines.push(machine);
        let journals = self.journals.clone();
        let options = ApplyOptions {
            adopt,
            saved: false,
            journals: journals.as_ref(),
            secrets: Some(plain),
        };
        apply(self, &plan, options, &mut Silent).map_err(|unfinished| unfinished.error)
    }

    /// The machine in its canonical form.
    #[track_caller]
    pub fn dump(&mut self, name: &str) -> String {
        let read = machines::read(self, name).unwrap_or_else(|error| panic!("{name}: {error}"));
        write(&read.domain)
    }
}

/// The normal form of a document that has no error.
#[track_caller]
pub fn normal(xml: &str) -> Normalized {
    let validated = validate(parse(xml))
        .unwrap_or_else(|rejected| panic!("{:#?}\n{xml}", rejected.diagnostics));
    normalize(&validated)
}

/// The text of the normal form.
#[track_caller]
pub fn normal_text(xml: &str) -> String {
    write(&normal(xml).domain)
}

struct Silent;

impl Observer for Silent {
    fn step(&mut self, _machine: &MachinePlan, _step: &Step) {}

    fn interrupted(&self) -> bool {
        false
    }
}

impl Link for Driven<'_> {
    fn backend(&mut self) -> &mut dyn Backend {
        self
    }

    fn renew_service(&mut self) -> Result<(), Fault> {
        self.dead = false;
        match &mut self.source {
            Source::Live(_, connection) => connection.renew_service(),
            Source::Simulated(service, sim) => {
                service.kill();
                **sim = service.connect(SIMULATED);
                Ok(())
            }
        }
    }

    fn reconnect(&mut self) -> Result<(), Fault> {
        self.dead = false;
        match &mut self.source {
            Source::Live(_, connection) => connection.reconnect(),
            Source::Simulated(service, sim) => {
                **sim = service.connect(SIMULATED);
                Ok(())
            }
        }
    }
}

impl Driven<'_> {
    /// Notes a call; the fault of a blow that comes instead of it.
    fn meet(&mut self, member: &str, reads: bool) -> Result<(), Fault> {
        let number = self.calls.len();
        self.calls.push(member.to_owned());
        self.changes += usize::from(!reads);
        match self.blow {
            Some((Blow::Refuse, at)) if at == number => {
                self.blow = None;
                let mut fault = Fault::new(FaultKind::Refused, member, "refused by the test");
                fault.code = 0x80bb_0005;
                Err(fault)
            }
            Some((blow @ (Blow::KillService | Blow::KillHelper), at)) if at == number => {
                self.blow = None;
                self.source.strike(blow);
                self.dead = blow == Blow::KillHelper;
                self.alive(member)
            }
            Some(_) | None => self.alive(member),
        }
    }

    /// No call reaches a VirtualBox whose helper is dead.
    fn alive(&self, member: &str) -> Result<(), Fault> {
        if self.dead {
            return Err(Fault::new(
                FaultKind::Transport,
                member,
                "the helper was killed by the test",
            ));
        }
        Ok(())
    }

    /// The blow that comes after the call that was noted last.
    fn follow(&mut self, member: &str) -> Result<(), Fault> {
        match self.blow {
            Some((blow @ Blow::KillServiceAfter, at)) if at + 1 == self.calls.len() => {
                self.blow = None;
                self.source.strike(blow);
                Err(Fault::new(
                    FaultKind::ServiceGone,
                    member,
                    "the service was killed by the test",
                ))
            }
            Some(_) | None => Ok(()),
        }
    }
}

/// Whether a call only looks.
fn reads(call: &Call) -> bool {
    let looks = |member: &str| {
        ["get", "find", "compose", "is"]
            .iter()
            .any(|start| member.starts_with(start))
    };
    // To look through a session that shares the machine changes nothing.
    let shares = call.args.contains(&Value::constant("LockType", "Shared"));
    if shares || call.member == "unlockMachine" {
        return true;
    }
    match call.verb {
        Verb::Get => true,
        Verb::Set => false,
        Verb::Invoke => looks(&call.member),
    }
}

impl Backend for Driven<'_> {
    fn about(&self) -> &About {
        self.source.shared().about()
    }

    fn typelib(&self) -> &Typelib {
        self.source.shared().typelib()
    }

    fn virtual_box(&self) -> Object {
        self.source.shared().virtual_box()
    }

    fn new_session(&mut self) -> Result<Object, Fault> {
        self.meet("new session", true)?;
        let session = self.source.backend().new_session()?;
        self.follow("new session")?;
        Ok(session)
    }

    fn call(&mut self, call: &Call) -> Result<Vec<native_driver::value::Value>, Fault> {
        self.meet(&call.member, reads(call))?;
        let values = self.source.backend().call(call)?;
        self.follow(&call.member)?;
        Ok(values)
    }

    fn cast(&mut self, object: Object, interface: &str) -> Result<Object, Fault> {
        self.source.backend().cast(object, interface)
    }

    fn interface_of(&self, object: Object) -> Option<&str> {
        self.source.shared().interface_of(object)
    }

    fn release(&mut self, objects: &[Object]) {
        self.source.backend().release(objects);
    }

    fn wait(
        &mut self,
        progress: Object,
        limit: Duration,
        tick: &mut dyn FnMut(Percent) -> ControlFlow<()>,
    ) -> Result<(), Fault> {
        self.meet("wait", true)?;
        self.source.backend().wait(progress, limit, tick)?;
        self.follow("wait")
    }

    fn host_path(&mut self, path: &str) -> Result<HostPath, Fault> {
        self.meet("host path", true)?;
        let found = self.source.backend().host_path(path)?;
        self.follow("host path")?;
        Ok(found)
    }

    fn same_file(&mut self, one: &str, other: &str) -> Result<bool, Fault> {
        self.source.backend().same_file(one, other)
    }
}
