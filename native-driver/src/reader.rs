//! Typed reads over a backend: what every mapping needs to look at a machine.

use crate::backend::{Backend, Call, Fault, FaultKind};
use crate::plan::Target;
use crate::target::{Hop, route};
use crate::typelib::Typelib;
use crate::value::{Name, Object, Value};

/// Reads attributes, and gives the objects that it met back when it goes.
pub(crate) struct Reader<'a> {
    backend: &'a mut dyn Backend,
    seen: Vec<Object>,
    /// The parts that were asked for, by the machine or part that they belong to.
    parts: Vec<(Object, Hop, Object)>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(backend: &'a mut dyn Backend) -> Self {
        Self {
            backend,
            seen: Vec::new(),
            parts: Vec::new(),
        }
    }

    pub(crate) fn typelib(&self) -> &Typelib {
        self.backend.typelib()
    }

    pub(crate) fn backend(&mut self) -> &mut dyn Backend {
        self.backend
    }

    pub(crate) fn has(&self, interface: &str, member: &str) -> bool {
        self.backend.typelib().has(interface, member)
    }

    /// The attributes `members` of `object`, in one round trip.
    pub(crate) fn get<const N: usize>(
        &mut self,
        object: Object,
        members: [&'static str; N],
    ) -> Result<[Value; N], Fault> {
        let calls = members.map(|member| Call::get(object, member));
        let mut values = [const { Value::Null }; N];
        for (place, result) in values.iter_mut().zip(self.backend.read_many(&calls)) {
            *place = self.note(single(result?));
        }
        Ok(values)
    }

    /// Those of the attributes `members` that the interface of `object` has in this release, in one round trip.
    pub(crate) fn those(
        &mut self,
        object: Object,
        interface: &str,
        members: &[&'static str],
    ) -> Result<Vec<Option<Value>>, Fault> {
        let has: Vec<bool> = members
            .iter()
            .map(|member| self.has(interface, member))
            .collect();
        let calls: Vec<Call> = members
            .iter()
            .zip(&has)
            .filter(|(_member, has)| **has)
            .map(|(member, _has)| Call::get(object, *member))
            .collect();
        let mut results = self.backend.read_many(&calls).into_iter();
        let mut values = Vec::with_capacity(members.len());
        for has in has {
            let result = if has { results.next() } else { None };
            values.push(match result {
                Some(result) => Some(self.note(single(result?))),
                None => None,
            });
        }
        Ok(values)
    }

    /// The same method with each of `args`, in one round trip.
    pub(crate) fn each(
        &mut self,
        object: Object,
        member: &'static str,
        args: &[Vec<Value>],
    ) -> Result<Vec<Value>, Fault> {
        let calls: Vec<Call> = args
            .iter()
            .map(|args| Call::invoke(object, member, args.clone()))
            .collect();
        let results = self.backend.read_many(&calls);
        let mut values = Vec::with_capacity(args.len());
        for (args, result) in args.iter().zip(results) {
            let value = self.note(single(result?));
            if let Value::Object(part) = &value {
                self.parts
                    .push((object, Hop::Call(member, args.clone()), *part));
            }
            values.push(value);
        }
        Ok(values)
    }

    /// One attribute of many objects, in one round trip.
    pub(crate) fn of_all(
        &mut self,
        objects: &[Object],
        member: &'static str,
    ) -> Result<Vec<Value>, Fault> {
        let calls: Vec<Call> = objects
            .iter()
            .map(|object| Call::get(*object, member))
            .collect();
        let results = self.backend.read_many(&calls);
        results
            .into_iter()
            .map(|result| Ok(self.note(single(result?))))
            .collect()
    }

    /// The value of a method.
    pub(crate) fn invoke(
        &mut self,
        object: Object,
        member: &'static str,
        args: Vec<Value>,
    ) -> Result<Value, Fault> {
        let value = single(self.backend.call(&Call::invoke(object, member, args))?);
        Ok(self.note(value))
    }

    /// All that a method gives.
    pub(crate) fn invoke_all(
        &mut self,
        object: Object,
        member: &'static str,
        args: Vec<Value>,
    ) -> Result<Vec<Value>, Fault> {
        let values = self.backend.call(&Call::invoke(object, member, args))?;
        Ok(values.into_iter().map(|value| self.note(value)).collect())
    }

    /// The part of `machine` that `target` names.
    pub(crate) fn part(&mut self, machine: Object, target: &Target) -> Result<Object, Fault> {
        let hops = route(target, self.backend.typelib())
            .map(|route| route.hops)
            .unwrap_or_default();
        let mut object = machine;
        for hop in hops {
            let known = self
                .parts
                .iter()
                .find(|(of, known, _part)| *of == object && *known == hop);
            if let Some((_of, _hop, part)) = known {
                object = *part;
                continue;
            }
            let value = match &hop {
                Hop::Get(member) => {
                    let [value] = self.get(object, [*member])?;
                    value
                }
                Hop::Call(member, args) => self.invoke(object, member, args.clone())?,
            };
            let part = as_object(&value, "object")?;
            self.parts.push((object, hop, part));
            object = part;
        }
        Ok(object)
    }

    /// Looks at a machine through a session that shares it; `None` where somebody keeps it to themselves.
    pub(crate) fn shared<T>(
        &mut self,
        machine: Object,
        look: impl FnOnce(&mut Self, Object) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        let session = self.backend.new_session()?;
        self.seen.push(session);
        let args = vec![
            Value::Object(session),
            Value::constant("LockType", "Shared"),
        ];
        if self
            .backend
            .call(&Call::invoke(machine, "lockMachine", args))
            .is_err()
        {
            return Ok(None);
        }
        let looked = self
            .get(session, ["machine"])
            .and_then(|[machine]| as_object(&machine, "ISession.machine"))
            .and_then(|machine| look(self, machine));
        let unlock = Call::invoke(session, "unlockMachine", Vec::new());
        let unlocked = self.backend.call(&unlock);
        let looked = looked?;
        unlocked?;
        Ok(Some(looked))
    }

    /// The name of a constant that came as a number or as a name.
    pub(crate) fn constant(&self, of: &str, value: &Value) -> Result<Name, Fault> {
        constant(self.backend.typelib(), of, value)
    }

    /// Leaves an object to the caller, who gives it back.
    pub(crate) fn keep(&mut self, object: Object) {
        self.seen.retain(|seen| *seen != object);
    }

    fn note(&mut self, value: Value) -> Value {
        match &value {
            Value::Object(object) => self.seen.push(*object),
            Value::List(values) => self
                .seen
                .extend(values.iter().filter_map(|value| as_object(value, "").ok())),
            Value::Null
            | Value::Bool(..)
            | Value::Int(..)
            | Value::Unsigned(..)
            | Value::Text(..)
            | Value::Bytes(..)
            | Value::Enum { .. }
            | Value::Struct(..) => {}
        }
        value
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        self.backend.release(&self.seen);
    }
}

/// The name of a constant of the enum `of`.
pub(crate) fn constant(typelib: &Typelib, of: &str, value: &Value) -> Result<Name, Fault> {
    if let Value::Enum { is, .. } = value {
        return Ok(is.clone());
    }
    let number = as_unsigned(value, of)?;
    u32::try_from(number)
        .ok()
        .and_then(|number| typelib.enum_name(of, number))
        .map(|name| Name::Owned(name.to_owned()))
        .ok_or_else(|| mismatch(of, value))
}

fn single(mut values: Vec<Value>) -> Value {
    values.pop().unwrap_or(Value::Null)
}

fn mismatch(what: &str, value: &Value) -> Fault {
    Fault::new(
        FaultKind::Refused,
        what,
        format!("VirtualBox gave an unexpected value: {value:?}"),
    )
}

pub(crate) fn as_object(value: &Value, what: &str) -> Result<Object, Fault> {
    if let Value::Object(object) = value {
        Ok(*object)
    } else {
        Err(mismatch(what, value))
    }
}

pub(crate) fn as_optional_object(value: &Value) -> Option<Object> {
    if let Value::Object(object) = value {
        Some(*object)
    } else {
        None
    }
}

pub(crate) fn as_objects(value: &Value, what: &str) -> Result<Vec<Object>, Fault> {
    as_list(value, what)?
        .iter()
        .map(|value| as_object(value, what))
        .collect()
}

pub(crate) fn as_list<'v>(value: &'v Value, what: &str) -> Result<&'v [Value], Fault> {
    if let Value::List(values) = value {
        Ok(values)
    } else {
        Err(mismatch(what, value))
    }
}

pub(crate) fn as_text(value: &Value, what: &str) -> Result<String, Fault> {
    if let Value::Text(text) = value {
        Ok(text.clone())
    } else if *value == Value::Null {
        Ok(String::new())
    } else {
        Err(mismatch(what, value))
    }
}

pub(crate) fn as_bool(value: &Value, what: &str) -> Result<bool, Fault> {
    if let Value::Bool(is) = value {
        Ok(*is)
    } else {
        Err(mismatch(what, value))
    }
}

pub(crate) fn as_unsigned(value: &Value, what: &str) -> Result<u64, Fault> {
    if let Value::Unsigned(number) = value {
        Ok(*number)
    } else if let Value::Int(number) = value {
        u64::try_from(*number).map_err(|_| mismatch(what, value))
    } else {
        Err(mismatch(what, value))
    }
}

pub(crate) fn as_u32(value: &Value, what: &str) -> Result<u32, Fault> {
    u32::try_from(as_unsigned(value, what)?).map_err(|_| mismatch(what, value))
}
