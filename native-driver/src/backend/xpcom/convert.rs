//! From values to what a call takes, and back: conversion and nothing else.

use super::ffi::{ComPtr, In, Out};
use crate::typelib::{Type, Typelib};
use crate::value::{Object, Value};

/// The objects that a call takes, in order, each with the interface that its parameter asks for.
pub(super) fn wanted_objects<'a>(values: &[Value], types: &[&'a Type]) -> Vec<(Object, &'a str)> {
    let mut wanted = Vec::new();
    for (value, kind) in values.iter().zip(types) {
        collect(value, kind, &mut wanted);
    }
    wanted
}

fn collect<'a>(value: &Value, kind: &'a Type, wanted: &mut Vec<(Object, &'a str)>) {
    match (value, kind) {
        (Value::Object(object), Type::Interface(name)) => wanted.push((*object, name)),
        (Value::Object(object), Type::InterfaceIs(_)) => wanted.push((*object, "nsISupports")),
        (Value::List(list), Type::Array { of, .. }) => {
            for each in list {
                collect(each, of, wanted);
            }
        }
        _ => {}
    }
}

/// The argument for a value. `objects` are those of [`wanted_objects`], of which this takes its own.
pub(super) fn argument<'a>(
    value: &'a Value,
    kind: &Type,
    typelib: &Typelib,
    objects: &mut std::slice::Iter<'a, ComPtr>,
) -> Result<In<'a>, String> {
    Ok(match (kind, value) {
        (Type::WString | Type::String, Value::Text(text)) => In::Text(checked(text)?),
        // VirtualBox takes no text for an empty one, but not every release everywhere.
        (Type::WString | Type::String, Value::Null) => In::Text(""),
        (Type::Iid, Value::Text(text)) => In::Iid(iid(text)?),
        (Type::Interface(_) | Type::InterfaceIs(_), Value::Object(object)) => In::Object(Some(
            objects
                .next()
                .ok_or_else(|| format!("object {} is not known", object.0))?,
        )),
        (Type::Interface(_) | Type::InterfaceIs(_), Value::Null) => In::Object(None),
        (Type::Array { of, .. }, Value::Bytes(bytes)) if **of == Type::U8 => {
            In::Scalars(bytes.iter().copied().map(u64::from).collect())
        }
        (Type::Array { of, .. }, Value::Null) => array(&[], of, typelib, objects)?,
        (Type::Array { of, .. }, Value::List(list)) => array(list, of, typelib, objects)?,
        (kind, value) => In::Scalar(scalar(value, kind, typelib)?),
    })
}

fn array<'a>(
    list: &'a [Value],
    of: &Type,
    typelib: &Typelib,
    objects: &mut std::slice::Iter<'a, ComPtr>,
) -> Result<In<'a>, String> {
    if of.is_text() {
        let text = |value: &'a Value| {
            if let Value::Text(text) = value {
                checked(text)
            } else {
                Err(mismatch(value, of))
            }
        };
        return list
            .iter()
            .map(text)
            .collect::<Result<_, _>>()
            .map(In::Texts);
    }
    if of.is_object() {
        let mut object = |value: &'a Value| {
            let Value::Object(object) = value else {
                return Err(mismatch(value, of));
            };
            objects
                .next()
                .ok_or_else(|| format!("object {} is not known", object.0))
        };
        return list
            .iter()
            .map(&mut object)
            .collect::<Result<_, _>>()
            .map(In::Objects);
    }
    let numbers = list.iter().map(|value| scalar(value, of, typelib));
    numbers.collect::<Result<_, _>>().map(In::Scalars)
}

