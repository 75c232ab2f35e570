//! From a call to the interface that answers it: the call is checked against the slot table first.

use std::collections::BTreeMap;

use super::fault::{Code, Refusal};
use super::handle::Handle;
use super::parts::{self, Part};
use super::value::{Answer, Arg, Args, Out};
use super::world::World;
use super::{
    bandwidth, host, machine, medium, medium_attachment, os_types, progress, properties, session,
    shared_folder, snapshot, storage_controller, usb, virtual_box,
};
use crate::backend::{Call, Fault, FaultKind, Verb};
use crate::typelib::{MethodKind, Type, Typelib};
use crate::value::{Object, Value};

/// A call that fits the slot table.
pub(super) struct Prepared {
    /// Interface and member.
    pub(super) member: String,
    pub(super) handle: Handle,
    /// Accessors of arrays are methods.
    verb: Verb,
    name: String,
    args: Args,
    pub(super) outs: Vec<Type>,
}

/// The objects that were given out, with their interfaces.
pub(super) type Objects = BTreeMap<u64, (Handle, &'static str)>;

pub(super) fn prepare(
    typelib: &Typelib,
    objects: &Objects,
    call: &Call,
) -> Result<Prepared, Fault> {
    let refuse = |member: String, text: String| Fault::new(FaultKind::NoSuchMember, member, text);
    let Some((handle, interface)) = objects.get(&call.object.0) else {
        let text = format!(
            "object {} is not known on this connection, or was released",
            call.object.0
        );
        return Err(refuse(call.member.to_string(), text));
    };
    let Some(member) = typelib.find(interface, call.verb, &call.member) else {
        let what = match call.verb {
            Verb::Get => "attribute",
            Verb::Set => "attribute that can be set",
            Verb::Invoke => "method",
        };
        let text = format!("this VirtualBox has no such {what}");
        return Err(refuse(format!("{interface}.{}", call.member), text));
    };
    let name = member.to_string();
    let signature = member.method.signature();
    if signature.ins.len() != call.args.len() {
        let text = format!(
            "it takes {} arguments, but {} were given",
            signature.ins.len(),
            call.args.len()
        );
        return Err(refuse(name, text));
    }
    let mut args = Vec::with_capacity(call.args.len());
    for (index, (value, kind)) in call.args.iter().zip(&signature.ins).enumerate() {
        let may_be_null =
            super::super::nulls::may_be_null(&member.interface.name, &member.method.name, index);
        let arg = argument(value, kind, may_be_null, typelib, objects);
        args.push(arg.map_err(|text| refuse(name.clone(), text))?);
    }
    let verb = match member.method.kind {
        MethodKind::Get => Verb::Get,
        MethodKind::Set => Verb::Set,
        MethodKind::Call | MethodKind::Raw => Verb::Invoke,
    };
    Ok(Prepared {
        member: name,
        handle: handle.clone(),
        verb,
        name: member.method.name.clone(),
        args: Args(args),
        outs: signature.outs.into_iter().cloned().collect(),
    })
}

fn argument(
    value: &Value,
    kind: &Type,
    may_be_null: bool,
    typelib: &Typelib,
    objects: &Objects,
) -> Result<Arg, String> {
    let mismatch = || format!("a value of another type was given for {kind:?}");
    Ok(match (kind, value) {
        (Type::Bool, Value::Bool(flag)) => Arg::Bool(*flag),
        (Type::WString | Type::String, Value::Text(text)) => {
            if text.contains('\0') {
                return Err("the text has a NUL character in it".to_owned());
            }
            Arg::Text(text.clone())
        }
        (Type::WString | Type::String, Value::Null) => Arg::Text(String::new()),
        (Type::U32, Value::Enum { of, is }) => {
            let number = typelib.enum_value(of, is);
            let number =
                number.ok_or_else(|| format!("this VirtualBox has no `{is}` in `{of}`"))?;
            Arg::Int(number.into())
        }
        (Type::Interface(_) | Type::InterfaceIs(_), Value::Null) if may_be_null => {
            Arg::Object(None)
        }
        (Type::Interface(wanted), Value::Null) => {
            return Err(format!("an `{wanted}` has to be given here"));
        }
        (Type::Interface(wanted), Value::Object(object)) => {
            let (handle, interface) = objects
                .get(&object.0)
                .ok_or_else(|| format!("object {} is not known", object.0))?;
            if !typelib.extends(interface, wanted) {
                return Err(format!("an `{interface}` was given for an `{wanted}`"));
            }
            Arg::Object(Some(handle.clone()))
        }
        (Type::Array { .. }, Value::Null) => Arg::List(Vec::new()),
        (Type::Array { of, .. }, Value::Bytes(bytes)) if **of == Type::U8 => Arg::List(
            bytes
                .iter()
                .map(|byte| Arg::Int(i64::from(*byte)))
                .collect(),
        ),
        (Type::Array { of, .. }, Value::List(list)) => {
            let items = list
                .iter()
                .map(|item| argument(item, of, false, typelib, objects));
            Arg::List(items.collect::<Result<_, _>>()?)
        }
        (kind, Value::Int(_) | Value::Unsigned(_)) => Arg::Int(number(value, kind)?),
        _ => return Err(mismatch()),
    })
}

/// A number that fits the width of a parameter.
fn number(value: &Value, kind: &Type) -> Result<i64, String> {
    let number = match value {
        Value::Int(number) => i128::from(*number),
        Value::Unsigned(number) => i128::from(*number),
        Value::Null
        | Value::Bool(_)
        | Value::Text(_)
        | Value::Bytes(_)
        | Value::Enum { .. }
        | Value::Object(_)
        | Value::List(_)
        | Value::Struct(_) => return Err(format!("no number was given for {kind:?}")),
    };
    let fits = match kind {
        Type::U8 => u8::try_from(number).is_ok(),
        Type::U16 => u16::try_from(number).is_ok(),
        Type::U32 => u32::try_from(number).is_ok(),
        Type::I16 => i16::try_from(number).is_ok(),
        Type::I32 => i32::try_from(number).is_ok(),
        Type::I64 | Type::U64 => true,
        Type::Bool
        | Type::WString
        | Type::String
        | Type::Iid
        | Type::Pointer
        | Type::Interface(_)
        | Type::InterfaceIs(_)
        | Type::Array { .. } => return Err(format!("a number was given for {kind:?}")),
    };
    i64::try_from(number)
        .ok()
        .filter(|_| fits)
        .ok_or_else(|| format!("the number {number} does not fit into {kind:?}"))
}

/// A value as a caller sees it, with the width that the slot table gives it.
pub(super) fn value(out: Out, kind: &Type, keep: &mut dyn FnMut(Handle) -> Object) -> Value {
    match (out, kind) {
        (Out::Null, _) => Value::Null,
        (Out::Bool(flag), _) => Value::Bool(flag),
        (Out::Int(number), Type::I16 | Type::I32 | Type::I64) => Value::Int(number),
        (Out::Int(number), _) => Value::Unsigned(number.cast_unsigned()),
        (Out::Text(text), _) => Value::Text(text),
        (Out::Object(handle), _) => Value::Object(keep(handle)),
        (Out::List(list), Type::Array { of, .. }) if **of == Type::U8 => {
            let byte = |out: &Out| match out {
                Out::Int(number) => u8::try_from(*number).ok(),
                Out::Null | Out::Bool(_) | Out::Text(_) | Out::List(_) | Out::Object(_) => None,
            };
            Value::Bytes(list.iter().filter_map(byte).collect())
        }
        (Out::List(list), Type::Array { of, .. }) => {
            Value::List(list.into_iter().map(|item| value(item, of, keep)).collect())
        }
        (Out::List(_), _) => Value::Null,
    }
}

/// Lets the interface answer; what the simulation does not have is not implemented.
pub(super) fn answer(world: &mut World, call: &Prepared) -> Answer {
    let (verb, name, args) = (call.verb, call.name.as_str(), &call.args);
    let answer = match &call.handle {
        Handle::VirtualBox => virtual_box::call(world, verb, name, args),
        Handle::SystemProperties => properties::system(world, verb, name, args),
        Handle::PlatformProperties => properties::platform(verb, name, args),
        Handle::Host => host::call(world, verb, name, args),
        Handle::Session(number) => session::call(world, *number, verb, name, args),
        Handle::Machine(of) => machine::call(world, *of, verb, name, args),
        Handle::Part(of, part, index) => parts::call(world, *of, *part, *index, verb, name, args),
        Handle::Controller(of, id) => storage_controller::call(world, *of, *id, verb, name, args),
        Handle::Attachment(of, id) => medium_attachment::call(world, *of, *id, name),
        Handle::UsbController(of, id) => usb::controller(world, *of, *id, verb, name, args),
        Handle::UsbFilters(of) => usb::filters(world, *of, name, args),
        Handle::UsbFilter(of, id) => usb::filter(world, *of, *id, verb, name, args),
        Handle::SharedFolder(of, id) => shared_folder::call(world, *of, *id, verb, name, args),
        Handle::AudioSettings(of) => {
            (name == "adapter").then(|| super::value::object(Handle::Part(*of, Part::Audio, 0)))
        }
        Handle::BandwidthControl(of) => bandwidth::control(world, *of, name, args),
        Handle::BandwidthGroup(of, id) => bandwidth::group(world, *of, *id, verb, name, args),
        Handle::UefiVariables(of) => parts::uefi_variables(world, *of, verb, name, args),
        Handle::Medium(uuid) => medium::call(world, *uuid, verb, name, args),
        Handle::MediumFormat(id) => medium::format(id, name),
        Handle::Snapshot(number, uuid) => snapshot::call(world, *number, *uuid, verb, name, args),
        Handle::Progress(number) => progress::call(world, *number, name),
        Handle::Error(number) => progress::error(world, *number, name),
        Handle::GuestOsType(id) => os_types::call(id, name),
    };
    answer.unwrap_or_else(|| Err(Refusal::bare(Code::NotImplemented)))
}
