//! A call from its names to its values.

use super::ffi::{self, ComPtr, Failure, In, Out};
use super::{Held, Xpcom, convert};
use crate::backend::nulls::may_be_null;
use crate::backend::{Call, Fault, FaultKind, Verb};
use crate::typelib::{Member, Type};
use crate::value::{Object, Value};

/// Remote calls leave events in the main queue, which grows until somebody takes them out.
const CALLS_BETWEEN_PUMPS: u32 = 100;

impl Xpcom {
    /// Makes a call.
    pub(crate) fn call(&mut self, call: &Call) -> Result<Vec<Value>, Fault> {
        let Some(held) = self.objects.get(&call.object.0) else {
            let text = format!(
                "object {} is not known on this connection, or was released",
                call.object.0
            );
            return Err(Fault::new(
                FaultKind::NoSuchMember,
                call.member.to_string(),
                text,
            ));
        };
        let (pointer, interface) = (held.pointer.clone(), held.interface.clone());
        let typelib = std::rc::Rc::clone(&self.typelib);
        let Some(member) = typelib.find(&interface, call.verb, &call.member) else {
            let what = match call.verb {
                Verb::Get => "attribute",
                Verb::Set => "attribute that can be set",
                Verb::Invoke => "method",
            };
            let text = format!("this VirtualBox has no such {what}");
            return Err(Fault::new(
                FaultKind::NoSuchMember,
                format!("{interface}.{}", call.member),
                text,
            ));
        };
        let name = member.to_string();
        let refuse = |text: String| Fault::new(FaultKind::NoSuchMember, name.clone(), text);
        let types = member.method.signature();
        if types.ins.len() != call.args.len() {
            return Err(refuse(format!(
                "it takes {} arguments, but {} were given",
                types.ins.len(),
                call.args.len()
            )));
        }
        check_nulls(&member, &types.ins, &call.args).map_err(refuse)?;
        let objects = self.arguments(&call.args, &types.ins).map_err(refuse)?;
        let mut given = objects.iter();
        let ins: Result<Vec<In<'_>>, String> = call
            .args
            .iter()
            .zip(&types.ins)
            .map(|(value, kind)| convert::argument(value, kind, &typelib, &mut given))
            .collect();
        let result = ffi::call(&pointer, &member, &ins.map_err(refuse)?, self.glue.memory());
        self.count_calls(1);
        match result {
            Ok(outs) => Ok(self.values(outs, &types.outs)),
            Err(Failure::Code(code)) => Err(self.fault(&name, code)),
            Err(Failure::Form(text)) => Err(refuse(text.to_owned())),
        }
    }

    /// Counts calls of the service and empties the event queue once in a while.
    pub(super) fn count_calls(&mut self, calls: u32) {
        self.calls += calls;
        if self.calls >= CALLS_BETWEEN_PUMPS {
            self.calls = 0;
            self.pump();
        }
    }

    fn pump(&self) {
        if self.glue.process_events() {
            return;
        }
        if let Some(queue) = &self.events {
            // What cannot be pumped only costs memory.
            let _ = self
                .internal(
                    queue,
                    "nsIEventQueue",
                    Verb::Invoke,
                    "processPendingEvents",
                    &[],
                )
                .is_ok();
        }
    }

    /// The objects among the arguments, each with the interface that its parameter asks for.
    fn arguments(&self, args: &[Value], types: &[&Type]) -> Result<Vec<ComPtr>, String> {
        let wanted = convert::wanted_objects(args, types)
            .into_iter()
            .map(|(object, interface)| {
                let held = self
                    .objects
                    .get(&object.0)
                    .ok_or_else(|| format!("object {} is not known", object.0))?;
                if self.typelib.extends(&held.interface, interface) {
                    return Ok(held.pointer.clone());
                }
                self.query(&held.pointer, interface)
                    .map_err(|_| format!("an `{}` was given for an `{interface}`", held.interface))
            });
        wanted.collect()
    }

    fn values(&mut self, outs: Vec<Out>, types: &[&Type]) -> Vec<Value> {
        let mut keep = |pointer: ComPtr, kind: &Type| {
            self.keep(pointer, kind.as_interface().unwrap_or("nsISupports"))
        };
        outs.into_iter()
            .zip(types)
            .map(|(out, kind)| convert::value(out, kind, &mut keep))
            .collect()
    }

    /// Numbers an object and keeps it until it is released.
    pub(super) fn keep(&mut self, pointer: ComPtr, interface: &str) -> Object {
        self.last += 1;
        self.fresh.push((Object(self.last), interface.to_owned()));
        self.objects.insert(
            self.last,
            Held {
                pointer,
                interface: interface.to_owned(),
            },
        );
        Object(self.last)
    }

    /// A call of our own, on an object that is not numbered.
    pub(super) fn internal(
        &self,
        object: &ComPtr,
        interface: &str,
        verb: Verb,
        member: &str,
        ins: &[In<'_>],
    ) -> Result<Vec<Out>, Failure> {
        let member = self.typelib.find(interface, verb, member);
        let member = member.ok_or(Failure::Form("this VirtualBox has no such member"))?;
        ffi::call(object, &member, ins, self.glue.memory())
    }

    /// The same object with another interface.
    pub(super) fn query(&self, object: &ComPtr, interface: &str) -> Result<ComPtr, Failure> {
        let described = self.typelib.interface(interface);
        let iid = described.and_then(|found| convert::iid(&found.iid).ok());
        let iid = iid.ok_or(Failure::Form("this VirtualBox has no such interface"))?;
        let outs = self.internal(
            object,
            "nsISupports",
            Verb::Invoke,
            "QueryInterface",
            &[In::Iid(iid)],
        )?;
        outs.into_iter()
            .next_back()
            .and_then(super::object_of)
            .ok_or(Failure::Form("it gave no object"))
    }

    pub(super) fn read_text(
        &self,
        object: &ComPtr,
        interface: &str,
        member: &str,
    ) -> Option<String> {
        match self
            .internal(object, interface, Verb::Get, member, &[])
            .ok()?
            .into_iter()
            .next_back()?
        {
            Out::Text(text) => text,
            Out::Scalar(_) | Out::Iid(_) | Out::Object(_) | Out::List(_) => None,
        }
    }

    pub(super) fn read_number(
        &self,
        object: &ComPtr,
        interface: &str,
        member: &str,
    ) -> Option<u32> {
        match self
            .internal(object, interface, Verb::Get, member, &[])
            .ok()?
            .into_iter()
            .next_back()?
        {
            Out::Scalar(word) => u32::try_from(word & 0xffff_ffff).ok(),
            Out::Text(_) | Out::Iid(_) | Out::Object(_) | Out::List(_) => None,
        }
    }

    pub(super) fn read_object(
        &self,
        object: &ComPtr,
        interface: &str,
        member: &str,
    ) -> Option<ComPtr> {
        let outs = self
            .internal(object, interface, Verb::Get, member, &[])
            .ok()?;
        outs.into_iter().next_back().and_then(super::object_of)
    }
}

/// Refuses no object for an interface where VirtualBox does not expect that.
fn check_nulls(member: &Member<'_>, types: &[&Type], args: &[Value]) -> Result<(), String> {
    for (index, (kind, value)) in types.iter().zip(args).enumerate() {
        let allowed = may_be_null(&member.interface.name, &member.method.name, index);
        if *value == Value::Null && kind.is_object() && !allowed {
            return Err(format!("argument {} must be an object", index + 1));
        }
    }
    Ok(())
}
