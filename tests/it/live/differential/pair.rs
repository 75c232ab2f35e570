//! A real VirtualBox and a simulated one that get the same calls.

use std::fmt;

use native_driver::backend::{Backend, Call, Fault, FaultKind, Verb};
use native_driver::value::{Object, Value};

/// One thing in both: in the real one, and in the simulation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Both(pub(crate) Object, pub(crate) Object);

/// An argument: the same value for both, or what stands for the same thing.
#[derive(Clone, Debug)]
pub(crate) enum In {
    Same(Value),
    Thing(Both),
    Things(Vec<Both>),
}

/// What both gave, where both succeeded.
pub(crate) type Outs = Vec<(Value, Value)>;

/// Where the two answered differently.
#[derive(Clone, Debug)]
pub(crate) struct Difference {
    pub(crate) member: String,
    real: String,
    sim: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}\n  real: {}\n  simulation: {}",
            self.member, self.real, self.sim
        )
    }
}

/// Both, and what was said to them.
pub(crate) struct Pair<'a> {
    real: &'a mut dyn Backend,
    sim: &'a mut dyn Backend,
    log: Vec<String>,
    difference: Option<Difference>,
    calls: usize,
    is_dead: bool,
    is_stale: bool,
}

impl<'a> Pair<'a> {
    pub(crate) fn new(real: &'a mut dyn Backend, sim: &'a mut dyn Backend) -> Self {
        Self {
            real,
            sim,
            log: Vec::new(),
            difference: None,
            calls: 0,
            is_dead: false,
            is_stale: false,
        }
    }

    pub(crate) fn root(&self) -> Both {
        Both(self.real.virtual_box(), self.sim.virtual_box())
    }

    pub(crate) fn session(&mut self) -> Both {
        Both(
            self.real.new_session().unwrap(),
            self.sim.new_session().unwrap(),
        )
    }

    /// Whether the two have differed, after which nothing can be compared any more.
    pub(crate) fn has_differed(&self) -> bool {
        self.difference.is_some()
    }

    /// Whether the real service has to be started anew.
    pub(crate) fn is_stale(&self) -> bool {
        self.is_stale || self.is_dead
    }

    pub(crate) fn calls(&self) -> usize {
        self.calls
    }

    pub(crate) fn end(self) -> (String, Option<Difference>) {
        (self.log.join("\n"), self.difference)
    }

    pub(crate) fn get(&mut self, on: Both, member: &'static str) -> Option<Outs> {
        self.call(on, Verb::Get, member, &[])
    }

    pub(crate) fn set(&mut self, on: Both, member: &'static str, value: Value) -> bool {
        self.call(on, Verb::Set, member, &[In::Same(value)])
            .is_some()
    }

    pub(crate) fn invoke(&mut self, on: Both, member: &'static str, args: &[In]) -> Option<Outs> {
        self.call(on, Verb::Invoke, member, args)
    }

    /// Makes a call that gives an object.
    pub(crate) fn object(outs: Option<Outs>) -> Option<Both> {
        match outs?.pop()? {
            (Value::Object(real), Value::Object(sim)) => Some(Both(real, sim)),
            _ => None,
        }
    }

    pub(crate) fn objects(&mut self, outs: Option<Outs>) -> Vec<Both> {
        let (Some((Value::List(real), Value::List(sim))), false) =
            (outs.and_then(|mut outs| outs.pop()), self.has_differed())
        else {
            return Vec::new();
        };
        let both = real.into_iter().zip(sim).filter_map(|both| match both {
            (Value::Object(real), Value::Object(sim)) => Some(Both(real, sim)),
            _ => None,
        });
        both.collect()
    }

    pub(crate) fn call(
        &mut self,
        on: Both,
        verb: Verb,
        member: &'static str,
        args: &[In],
    ) -> Option<Outs> {
        if self.has_differed() {
            return None;
        }
        self.calls += 1;
        let pick = |which: fn(&Both) -> Object| -> Vec<Value> {
            let value = |arg: &In| match arg {
                In::Same(value) => value.clone(),
                In::Thing(both) => Value::Object(which(both)),
                In::Things(all) => {
                    Value::List(all.iter().map(|both| Value::Object(which(both))).collect())
                }
            };
            args.iter().map(value).collect()
        };
        let call = |object: Object, args: Vec<Value>| Call {
            object,
            verb,
            member: member.into(),
            args,
        };
        let real = self.real.call(&call(on.0, pick(|both| both.0)));
        let sim = self.sim.call(&call(on.1, pick(|both| both.1)));
        if verb != Verb::Get && !member.starts_with("get") {
            let answer = match &real {
                Ok(_) => "ok".to_owned(),
                Err(fault) => fault.text.clone(),
            };
            self.log
                .push(format!("    {on:?} {verb:?} {member} {args:?}: {answer}"));
        }
        self.is_dead |= matches!(&real, Err(fault) if fault.kind == FaultKind::ServiceGone);
        self.compare(member, real, sim)
    }