/// A number as a word; signed ones with their sign extended.
fn scalar(value: &Value, kind: &Type, typelib: &Typelib) -> Result<u64, String> {
    let number = match (kind, value) {
        (Type::Bool, Value::Bool(set)) => return Ok(u64::from(*set)),
        (Type::U32, Value::Enum { of, is }) => {
            let number = typelib.enum_value(of, is);
            return number
                .map(u64::from)
                .ok_or_else(|| format!("this VirtualBox has no `{is}` in `{of}`"));
        }
        (_, Value::Int(number)) => i128::from(*number),
        (_, Value::Unsigned(number)) => i128::from(*number),
        (kind, value) => return Err(mismatch(value, kind)),
    };
    let range = match kind {
        Type::U8 => 0..=i128::from(u8::MAX),
        Type::U16 => 0..=i128::from(u16::MAX),
        Type::U32 => 0..=i128::from(u32::MAX),
        Type::U64 => 0..=i128::from(u64::MAX),
        Type::I16 => i128::from(i16::MIN)..=i128::from(i16::MAX),
        Type::I32 => i128::from(i32::MIN)..=i128::from(i32::MAX),
        Type::I64 => i128::from(i64::MIN)..=i128::from(i64::MAX),
        Type::Bool
        | Type::WString
        | Type::String
        | Type::Iid
        | Type::Pointer
        | Type::Interface(_)
        | Type::InterfaceIs(_)
        | Type::Array { .. } => return Err(mismatch(value, kind)),
    };
    if !range.contains(&number) {
        return Err(format!(
            "the number {number} does not fit into {}",
            describe(kind)
        ));
    }
    u64::try_from(number)
        .or_else(|_| i64::try_from(number).map(i64::cast_unsigned))
        .map_err(|error| error.to_string())
}

/// The value for what came out. `keep` takes objects over and numbers them.
pub(super) fn value(out: Out, kind: &Type, keep: &mut dyn FnMut(ComPtr, &Type) -> Object) -> Value {
    match (kind, out) {
        (kind, Out::List(list)) => {
            let of = if let Type::Array { of, .. } = kind {
                of
            } else {
                kind
            };
            if *of == Type::U8 {
                return Value::Bytes(list.into_iter().filter_map(|each| byte(&each)).collect());
            }
            Value::List(list.into_iter().map(|each| value(each, of, keep)).collect())
        }
        (_, Out::Text(text)) => Value::Text(text.unwrap_or_default()),
        (_, Out::Iid(None) | Out::Object(None)) => Value::Null,
        (_, Out::Iid(Some(bytes))) => {
            Value::Text(uuid::Uuid::from_bytes_le(bytes).hyphenated().to_string())
        }
        (kind, Out::Object(Some(object))) => Value::Object(keep(object, kind)),
        (kind, Out::Scalar(word)) => number(word, kind),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "only the lower bytes of the word were written"
)]
fn number(word: u64, kind: &Type) -> Value {
    match kind {
        Type::Bool => Value::Bool(word as u32 != 0),
        Type::I16 => Value::Int(i64::from((word as u16).cast_signed())),
        Type::I32 => Value::Int(i64::from((word as u32).cast_signed())),
        Type::I64 => Value::Int(word.cast_signed()),
        Type::U8 => Value::Unsigned(u64::from(word as u8)),
        Type::U16 => Value::Unsigned(u64::from(word as u16)),
        Type::U32 => Value::Unsigned(u64::from(word as u32)),
        Type::U64
        | Type::WString
        | Type::String
        | Type::Iid
        | Type::Pointer
        | Type::Interface(_)
        | Type::InterfaceIs(_)
        | Type::Array { .. } => Value::Unsigned(word),
    }
}

fn byte(out: &Out) -> Option<u8> {
    match out {
        Out::Scalar(word) => u8::try_from(*word & 0xff).ok(),
        Out::Text(_) | Out::Iid(_) | Out::Object(_) | Out::List(_) => None,
    }
}

/// An identity as it lies in memory: the first three fields in the machine's order.
pub(super) fn iid(text: &str) -> Result<[u8; 16], String> {
    let uuid: uuid::Uuid = text
        .parse()
        .map_err(|_| format!("`{text}` is not an identity"))?;
    Ok(uuid.to_bytes_le())
}

/// Text crosses the border with a NUL at its end, so that one inside would cut it short.
fn checked(text: &str) -> Result<&str, String> {
    if text.contains('\0') {
        Err("the text has a NUL character in it".to_owned())
    } else {
        Ok(text)
    }
}