    fn compare(
        &mut self,
        member: &str,
        real: Result<Vec<Value>, Fault>,
        sim: Result<Vec<Value>, Fault>,
    ) -> Option<Outs> {
        let interface = |fault: &Fault| fault.member.clone();
        let name = real.as_ref().err().or(sim.as_ref().err());
        let name = name.map_or_else(|| member.to_owned(), interface);
        let (real_text, sim_text) = (show(&real), show(&sim));
        if real_text != sim_text {
            self.difference = Some(Difference {
                member: name,
                real: real_text,
                sim: sim_text,
            });
            return None;
        }
        Some(real.ok()?.into_iter().zip(sim.ok()?).collect())
    }
}

/// An answer as text, without what cannot be alike.
fn show(answer: &Result<Vec<Value>, Fault>) -> String {
    match answer {
        Ok(values) => {
            let values: Vec<String> = values.iter().map(show_value).collect();
            format!("[{}]", values.join(", "))
        }
        Err(fault) => format!("{}: {}", fault.code_name, mask(&fault.text)),
    }
}

fn show_value(value: &Value) -> String {
    match value {
        Value::Object(_) => "object".to_owned(),
        Value::Text(text) => format!("{:?}", mask(text)),
        Value::List(list) => {
            let mut items: Vec<String> = list.iter().map(show_value).collect();
            // Lists are sets: their order is nobody's promise.
            items.sort();
            format!("[{}]", items.join(", "))
        }
        other @ (Value::Null
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Unsigned(_)
        | Value::Bytes(_)
        | Value::Enum { .. }
        | Value::Struct(_)) => format!("{other:?}"),
    }
}

/// The only MAC address that sequences give; others are made up.
const GIVEN_ADDRESS: &str = "080027123456";

/// Text without UUIDs that were made up, and without the places in VirtualBox's own source.
fn mask(text: &str) -> String {
    if text.starts_with("Assertion failed") {
        // What VirtualBox says where it meets its own mistake; the simulation has only the code.
        return String::from("no text");
    }
    if text.starts_with("VirtualBox gave no text") {
        return String::from("no text");
    }
    if text.len() == 12 && text.starts_with("080027") && text != GIVEN_ADDRESS {
        return String::from("an address");
    }
    // The second line of some errors is a place in VirtualBox's own source.
    let text = text.split("\n/build/").next().unwrap_or_default();
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let uuid = rest.get(..36).filter(|part| is_made_up(part));
        let length = match uuid {
            Some(_) => {
                masked.push_str("UUID");
                36
            }
            None => {
                masked.push(letter);
                letter.len_utf8()
            }
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    masked
}

/// Whether it is a UUID that no sequence has named: random ones have version 4.
fn is_made_up(part: &str) -> bool {
    uuid::Uuid::try_parse(part).is_ok_and(|uuid| uuid.get_version_num() == 4)
}

/// For the real one alone: what puts it back as it was. Nothing is compared, and what fails has failed.
impl Pair<'_> {
    pub(crate) fn real_only(
        &mut self,
        on: Both,
        member: &'static str,
        args: Vec<Value>,
    ) -> Vec<Value> {
        self.real_call(&Call::invoke(on.0, member, args))
    }

    pub(crate) fn real_list(&mut self, member: &'static str) -> Vec<Object> {
        let outs = self.real_call(&Call::get(self.real.virtual_box(), member));
        objects(outs)
    }

    /// Takes machines away, and all media.
    pub(crate) fn tidy(&mut self, machines: &[Object]) {
        for machine in machines {
            // All devices detached, no media given back.
            let unregister = Call::invoke(*machine, "unregister", vec![Value::Unsigned(2)]);
            if objects(self.real_call(&Call::get(self.real.virtual_box(), "machines"))).is_empty() {
                break;
            }
            self.real_call(&unregister);
        }
        for list in ["hardDisks", "DVDImages", "floppyImages"] {
            for medium in self.real_list(list) {
                self.close(medium);
            }
            // VirtualBox can think that a machine has a medium long after it has not: only a new service forgets.
            self.is_stale |= !self.real_list(list).is_empty();
        }
    }

    /// Closes a medium, those that depend on it first.
    fn close(&mut self, medium: Object) {
        for child in objects(self.real_call(&Call::get(medium, "children"))) {
            self.close(child);
        }
        self.real_call(&Call::set(medium, "type", Value::Unsigned(0)));
        self.real_call(&Call::invoke(medium, "close", Vec::new()));
    }

    fn real_call(&mut self, call: &Call) -> Vec<Value> {
        match self.real.call(call) {
            Ok(outs) => outs,
            Err(fault) => {
                self.is_dead |= fault.kind == FaultKind::ServiceGone;
                Vec::new()
            }
        }
    }
}

fn objects(outs: Vec<Value>) -> Vec<Object> {
    match outs.into_iter().next_back() {
        Some(Value::List(list)) => list
            .into_iter()
            .filter_map(|value| {
                if let Value::Object(object) = value {
                    Some(object)
                } else {
                    None
                }
            })
            .collect(),
        Some(_) | None => Vec::new(),
    }
}