fn mismatch(value: &Value, kind: &Type) -> String {
    let value = match value {
        Value::Null => "nothing",
        Value::Bool(_) => "a boolean",
        Value::Int(_) | Value::Unsigned(_) => "a number",
        Value::Text(_) => "text",
        Value::Bytes(_) => "octets",
        Value::Enum { .. } => "an enum constant",
        Value::Object(_) => "an object",
        Value::List(_) => "a list",
        Value::Struct(_) => "a struct",
    };
    format!("{value} was given for {}", describe(kind))
}

fn describe(kind: &Type) -> String {
    match kind {
        Type::Bool => "a boolean".to_owned(),
        Type::U8 => "a number of 8 bits".to_owned(),
        Type::I16 => "a signed number of 16 bits".to_owned(),
        Type::U16 => "a number of 16 bits".to_owned(),
        Type::I32 => "a signed number of 32 bits".to_owned(),
        Type::U32 => "a number of 32 bits".to_owned(),
        Type::I64 => "a signed number of 64 bits".to_owned(),
        Type::U64 => "a number of 64 bits".to_owned(),
        Type::WString | Type::String => "text".to_owned(),
        Type::Iid => "an identity".to_owned(),
        Type::Pointer => "a bare pointer".to_owned(),
        Type::Interface(name) => format!("an `{name}`"),
        Type::InterfaceIs(_) => "an object".to_owned(),
        Type::Array { of, .. } => format!("a list of {}", describe(of)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &Value, kind: &Type, expected: &str) {
        let typelib = Typelib::new(
            [],
            [("StorageBus".to_owned(), vec![("SATA".to_owned(), 2)])],
        );
        let found = match argument(value, kind, &typelib, &mut [].iter()) {
            Ok(found) => format!("{found:?}"),
            Err(error) => error,
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn values_become_arguments() {
        check(&Value::Bool(true), &Type::Bool, "Scalar(1)");
        check(&Value::Int(-1), &Type::I32, "Scalar(18446744073709551615)");
        check(&Value::Int(7), &Type::U16, "Scalar(7)");
        check(
            &Value::constant("StorageBus", "SATA"),
            &Type::U32,
            "Scalar(2)",
        );
        check(&Value::text("a"), &Type::WString, "Text(\"a\")");
        check(&Value::Null, &Type::WString, "Text(\"\")");
        check(
            &Value::Null,
            &Type::Interface("IMedium".into()),
            "Object(None)",
        );
        let bytes = Type::Array {
            of: Box::new(Type::U8),
            count: 0,
        };
        check(&Value::Bytes(vec![1, 255]), &bytes, "Scalars([1, 255])");
        let texts = Type::Array {
            of: Box::new(Type::WString),
            count: 0,
        };
        check(
            &Value::List(vec![Value::text("/a"), Value::text("")]),
            &texts,
            "Texts([\"/a\", \"\"])",
        );
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        check(
            &Value::Int(-1),
            &Type::U32,
            "the number -1 does not fit into a number of 32 bits",
        );
        check(
            &Value::Unsigned(u64::MAX),
            &Type::I64,
            "the number 18446744073709551615 does not fit into a signed number of 64 bits",
        );
        check(
            &Value::Unsigned(1),
            &Type::Bool,
            "a number was given for a boolean",
        );
        check(
            &Value::constant("StorageBus", "NVMe"),
            &Type::U32,
            "this VirtualBox has no `NVMe` in `StorageBus`",
        );
        check(
            &Value::text("a\0b"),
            &Type::WString,
            "the text has a NUL character in it",
        );
        check(&Value::text("a"), &Type::Iid, "`a` is not an identity");
        let texts = Type::Array {
            of: Box::new(Type::WString),
            count: 0,
        };
        check(
            &Value::List(vec![Value::Null]),
            &texts,
            "nothing was given for text",
        );
        check(
            &Value::Null,
            &Type::U32,
            "nothing was given for a number of 32 bits",
        );
    }

    #[test]
    fn numbers_come_out_with_their_sign() {
        assert_eq!(number(0xffff_ffff, &Type::I32), Value::Int(-1));
        assert_eq!(
            number(0xffff_ffff, &Type::U32),
            Value::Unsigned(0xffff_ffff)
        );
        assert_eq!(number(0x8000, &Type::I16), Value::Int(-32768));
        assert_eq!(number(1, &Type::Bool), Value::Bool(true));
    }
}
